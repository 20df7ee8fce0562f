"""The one door of the core: a hall, a command and the time in; what happens or why not out."""

from datetime import datetime
from typing import assert_never

from queue_server.contract import commands
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import BoardIs, Refused
from queue_server.contract.tickets import Ticket
from queue_server.queueing import (
    accepting,
    accounts,
    at_window,
    bookings,
    complaining,
    day,
    granting,
    moving,
    own_ticket,
    payments,
    practising,
    rating,
    splitting,
    stopping,
    tickets,
    windows,
)
from queue_server.queueing.boards import hall_board, queues, window_board
from queue_server.queueing.decision import Decision
from queue_server.queueing.hall import HallState
from queue_server.queueing.ticking import Tick


def decide(
    hall: HallState, command: commands.AnyCommand | Tick, now: datetime, doubled: Ticket | None = None
) -> Decision | Refused:
    """What `command` does to `hall` at the aware moment `now`; changes nothing itself.

    `doubled` is for `AcceptTicket`: the ticket that its wish was given by the desk, where it was.
    """
    if isinstance(command, Tick):
        return day.tick(hall, now)
    if isinstance(command, commands.Query):
        return _seen(hall, command, now)
    if isinstance(command, commands.SwitchPractice):
        return practising.switch(hall, command)
    if not hall.day:
        return refuse("day_closed")
    match command:
        case commands.TakeTicket():
            return tickets.take(hall, command, now)
        case commands.AcceptTicket():
            return accepting.accept(hall, command, now, doubled)
        case commands.ClaimNumbers():
            return refuse("not_allowed")  # a matter of the desk: which box gives numbers changes nothing in the hall
        case commands.ReportSlip():
            return tickets.report_slip(hall, command)
        case commands.BringBack():
            return tickets.bring_back(hall, command, now)
        case commands.GrantPriority():
            return granting.grant(hall, command)
        case commands.CancelTicket():
            return tickets.cancel(hall, command)
        case commands.CallNext():
            return at_window.call_next(hall, command, now)
        case commands.CallTicket():
            return at_window.call_ticket(hall, command)
        case commands.Recall():
            return at_window.recall(hall, command, now)
        case commands.StartService():
            return at_window.start(hall, command)
        case commands.CompleteTicket():
            return at_window.complete(hall, command)
        case commands.MarkMissed():
            return at_window.mark_missed(hall, command)
        case commands.TransferTicket():
            return at_window.transfer(hall, command)
        case commands.NoteTicket():
            return at_window.note(hall, command)
        case commands.FinishMatters():
            return splitting.finish(hall, command)
        case commands.SplitTicket():
            return splitting.split(hall, command, now)
        case commands.ParkTicket():
            return at_window.park(hall, command)
        case commands.UnparkTicket():
            return at_window.unpark(hall, command)
        case commands.GiveUpTicket():
            return own_ticket.give_up(hall, command)
        case commands.SwapTicket():
            return own_ticket.swap(hall, command, now)
        case commands.ImportBookings():
            return bookings.take_over(hall, command, now)
        case commands.StopNumbers():
            return stopping.stop(hall, command, now)
        case commands.ResumeNumbers():
            return stopping.resume(hall, command)
        case commands.MoveService():
            return moving.move(hall, command)
        case commands.OpenWindow():
            return windows.open_window(hall, command)
        case commands.PauseWindow():
            return windows.pause_window(hall, command)
        case commands.CloseWindow():
            return windows.close_window(hall, command)
        case commands.HandOver():
            return windows.hand_over(hall, command)
        case commands.RateService():
            return rating.rate(hall, command, now)
        case commands.RateTicket():
            return rating.rate_own(hall, command, now)
        case commands.FileComplaint():
            return complaining.file(hall, command, now)
        case commands.HandleConcern():
            return complaining.handle(hall, command)
        case commands.AnswerConcern():
            return complaining.answer(hall, command)
        case commands.AddAccount():
            return accounts.add(hall, command)
        case commands.ChangeAccount():
            return accounts.change(hall, command)
        case commands.RetireAccount():
            return accounts.retire(hall, command)
        case commands.IssuePaymentNotice():
            return payments.issue(hall, command, now)
        case commands.WithdrawNotice():
            return payments.withdraw(hall, command)
        case commands.RecordPayment():
            return payments.record(hall, command)
        case commands.OpenDay():
            return day.open_day(hall, now)
        case commands.CloseDay():
            return day.close_day(hall, now)
        case _:
            assert_never(command)


def _seen(hall: HallState, command: commands.Query, now: datetime) -> Decision | Refused:
    match command:
        case commands.GetBoard(window=window):
            return _board(hall, window)
        case commands.GetQueues():
            return Decision((), queues)
        case commands.GetPeople():
            return Decision((), accounts.look)
        case commands.FindBooking(code=code):
            return bookings.find(hall, code, now)
        case commands.FindTicket(token=token):
            return own_ticket.find(hall, token)
        case commands.GetConcerns(clerk=clerk):
            return complaining.look(clerk)


def _board(hall: HallState, window: int | None) -> Decision | Refused:
    if window is None:
        return Decision((), lambda after: BoardIs(hall=hall_board(after)))
    if window not in hall.plan.windows:
        return refuse("unknown_window", window=window)
    return Decision((), lambda after: BoardIs(window=window_board(after, window)))
