"""The first screen: what do you want to get done? Services as tiles, with the people ahead."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, ColorProperty, StringProperty
from kivy.uix.label import Label
from kivy.uix.widget import Widget

from kiosk import visit as v
from kiosk.clock import believable
from kiosk.screens.bar import Pictogram
from kiosk.screens.choices import Choices
from kiosk.screens.controls import NOTHING, Pressable
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.screens.theme import theme
from kiosk.screens.tiles import ActionTile, PagedTiles
from kiosk.troubles import notice, slip_sentence
from queue_server.contract.plan import Service
from queue_server.contract.waits import wait_words

WIDGETS = (Choices, Pictogram, PagedTiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


NOTICE_S = 10.0
"""How long each of the hall's notices stands."""


@dataclass(frozen=True)
class Action:
    """Something to do: its picture, its words, and what to tell when it is touched."""

    picture: str
    words: str
    happening: v.Happening


class Tile(Pressable):
    """One service; `upright` in a narrow tile, where words stand below each other."""

    name = StringProperty("")
    prefix = StringProperty("")
    state = StringProperty("")
    wait = StringProperty("")
    late = BooleanProperty(False)
    closed = BooleanProperty(False)
    upright = BooleanProperty(True)


class Badge(Label):  # type: ignore[misc]
    """The letter of a service."""

    fill = ColorProperty(NOTHING)


class SearchButton(Pressable):
    """查事项, with a lens."""

    words = StringProperty("")


class HomeScreen(Screen):
    """The services, as many on a page as fit."""

    notice = StringProperty("")
    hours = StringProperty("")
    hint = StringProperty("")
    news = StringProperty("")

    def __init__(self, tell: Callable[[v.Happening], None]) -> None:
        super().__init__(tell)
        self._tiles: dict[str, Tile] = {}
        self._done: tuple[Action, ...] = ()
        self.follow_room(self.ids.tiles)
        self._arrange()

    def _arrange(self) -> None:
        """Puts search beside the question where the panel lies, and what is only read up where all else is low."""
        search, standing = self.ids.search, self.ids.standing
        if theme.look.reach:
            self.remove_widget(standing)
            self.ids.read.add_widget(Widget())
            self.ids.read.add_widget(standing)
        if not self.portrait:
            self.ids.act.remove_widget(search)
            if not theme.look.reach:
                self.ids.head.add_widget(search)

    def _actions(self, scene: Scene) -> tuple[Action, ...]:
        """What stands among the services where the panel lies, because there is no room for rows of their own."""
        actions: list[Action] = []
        if self.portrait:
            return ()
        if theme.look.reach:
            actions.append(Action("search", scene.say("查事项"), v.OpenSearch()))
        if words := _again(scene):
            actions.append(Action("", words, v.PrintAgainPressed()))
        return tuple(actions)

    def columns(self) -> int:
        """Large type has whole rows on an upright panel."""
        if self.portrait:
            return 1 if theme.look.large else 2
        return 3

    def least_mm(self) -> float:
        """The lowest tile in which all its words have room, in millimetres."""
        lines = theme.TITLE + theme.BODY
        return 1.45 * (lines + theme.TITLE + theme.SMALL) + 12 if self._upright else 1.45 * lines + 6

    @property
    def _upright(self) -> bool:
        return self.columns() == 2

    def show(self, scene: Scene) -> None:
        super().show(scene)
        assert isinstance(scene.visit.step, v.Idle)
        shown = self.ids.tiles.page_of((*self._actions(scene), *scene.plan.wished), scene.visit.step.page)
        actions = tuple(one for one in shown if isinstance(one, Action))
        services = tuple(one for one in shown if isinstance(one, Service))
        if (actions, [service.prefix for service in services]) != (self._done, list(self._tiles)):
            self._build(actions, services)
        for service in services:
            tile = self._tiles[service.prefix]
            closed = scene.closed(service.prefix)
            tile.name = scene.named(service)
            tile.closed = bool(closed)
            tile.state = closed or scene.waiting(service.prefix)
            wait = scene.wait(service.prefix)
            tile.late = wait is not None and wait.outlook == "not_today"
            if self.portrait or not theme.look.large:
                tile.wait = wait_words(scene.language, wait)
            elif tile.late and not closed:
                tile.state = wait_words(scene.language, wait)
        self.notice = self._notice(scene, scene.visit.step)
        self.hours = "" if scene.opens_again() else _today(scene)
        self.hint = scene.say("查我的号：请把号票上的二维码对准扫码口") if scene.reader else ""
        self.news = _news(scene)
        again = _again(scene) if self.portrait else ""
        self.ids.again.offer(((again, v.PrintAgainPressed),) if again else ())

    def press(self, tile: Tile) -> None:
        """A tile was touched."""
        self.tell(v.ClosedTouched(tile.prefix) if tile.closed else v.ChooseService(tile.prefix))

    def _build(self, actions: tuple[Action, ...], services: tuple[Service, ...]) -> None:
        self._done = actions
        tiles = self.ids.tiles.ids.grid
        tiles.clear_widgets()
        for action in actions:
            tile = ActionTile(picture=action.picture, words=action.words)
            tile.bind(on_activate=lambda _, happening=action.happening: self.tell(happening))
            tiles.add_widget(tile)
        self._tiles = {service.prefix: Tile(prefix=service.prefix, upright=self._upright) for service in services}
        for tile in self._tiles.values():
            tile.bind(on_activate=self.press)
            tiles.add_widget(tile)

    def _notice(self, scene: Scene, step: v.Idle) -> str:
        closed = step.closed
        if step.failed:
            return scene.say("刚才没有办成，请再点一次，或找导办员")
        if step.again:
            number = scene.visit.last.number if scene.visit.last else ""
            return slip_sentence(scene.language, number, step.again)
        if closed in scene.plan.services and (why := scene.closed(closed)):
            return scene.say("{service}：{why}", service=scene.named(scene.plan.services[closed]), why=why)
        if scene.away and not believable(scene.local):
            return scene.say("机器时间不对，请告诉工作人员")
        if scene.away:
            return scene.say("现在连不上总台，可以照常取号")
        if not scene.connected:
            return scene.say("现在取不了号，请稍等一会儿，或找导办员")
        return scene.opens_again() or notice(scene.language, scene.trouble)


def _today(scene: Scene) -> str:
    spans = (", " if scene.language == "en" else "，").join(f"{start}–{end}" for start, end in scene.plan.hall.hours)
    return scene.say("今日 {hours} 受理", hours=spans)


def _again(scene: Scene) -> str:
    """The words of the button that prints the last slip again; empty when there is none, or it is being printed."""
    step, last = scene.visit.step, scene.visit.last
    if last is None or (isinstance(step, v.Idle) and step.again == v.SlipState()):
        return ""
    return scene.say("再打一张号票 {number}", number=last.number)


def _news(scene: Scene) -> str:
    """One of the hall's notices, each in its turn."""
    notices = scene.plan.notice
    if not notices:
        return ""
    notice = notices[int(scene.now // NOTICE_S) % len(notices)]
    return (notice.text_en or notice.text) if scene.language == "en" else notice.text
