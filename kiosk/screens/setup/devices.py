"""The machines that a kiosk usually has: a picture of each plug, and whether it is there."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.controls import Panel
from kiosk.screens.setup.page import Action, Drawing, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.screens.tiles import Tiles
from kiosk.setup import happenings as h
from kiosk.setup.steps import Devices
from kiosk.setup.values import Machine, Plug

WIDGETS = (Drawing, Tiles)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PLUGS: dict[Plug, str] = {
    "usb_a": "USB 扁口",
    "usb_b": "USB 方口",
    "rj45": "网线口",
    "db9": "九针串口",
    "jack": "音频圆口",
    "hdmi": "HDMI 口",
    "power": "电源口",
}


class MachineCard(Panel):
    """One machine: its plug, how it is, and what to do where it is not there."""

    plug = StringProperty("")
    plug_name = StringProperty("")
    name = StringProperty("")
    there = StringProperty("")
    words = StringProperty("")
    remedy = StringProperty("")


class DevicesPage(Page):
    """Cards in a grid; while they are looked for those of the last time stay."""

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._shown: tuple[object, ...] = ()

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        looking = self._looking(scene)
        self.heading = scene.say("正在找机器……") if looking else scene.say("看看机器都接好了没有")
        self.hint = (
            scene.say("要几秒钟，请不要拔线。")
            if looking
            else scene.say("打叉的照图插好线、通上电，再点“再找一遍”。本来就没有的机器，不用管。")
        )
        shown = (scene.language, looking, scene.setup.machines)
        if shown != self._shown:
            self._shown = shown
            self.ids.cards.clear_widgets()
            for machine in () if looking else scene.setup.machines:
                self.ids.cards.add_widget(_card(scene, machine))

    def main(self, scene: SetupScene) -> Action:
        return Action() if self._looking(scene) else Action(scene.say("下一步"), h.Next())

    def quiet(self, scene: SetupScene) -> Action:
        return Action() if self._looking(scene) else Action(scene.say("再找一遍"), h.Again())

    def has_back(self, scene: SetupScene) -> bool:
        return False

    def _looking(self, scene: SetupScene) -> bool:
        step = scene.setup.step
        return isinstance(step, Devices) and step.looking


def _card(scene: SetupScene, machine: Machine) -> MachineCard:
    return MachineCard(
        plug=machine.plug,
        plug_name=scene.say(PLUGS[machine.plug]),
        name=scene.told(machine.name),
        there=machine.there,
        words=scene.told(machine.words),
        remedy=scene.told(machine.remedy),
    )
