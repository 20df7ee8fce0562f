"""The number in large digits, what becomes of its slip, and what to do next."""

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk import visit as v
from kiosk.screens.choices import Choices
from kiosk.screens.fitted import Fitted
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from kiosk.troubles import slip_sentence
from queue_server.contract.waits import at_once, back_line, wait_line

WIDGETS = (Choices, Fitted)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class NumberScreen(Screen):
    """Stays until `until` of the step."""

    number = StringProperty("")
    ahead = StringProperty("")
    windows = StringProperty("")
    wait = StringProperty("")
    back = StringProperty("")
    slip = StringProperty("")
    more = StringProperty("")
    paper = BooleanProperty(True)
    away = BooleanProperty(False)
    seconds = NumericProperty(-1)

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.Number)
        ticket = step.issued.ticket
        self.number = ticket.number
        known = step.issued.ahead >= 0
        self.away = not ticket.token
        wait = scene.new_wait(ticket) if known else None
        soon = at_once(step.issued.ahead, wait)
        self.ahead = scene.say("随到随办") if soon else scene.say("{count} 人", count=step.issued.ahead)
        self.ahead = self.ahead if known else ""
        windows = scene.listed(str(window) for window in step.issued.windows)
        self.windows = scene.say("{windows} 号窗口", windows=windows) if windows else ""
        self.wait = "" if soon else wait_line(scene.language, wait)
        self.back = back_line(scene.language, wait)
        self.slip = slip_sentence(scene.language, ticket.number, step.slip)
        self.paper = step.slip.paper in (v.Paper.PRINTING, v.Paper.PRINTED)
        self.more = _more(scene, away=self.away, paper=self.paper)
        printable = scene.visit.last and step.slip.paper is not v.Paper.PRINTING and not step.again
        self.ids.choices.offer(((scene.say("再打一张号票"), v.PrintAgainPressed),) if printable else ())
        left_s = v.countdown_s(step, scene.now)
        self.seconds = -1 if left_s is None else int(left_s) + 1

    def title(self, scene: Scene) -> str:
        assert isinstance(scene.visit.step, v.Number)
        ticket = scene.visit.step.issued.ticket
        matter = scene.plan.matters.get(ticket.matter)
        name = scene.named(matter) if matter else ticket.matter_name
        return scene.counted(name, 1 + len(ticket.more))


def _more(scene: Scene, *, away: bool, paper: bool) -> str:
    if away:
        return scene.say("现在连不上总台，号有效，请留意叫号")
    if paper:
        return scene.say("用手机扫票上的二维码，可随时看排到哪里。")
    return scene.say("您的号已经排上队，不用重新取号。")
