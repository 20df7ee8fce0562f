"""One question and two or three large answers."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.controls import Pressable
from kiosk.screens.setup.page import Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.tiles import Tiles
from kiosk.setup import happenings as h

WIDGETS = (Tiles,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

Answer = tuple[str, str, str]
"""A key, the answer, and what it means."""


class ChoiceTile(Pressable):
    """One answer."""

    key = StringProperty("")
    words = StringProperty("")
    about = StringProperty("")


class ChoicePage(Page):
    """Draws the answers of a subclass anew when they change."""

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Answer, ...] = ()

    def answers(self, scene: SetupScene) -> tuple[Answer, ...]:
        """What may be chosen."""
        raise NotImplementedError

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        answers = self.answers(scene)
        if answers != self._shown:
            self._shown = answers
            self.ids.tiles.clear_widgets()
            for key, words, about in answers:
                tile = ChoiceTile(key=key, words=words, about=about)
                tile.bind(on_activate=lambda tile: self.tell(h.Choose(tile.key)))
                self.ids.tiles.add_widget(tile)


class WhichPage(ChoicePage):
    """The first box of the hall, or one more."""

    def answers(self, scene: SetupScene) -> tuple[Answer, ...]:
        self.heading = scene.say("这是大厅里的第一台机器吗？")
        self.hint = scene.say("不清楚的话：大厅里还没有一台“厅号”的机器在用，就选第一台。")
        return (
            ("first", scene.say("第一台"), scene.say("新建大厅。总台也装在这台机器里，取号、叫号都靠它。")),
            ("join", scene.say("加入已有大厅"), scene.say("大厅已经有总台，这台是多加的自助机、显示屏或窗口机。")),
        )


class SourcePage(ChoicePage):
    """The template or a USB stick."""

    def answers(self, scene: SetupScene) -> tuple[Answer, ...]:
        self.heading = scene.say("用哪一份大厅配置？")
        self.hint = scene.say("县里没有发U盘，就用模板；窗口、事项、人员以后都能改。")
        return (
            ("template", scene.say("乡镇四窗口模板"), scene.say("四个窗口、常办事项都写好了，只要输入乡镇的名字。")),
            ("stick", scene.say("U盘里的配置"), scene.say("县里发了U盘：里面有 hall.toml 或安装包。")),
        )


class PurposePage(ChoicePage):
    """What the box is to be."""

    def answers(self, scene: SetupScene) -> tuple[Answer, ...]:
        self.heading = scene.say("这台机器做什么用？")
        self.hint = scene.say("选错了可以返回再选。")
        return (
            ("kiosk", scene.say("自助机"), scene.say("放在门口，群众在上面取号、扫材料。")),
            ("display", scene.say("显示屏"), scene.say("挂在等候区，显示和播报叫到的号。")),
            ("window", scene.say("窗口机"), scene.say("放在窗口，接叫号器、评价器和条屏。")),
        )
