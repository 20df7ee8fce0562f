"""The machine is at work: what it does, what not to do meanwhile, and for how long it has been at it."""

from collections.abc import Callable
from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.setup.page import Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.steps import Knocking, Step, Working

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

DOING = {
    "plan": ("正在做大厅配置……", "几秒钟就好。"),
    "clock": ("正在改时间……", "几秒钟就好。"),
    "apply": ("正在设置这台机器……", "要半分钟左右。请不要断电；万一断了电，再开机会接着做。"),
    "knock": ("正在向总台要验证码……", "几秒钟就好。"),
}


class WaitingPage(Page):
    """The seconds count, so that nobody takes it for dead."""

    seconds = StringProperty("")

    def __init__(self, tell: Callable[[h.Happening], None]) -> None:
        super().__init__(tell)
        self._step: Step | None = None
        self._since = 0.0

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step = scene.setup.step
        assert isinstance(step, Working | Knocking)
        if step != self._step:
            self._step, self._since = step, scene.now
        heading, hint = DOING[step.at if isinstance(step, Working) else "knock"]
        self.heading, self.hint = scene.say(heading), scene.say(hint)
        self.seconds = scene.say("{seconds} 秒", seconds=int(scene.now - self._since))

    def has_back(self, scene: SetupScene) -> bool:
        return isinstance(scene.setup.step, Knocking)
