"""From a press at a console to a command of the wire; pure."""

from enum import StrEnum
from typing import assert_never

from pydantic import Field

from queue_server.contract.commands import (
    AnyCommand,
    BringBack,
    CallNext,
    CallTicket,
    CancelTicket,
    CloseWindow,
    CompleteTicket,
    FinishMatters,
    HandOver,
    IssuePaymentNotice,
    MarkMissed,
    NoteTicket,
    OpenWindow,
    ParkTicket,
    PauseWindow,
    Recall,
    RecordPayment,
    SplitTicket,
    StartService,
    TransferTicket,
    UnparkTicket,
    WithdrawNotice,
)
from queue_server.web.asking import Pressed


class Action(StrEnum):
    """What a console can ask for; the last part of its address."""

    OPEN = "open"
    PAUSE = "pause"
    CLOSE = "close"
    HAND_OVER = "hand-over"
    NEXT = "next"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    COMPLETE = "complete"
    MISS = "miss"
    TRANSFER = "transfer"
    NOTE = "note"
    FINISH = "finish"
    SPLIT = "split"
    PARK = "park"
    UNPARK = "unpark"
    BRING_BACK = "bring-back"
    CANCEL = "cancel"
    NOTICE = "notice"
    WITHDRAW = "withdraw"
    PAY = "pay"


ABOUT_FRONT = {
    Action.NEXT,
    Action.RECALL,
    Action.START,
    Action.COMPLETE,
    Action.MISS,
    Action.TRANSFER,
    Action.PARK,
    Action.FINISH,
    Action.SPLIT,
    Action.HAND_OVER,
    Action.NOTICE,
}
"""Actions that mean the ticket in front (or that there is none): they are refused when the page saw another one."""

ABOUT_SHOWN = {Action.CANCEL, Action.BRING_BACK, Action.NOTE}
"""Actions that name any ticket: they are refused for one that this window's console does not show."""


class Press(Pressed):
    """One press of one button.

    `number` is the ticket that the press is about, as the page showed it: the one in front, or the row clicked. A
    transfer goes to `service` or to the window `to_window`, the window itself to the clerk `to`; `matters` are finished
    or split off. A payment notice is asked for the fee of `matter`; a known one is `notice`.
    """

    number: str = Field(default="", max_length=16)
    service: str = Field(default="", max_length=16)
    note: str = Field(default="", max_length=80)
    to_window: int | None = None
    to: str = Field(default="", max_length=40)
    matters: tuple[str, ...] = Field(default=(), max_length=8)
    matter: str = Field(default="", max_length=40)
    notice: str = Field(default="", max_length=40)
    reference: str = Field(default="", max_length=80)
    bill: str = Field(default="", max_length=80)


def command_of(action: Action, press: Press, window: int, clerk: str) -> AnyCommand:
    """The command that `clerk` at `window` gives by this press."""
    match action:
        case Action.OPEN:
            return OpenWindow(window=window, clerk=clerk)
        case Action.PAUSE:
            return PauseWindow(window=window, clerk=clerk, reason=press.note)
        case Action.CLOSE:
            return CloseWindow(window=window, clerk=clerk)
        case Action.HAND_OVER:
            return HandOver(window=window, clerk=clerk, to=press.to)
        case Action.NEXT:
            return CallNext(window=window, clerk=clerk, complete_current=bool(press.number))
        case Action.CALL:
            return CallTicket(window=window, clerk=clerk, number=press.number)
        case Action.RECALL:
            return Recall(window=window, clerk=clerk)
        case Action.START:
            return StartService(window=window, clerk=clerk)
        case Action.COMPLETE:
            return CompleteTicket(window=window, clerk=clerk)
        case Action.MISS:
            return MarkMissed(window=window, clerk=clerk)
        case Action.TRANSFER:
            return TransferTicket(
                window=window, clerk=clerk, service=press.service, note=press.note, to_window=press.to_window
            )
        case Action.NOTE:
            return NoteTicket(window=window, clerk=clerk, number=press.number, note=press.note)
        case Action.FINISH:
            return FinishMatters(window=window, clerk=clerk, number=press.number, matters=press.matters)
        case Action.SPLIT:
            return SplitTicket(window=window, clerk=clerk, number=press.number, matters=press.matters)
        case Action.PARK:
            return ParkTicket(window=window, clerk=clerk, note=press.note)
        case Action.UNPARK:
            return UnparkTicket(window=window, clerk=clerk, number=press.number)
        case Action.BRING_BACK:
            return BringBack(number=press.number, clerk=clerk)
        case Action.CANCEL:
            return CancelTicket(number=press.number, clerk=clerk, reason=press.note)
        case Action.NOTICE:
            return IssuePaymentNotice(window=window, clerk=clerk, number=press.number, matter=press.matter)
        case Action.WITHDRAW:
            return WithdrawNotice(clerk=clerk, notice=press.notice, reason=press.note)
        case Action.PAY:
            return RecordPayment(
                window=window, clerk=clerk, notice=press.notice, reference=press.reference, bill=press.bill
            )
        case _:
            assert_never(action)
