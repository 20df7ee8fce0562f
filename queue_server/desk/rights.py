"""Who may ask for what through the web: one table, role by command, with what must hold besides."""

from collections.abc import Callable
from typing import Any

from queue_server.contract import commands
from queue_server.contract.accounts import Account
from queue_server.contract.commands import AnyCommand, Command
from queue_server.contract.plan import Role
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.queueing import HallState
from queue_server.queueing.everybody import heads

Condition = Callable[[HallState, Account, Any], Refused | None]
"""Why that account may not ask for that command in that hall; None where it may."""

Signed = (
    commands.BringBack
    | commands.GrantPriority
    | commands.CancelTicket
    | commands.WithdrawNotice
    | commands.SwitchPractice
)
"""What somebody asks for in their own name away from any window."""

NOT_ALLOWED = refuse("not_allowed")

NOBODYS: tuple[type[Command], ...] = (
    commands.GetBoard,
    commands.GetQueues,
    commands.GetPeople,
    commands.FindBooking,
    commands.GiveUpTicket,
    commands.SwapTicket,
    commands.RateTicket,
    commands.FileComplaint,
    commands.FindTicket,
    commands.ImportBookings,
)
"""What the web may ask for on nobody's behalf: what it shows, and what a visitor's token or another system's proves.

Rating and complaining are in no role: nobody who works here says it for a visitor.
"""


def refusal(hall: HallState, by: str, command: AnyCommand) -> Refused | None:
    """Why the account `by` (empty: nobody) may not ask for `command` now; None where one of its roles lets it."""
    if not by:
        return None if isinstance(command, NOBODYS) else NOT_ALLOWED
    account = hall.people.get(by)
    if account is None:
        return NOT_ALLOWED
    rules = (RIGHTS[role].get(type(command)) for role in account.roles)
    found = [rule(hall, account, command) for rule in rules if rule is not None]
    if None in found:
        return None
    return next((reason for reason in found if reason != NOT_ALLOWED), NOT_ALLOWED)


def freely(_hall: HallState, _account: Account, _command: Command) -> Refused | None:
    """Nothing else has to hold."""
    return None


def here_oneself(_hall: HallState, account: Account, command: commands.CallNext) -> Refused | None:
    """In one's own name, at a window of one's own."""
    return None if command.clerk == account.id and command.window in account.windows else NOT_ALLOWED


def headed_oneself(hall: HallState, account: Account, command: commands.CallNext) -> Refused | None:
    """In one's own name, at a window that serves what one's own do."""
    return None if command.clerk == account.id and heads(hall.plan, account, command.window) else NOT_ALLOWED


def headed(hall: HallState, account: Account, command: commands.OpenWindow) -> Refused | None:
    """For anybody, at a window that serves what one's own do."""
    return None if heads(hall.plan, account, command.window) else NOT_ALLOWED


def signed(_hall: HallState, account: Account, command: Signed) -> Refused | None:
    """In one's own name, or in nobody's in particular."""
    return None if command.clerk in ("", account.id) else NOT_ALLOWED


def oneself(
    _hall: HallState,
    account: Account,
    command: commands.GetConcerns | commands.HandleConcern | commands.AnswerConcern,
) -> Refused | None:
    """In one's own name; whom a concern is about is the decision's to mind."""
    return None if command.clerk == account.id else NOT_ALLOWED


def own_ticket(hall: HallState, account: Account, command: commands.BringBack) -> Refused | None:
    """In one's own name, a ticket that waits for a window of one's own or was there last."""
    live = hall.tickets.get(command.number)
    served = {service.prefix for window in account.windows for service in hall.plan.services_of(window)}
    if live is not None and live.service not in served and live.window not in account.windows:
        return NOT_ALLOWED
    return signed(hall, account, command)


def with_reason(
    hall: HallState, account: Account, command: commands.CancelTicket | commands.GrantPriority
) -> Refused | None:
    """In one's own name, saying why."""
    return signed(hall, account, command) or (None if command.reason.strip() else refuse("reason_needed"))


def for_others(_hall: HallState, _account: Account, command: commands.TakeTicket) -> Refused | None:
    """A priority with its reason only; a booked moment by the booking's code only."""
    if command.slot is not None:
        return NOT_ALLOWED
    return refuse("reason_needed") if command.priority and not command.reason.strip() else None


LOOKING: dict[type[Command], Condition] = dict.fromkeys(
    (commands.GetBoard, commands.GetQueues, commands.GetPeople, commands.FindBooking), freely
)
AT_A_WINDOW: tuple[type[Command], ...] = (
    commands.CallNext,
    commands.CallTicket,
    commands.Recall,
    commands.StartService,
    commands.CompleteTicket,
    commands.MarkMissed,
    commands.TransferTicket,
    commands.NoteTicket,
    commands.FinishMatters,
    commands.SplitTicket,
    commands.HandOver,
    commands.ParkTicket,
    commands.UnparkTicket,
    commands.IssuePaymentNotice,
)
STAFFING: tuple[type[Command], ...] = (commands.OpenWindow, commands.PauseWindow, commands.CloseWindow)
SERVING: dict[type[Command], Condition] = {
    commands.BringBack: own_ticket,
    commands.CancelTicket: own_ticket,
    commands.WithdrawNotice: signed,
}

CONCERNS: dict[type[Command], Condition] = dict.fromkeys(
    (commands.GetConcerns, commands.HandleConcern, commands.AnswerConcern), oneself
)

RIGHTS: dict[Role, dict[type[Command], Condition]] = {
    "clerk": LOOKING | SERVING | dict.fromkeys((*AT_A_WINDOW, *STAFFING), here_oneself),
    "head": LOOKING | SERVING | CONCERNS | dict.fromkeys(AT_A_WINDOW, headed_oneself) | dict.fromkeys(STAFFING, headed),
    "guide": LOOKING
    | {
        commands.TakeTicket: for_others,
        commands.GrantPriority: with_reason,
        commands.BringBack: signed,
        commands.CancelTicket: signed,
    },
    "cashier": LOOKING | {commands.RecordPayment: here_oneself},
    "manager": LOOKING
    | CONCERNS
    | dict.fromkeys(STAFFING, freely)
    | dict.fromkeys((commands.StopNumbers, commands.ResumeNumbers, commands.OpenDay, commands.CloseDay), freely)
    | {commands.MoveService: freely}
    | dict.fromkeys((commands.AddAccount, commands.ChangeAccount, commands.RetireAccount), freely)
    | {
        commands.ImportBookings: freely,
        commands.BringBack: signed,
        commands.GrantPriority: with_reason,
        commands.CancelTicket: with_reason,
        commands.WithdrawNotice: signed,
        commands.SwitchPractice: signed,
    },
    "supervisor": LOOKING | {commands.GetConcerns: oneself},
    "technician": {commands.GetBoard: freely, commands.SwitchPractice: signed},
}
"""Each role's commands: window A and B, window head, guide desk, cashier, manager, supervisor, technician."""
