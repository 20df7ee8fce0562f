"""查我的号: where a scanned ticket stands, and the way back into the queue for a missed one."""

from pathlib import Path
from typing import assert_never
from uuid import uuid4

from kivy.lang import Builder
from kivy.properties import StringProperty

from kiosk import visit as v
from kiosk.screens.choices import Choice, Choices
from kiosk.screens.fitted import Fitted
from kiosk.screens.scene import Scene
from kiosk.screens.screen import Screen
from queue_server.contract.tickets import TicketState, TicketView
from queue_server.contract.waits import back_line, wait_line

WIDGETS = (Choices, Fitted)
"""Named in the layout file."""

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class MyTicketScreen(Screen):
    """The scanned ticket's place."""

    number = StringProperty("")
    matter = StringProperty("")
    sentence = StringProperty("")
    wait = StringProperty("")
    back = StringProperty("")
    refusal = StringProperty("")

    def show(self, scene: Scene) -> None:
        super().show(scene)
        step = scene.visit.step
        assert isinstance(step, v.MyTicket)
        view = step.view
        over = step.over
        self.number = view.ticket.number if view else over.number if over else ""
        self.matter = _matters(scene, view) if view else ""
        self.ids.choices.offer(_choices(scene, step), enabled=not step.acting)
        self.refusal = scene.refusal(step.refused) if step.refused else ""
        waiting = view is not None and view.state is TicketState.WAITING
        wait = scene.ticket_wait(self.number) if waiting else None
        self.wait = wait_line(scene.language, wait)
        self.back = back_line(scene.language, wait)
        match step.found:
            case "looking":
                self.sentence = scene.say("正在查您的号…")
            case "no_answer":
                self.sentence = scene.say("现在查不了，请看大屏幕，或找导办员")
            case "unknown":
                self.sentence = scene.say("没有查到这个号。可能已经办完，或不是今天的号。")
            case "given_up":
                self.sentence = scene.say("{number} 已经取消", number=self.number)
            case "over":
                self.sentence = _over(scene, step)
            case "here":
                self.sentence = _place(scene, view) if view else ""
            case _:
                assert_never(step.found)

    def title(self, scene: Scene) -> str:
        return scene.say("查我的号")


def _matters(scene: Scene, view: TicketView) -> str:
    ticket = view.ticket
    known = [scene.plan.matters[code] for code in (ticket.matter, *ticket.more) if code in scene.plan.matters]
    return scene.listed(scene.named(matter) for matter in known) or ticket.matter_name


def _choices(scene: Scene, mine: v.MyTicket) -> tuple[Choice, ...]:
    """What can be done with the ticket: only whoever has its slip may give it up."""
    if mine.over is not None and mine.over.may_rate:
        return ((scene.say("评一评"), v.OpenRating),)
    if mine.view is None or mine.found != "here":
        return ()
    state = mine.view.state
    choices: list[Choice] = []
    if state is TicketState.MISSED:
        choices.append((scene.say("正在排队…") if mine.acting else scene.say("重新排队"), _bring_back))
    if mine.own and state in (TicketState.WAITING, TicketState.MISSED):
        if scene.desk.there:
            choices.append((scene.say("扫描材料"), v.OpenPapers))
        choices += [(scene.say("换一件事"), v.WantSwap), (scene.say("不要这个号了"), v.WantGiveUp)]
    return tuple(choices)


def _bring_back() -> v.Happening:
    return v.BringBackPressed(uuid4().hex)


def _over(scene: Scene, mine: v.MyTicket) -> str:
    assert mine.over is not None
    if mine.over.state is TicketState.CANCELLED:
        return scene.say("{number} 已经取消", number=mine.over.number)
    return scene.say("已经办结，可以说说这次怎么样") if mine.over.may_rate else scene.say("已经办结，谢谢")


def _place(scene: Scene, view: TicketView) -> str:
    match view.state:
        case TicketState.WAITING if view.ahead == 0:
            return scene.say("下一个就是您，请留意屏幕和广播")
        case TicketState.WAITING:
            return scene.say("正在等候，前面还有 {count} 人", count=view.ahead)
        case TicketState.CALLED:
            return scene.say("正在叫您，请到 {window} 号窗口", window=view.window)
        case TicketState.SERVING:
            return scene.say("正在 {window} 号窗口办理", window=view.window)
        case TicketState.PARKED:
            return scene.say("已经挂起，办好后请回 {window} 号窗口", window=view.window)
        case TicketState.MISSED:
            count = scene.plan.policy.reinsert_after
            return scene.say("已经过号。点“重新排队”，排在 {count} 人之后。", count=count)
        case TicketState.COMPLETED | TicketState.CANCELLED:
            return scene.say("没有查到这个号。可能已经办完，或不是今天的号。")
    assert_never(view.state)
