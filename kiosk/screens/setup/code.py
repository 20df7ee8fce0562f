"""The code that somebody types at the hall, the four words that must be the same there, and how long it is good."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk.screens.qr import QrCode
from kiosk.screens.setup.page import Action, Page
from kiosk.screens.setup.scene import SetupScene
from kiosk.setup import happenings as h
from kiosk.setup.steps import Code

WIDGETS = (QrCode,)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class CodePage(Page):
    """Very large, so that it can be read out across the hall."""

    code = StringProperty("")
    content = StringProperty("")
    words = StringProperty("")
    left = StringProperty("")

    def show(self, scene: SetupScene) -> None:
        super().show(scene)
        step, hall = scene.setup.step, scene.setup.hall
        assert isinstance(step, Code)
        self.heading = scene.say("请到总台输入这个验证码")
        self.hint = scene.say(
            "{hall}：值班长或技术员打开大厅网页的“终端”，输入下面的码；两边的四个词一样，再同意。",
            hall=hall.name or hall.host if hall else "",
        )
        self.code = f"{step.code[:4]} {step.code[4:]}"
        self.content = step.code
        self.words = "  ".join(step.words)
        left_s = max(0, int(step.until - scene.now))
        self.left = scene.say("还有 {minutes} 分 {seconds:02} 秒有效", minutes=left_s // 60, seconds=left_s % 60)

    def quiet(self, scene: SetupScene) -> Action:
        return Action(scene.say("换一个新码"), h.Again())
