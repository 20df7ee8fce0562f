"""No number: why, in the desk's plain words, and what to do."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class SorryScreen(Screen):
    """A refusal, or silence."""

    sentence = StringProperty("")
    again = BooleanProperty(False)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Sorry)
        self.again = step.wish is not None
        self.sentence = (
            scene.refusal(step.refused) if step.refused else scene.say("现在取不到号，请再试一次，或找导办员帮忙")
        )
