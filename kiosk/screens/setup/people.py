"""Who works here and with which first PIN: on the screen to be copied, or printed to be cut up and handed out."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.controls import Notice, Pressable
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.tiles import PagedTiles
from kiosk.setup import happenings as h
from kiosk.setup.steps import People

WIDGETS = (Notice, PagedTiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

Card = tuple[str, str, str, str]
"""A key, the place of work, the name, the PIN."""


class PersonTile(Pressable):
    """One person; a touch changes the name or the PIN."""

    key = StringProperty("")
    post = StringProperty("")
    name = StringProperty("")
    pin = StringProperty("")


class PeoplePage(Page):
    """Tiles of people, the technician's door last."""

    notice = StringProperty("")

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[Card, ...] = ()
        self.ids.tiles.bind(height=self.again)

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, People)
        self.heading = scene.say("密码发给谁，记清楚")
        self.hint = (
            scene.say("点一个人，可以换成真名字或另定密码。每人第一次登录时要换成自己的密码。")
            if scene.setup.people
            else scene.say("请抄下来收好：依次点屏幕四个角，再输入它，就能看机器的情况。")
        )
        self.notice = {
            "": "",
            "printing": scene.say("正在打印……"),
            "well": scene.say("打好了。请剪开，一人一条，当面给本人。"),
            "not": scene.say("没有打出来，请看打印机有没有纸、上盖合好没有；或者把密码抄下来。"),
        }[step.printed]
        cards = _cards(scene)
        shown = self.ids.tiles.page_of(cards, step.page)
        if shown != self._shown:
            self._shown = shown
            self.ids.tiles.ids.grid.clear_widgets()
            for key, post, name, pin in shown:
                tile = PersonTile(key=key, post=post, name=name, pin=pin)
                tile.bind(on_activate=lambda tile: self.tell(h.Choose(tile.key)))
                self.ids.tiles.ids.grid.add_widget(tile)

    def turn(self, by: int) -> None:
        """Another page."""
        self.tell(h.TurnPage(by))

    def main(self, scene: SetupScene) -> Action:
        return Action() if self._printing(scene) else Action(scene.say("记好了，开始设置"), h.Next())

    def quiet(self, scene: SetupScene) -> Action:
        return Action() if self._printing(scene) else Action(scene.say("打印密码单"), h.PrintPins())

    def _printing(self, scene: SetupScene) -> bool:
        return isinstance(scene.setup.step, People) and scene.setup.step.printed == "printing"


def _cards(scene: SetupScene) -> tuple[Card, ...]:
    people = [(f"name:{one.id}", scene.post(one), scene.told(one.name), one.pin) for one in scene.setup.people]
    return (*people, ("pin:", scene.say("技术员，在这块屏上"), scene.say("四角密码"), scene.setup.door_pin))
