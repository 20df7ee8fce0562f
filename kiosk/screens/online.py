"""Where a matter is done without coming here: the address as a code for the phone, or on paper."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.qr import QrCode
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.troubles import handout_sentence

WIDGETS = (QrCode,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class OnlineScreen(Screen):
    """The code large, the address as text, and the way back to a number."""

    matter = StringProperty("")
    address = StringProperty("")
    handout = StringProperty("")
    printing = BooleanProperty(False)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Online)
        matter = scene.plan.matters[step.confirm.wish.matter]
        self.matter = scene.named(matter)
        self.address = matter.online
        self.printing = step.handout == v.SlipState()
        self.handout = handout_sentence(scene.language, step.handout)

    def title(self, scene: Scene) -> str:
        return scene.say("网上办理")
