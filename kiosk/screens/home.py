"""The first screen: what do you want to get done? Services as tiles, with the people ahead."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.clock import believable
from kiosk.screens.controls import Pressable, QuietButton
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.troubles import notice
from queue_server.contract.plan import Service
from queue_server.contract.waits import wait_words

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Tile(Pressable):
    """One service."""

    name = StringProperty("")
    prefix = StringProperty("")
    state = StringProperty("")
    wait = StringProperty("")
    late = BooleanProperty(False)
    closed = BooleanProperty(False)
    portrait = BooleanProperty(True)


class SearchButton(QuietButton):
    """查事项, with a lens."""


class HomeScreen(Screen):
    """All services, six at a time where they are too many for one page."""

    notice = StringProperty("")
    hours = StringProperty("")
    hint = StringProperty("")
    paged = BooleanProperty(False)

    def __init__(self, tell: Callable[[v.Happening], None], *, portrait: bool) -> None:
        super().__init__(tell, portrait=portrait)
        self._tiles: dict[str, Tile] = {}

    def show(self, scene: Scene) -> None:
        super().show(scene)
        assert isinstance(scene.visit.step, v.Idle)
        services = self._page(scene, scene.visit.step.page)
        if [service.prefix for service in services] != list(self._tiles):
            self._build(services)
        for service in services:
            tile = self._tiles[service.prefix]
            closed = scene.closed(service.prefix)
            tile.name = scene.named(service)
            tile.closed = bool(closed)
            tile.state = closed or scene.waiting(service.prefix)
            wait = scene.wait(service.prefix)
            tile.wait = wait_words(scene.language, wait)
            tile.late = wait is not None and wait.outlook == "not_today"
        self.notice = self._notice(scene, scene.visit.step)
        spans = "，".join(f"{start}–{end}" for start, end in scene.plan.hall.hours)
        self.hours = scene.say(
            "今日 {hours} 受理", hours=spans if scene.language == "zh_CN" else spans.replace("，", ", ")
        )
        self.hint = scene.say("查我的号：请把号票上的二维码对准扫码口") if scene.reader else ""

    def press(self, tile: Tile) -> None:
        """A tile was touched."""
        self.tell(v.ClosedTouched(tile.prefix) if tile.closed else v.ChooseService(tile.prefix))

    def _page(self, scene: Scene, page: int) -> tuple[Service, ...]:
        services = scene.plan.service
        size = 8 if self.portrait and len(services) <= 8 else 6
        self.paged = len(services) > size
        start = page * size % (-(-len(services) // size) * size)
        return services[start : start + size]

    def _build(self, services: tuple[Service, ...]) -> None:
        tiles = self.ids.tiles
        tiles.clear_widgets()
        self._tiles = {service.prefix: Tile(prefix=service.prefix, portrait=self.portrait) for service in services}
        for tile in self._tiles.values():
            tile.bind(on_activate=self.press)
            tiles.add_widget(tile)

    def _notice(self, scene: Scene, step: v.Idle) -> str:
        closed = step.closed
        if step.failed:
            return scene.say("刚才没有办成，请再点一次，或找导办员")
        if closed in scene.plan.services and (why := scene.closed(closed)):
            return scene.say("{service}：{why}", service=scene.named(scene.plan.services[closed]), why=why)
        if scene.away and not believable(scene.local):
            return scene.say("机器时间不对，请告诉工作人员")
        if scene.away:
            return scene.say("现在连不上总台，可以照常取号")
        if not scene.connected:
            return scene.say("现在取不了号，请稍等一会儿，或找导办员")
        return notice(scene.language, scene.trouble)
