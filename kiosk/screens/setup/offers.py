"""What was found and can be chosen: plans on USB sticks, halls in the network."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.controls import Notice, Pressable
from kiosk.screens.setup.page import Action, Drawing, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.tiles import Tiles
from kiosk.setup import happenings as h
from kiosk.setup.joining import BY_HAND
from kiosk.setup.steps import Halls, Stick

WIDGETS = (Drawing, Notice, Tiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

MOST = 5
"""So many find room; nobody has more sticks in or halls around."""


class OfferTile(Pressable):
    """One of what was found."""

    key = StringProperty("")
    words = StringProperty("")
    about = StringProperty("")


class OffersPage(Page):
    """Tiles one below the other, or what to do where nothing was found."""

    notice = StringProperty("")
    picture = StringProperty("")

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[object, ...] = ()

    def offer(self, found: Sequence[tuple[str, str, str]]) -> None:
        """Shows these: key, name, and a word about it."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        self.ids.tiles.clear_widgets()
        for key, words, about in found[:MOST]:
            tile = OfferTile(key=key, words=words, about=about)
            tile.bind(on_activate=lambda tile: self.tell(h.Choose(tile.key)))
            self.ids.tiles.add_widget(tile)


class StickPage(OffersPage):
    """The plans on USB sticks."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Stick)
        self.picture = "" if step.looking or step.offers else "stick"
        self.heading = scene.say("正在看U盘……") if step.looking else scene.say("请选U盘里的大厅配置")
        self.hint = "" if step.looking else scene.say("U盘插在机器的 USB 扁口上，灯亮了再点“再看一遍”。")
        empty = not step.looking and not step.offers
        nothing = scene.say("没有看到 hall.toml，也没有看到安装包（.bundle）。请插好U盘，或换一个U盘。")
        self.notice = nothing if empty else ""
        self.offer([(offer.path, offer.name, scene.told(offer.about)) for offer in step.offers])

    def quiet(self, scene: SetupScene) -> Action:
        looking = isinstance(scene.setup.step, Stick) and scene.setup.step.looking
        return Action() if looking else Action(scene.say("再看一遍"), h.Again())


class HallsPage(OffersPage):
    """The halls that answered."""

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Halls)
        halls = () if step.looking else scene.setup.halls
        self.picture = "" if step.looking or halls else "rj45"
        self.heading = scene.say("正在网络里找大厅……") if step.looking else scene.say("加入哪一个大厅？")
        self.hint = scene.say("要几秒钟。") if step.looking else scene.say("点大厅的名字。名字不对，请不要点。")
        self.notice = (
            ""
            if step.looking or halls
            else scene.say("没有找到大厅。请看总台开机没有、网线插好没有、两台机器是不是在同一个网里。")
        )
        found = [(f"{hall.host}:{hall.port}", hall.name or hall.host, f"{hall.host}:{hall.port}") for hall in halls]
        by_hand = (BY_HAND, scene.say("手动输入地址"), scene.say("总台的网页上写着，像 192.168.1.5"))
        self.offer([] if step.looking else [*found[: MOST - 1], by_hand])

    def quiet(self, scene: SetupScene) -> Action:
        looking = isinstance(scene.setup.step, Halls) and scene.setup.step.looking
        return Action() if looking else Action(scene.say("再找一遍"), h.Again())
