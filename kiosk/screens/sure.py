"""Whether a ticket is really to be given up or swapped: nobody loses a number by one touch."""

from pathlib import Path
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk import visit as v
from kiosk.screens.fitted import Fitted
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen

WIDGETS = (Fitted,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class SureScreen(Screen):
    """The question, and two ways out of it."""

    number = StringProperty("")
    sentence = StringProperty("")
    agree = StringProperty("")

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Sure)
        self.number = step.mine.view.ticket.number if step.mine.view else ""
        if step.matter:
            matter = scene.named(scene.plan.matters[step.matter])
            self.sentence = scene.say(
                "换成“{matter}”的新号：{number} 作废，新号从现在排起。", matter=matter, number=self.number
            )
            self.agree = scene.say("确定换号")
        else:
            self.sentence = scene.say("取消以后 {number} 作废，再来要重新取号。", number=self.number)
            self.agree = scene.say("确定取消")

    def title(self, scene: Scene) -> str:
        return scene.say("查我的号")

    def do_it(self) -> None:
        """The visitor is sure."""
        self.tell(v.AmSure(uuid4().hex))
