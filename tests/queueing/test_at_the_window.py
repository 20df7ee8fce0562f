"""The ticket in front of a window, and the window itself: every step and every refusal."""

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import Refused, TicketCalled
from tests.queueing.sample import Practice


@pytest.fixture
def hall() -> Practice:
    """Window 1 is open with ann; A001 and A002 wait."""
    hall = Practice()
    hall.open(1, "ann")
    hall.take("A")
    hall.take("A")
    return hall


def recall(hall: Practice) -> TicketCalled | Refused:
    outcome = hall.do(commands.Recall(window=1, clerk="ann"))
    assert isinstance(outcome, TicketCalled | Refused)
    return outcome


def test_a_recall_comes_not_too_soon_and_says_how_long_to_wait(hall: Practice) -> None:
    hall.call(1, "ann")
    hall.wait(seconds=3.5)
    refused = recall(hall)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.values) == ("too_soon", {"seconds": "7"})
    hall.wait(seconds=6.5)
    called = recall(hall)
    assert isinstance(called, TicketCalled)
    assert called.call.times == 2


def test_a_clock_set_back_does_not_block_the_recall(hall: Practice) -> None:
    hall.call(1, "ann")
    hall.wait(hours=-1)
    assert isinstance(recall(hall), TicketCalled)


def test_a_ticket_is_called_as_often_as_the_plan_says_each_time_it_has_waited(hall: Practice) -> None:
    hall.call(1, "ann")
    for _ in range(2):
        hall.wait(seconds=10)
        assert isinstance(recall(hall), TicketCalled)
    hall.wait(seconds=10)
    assert hall.refusal(commands.Recall(window=1, clerk="ann")) == "calls_used_up"
    hall.done(commands.MarkMissed(window=1, clerk="ann"))
    hall.done(commands.BringBack(number="A001"))
    hall.call(1, "ann")
    hall.done(commands.MarkMissed(window=1, clerk="ann"))
    assert hall.call(1, "ann") == "A001"
    assert (hall.live("A001").calls, hall.hall.calls[0].times) == (4, 1)


def test_sequences_of_calls_rise_and_never_repeat(hall: Practice) -> None:
    hall.call(1, "ann")
    first = hall.hall.calls[0].sequence
    hall.wait(seconds=10)
    second = recall(hall)
    assert isinstance(second, TicketCalled)
    assert second.call.sequence > first


def test_who_has_started_is_neither_recalled_nor_missed_nor_started_again(hall: Practice) -> None:
    hall.serve(1, "ann")
    assert hall.refusal(commands.Recall(window=1, clerk="ann")) == "not_called"
    assert hall.refusal(commands.MarkMissed(window=1, clerk="ann")) == "already_serving"
    assert hall.refusal(commands.StartService(window=1, clerk="ann")) == "already_serving"


def test_only_who_is_served_is_completed(hall: Practice) -> None:
    hall.call(1, "ann")
    assert hall.refusal(commands.CompleteTicket(window=1, clerk="ann")) == "not_serving"
    hall.done(commands.StartService(window=1, clerk="ann"))
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.state("A001") == "completed"


@pytest.mark.parametrize(
    "command",
    [
        commands.Recall(window=1, clerk="ann"),
        commands.StartService(window=1, clerk="ann"),
        commands.CompleteTicket(window=1, clerk="ann"),
        commands.MarkMissed(window=1, clerk="ann"),
        commands.TransferTicket(window=1, clerk="ann", service="B"),
        commands.ParkTicket(window=1, clerk="ann"),
    ],
)
def test_without_a_ticket_in_front_there_is_nothing_to_do(hall: Practice, command: commands.AnyCommand) -> None:
    assert hall.refusal(command) == "window_empty"


def test_a_parked_ticket_comes_back_only_to_its_window_and_is_never_called(hall: Practice) -> None:
    hall.open(2, "cen")
    hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann", note="去复印"))
    assert hall.call(2, "cen") == "A002"
    assert hall.refusal(commands.CallNext(window=1, clerk="ann")) == "nobody_waiting"
    hall.done(commands.MarkMissed(window=2, clerk="cen"))
    assert hall.refusal(commands.UnparkTicket(window=2, clerk="cen", number="A001")) == "not_parked_here"
    assert hall.refusal(commands.UnparkTicket(window=1, clerk="ann", number="A002")) == "not_parked_here"
    assert hall.refusal(commands.UnparkTicket(window=1, clerk="ann", number="A099")) == "unknown_ticket"
    sequence = hall.hall.calls[0].sequence
    hall.done(commands.UnparkTicket(window=1, clerk="ann", number="A001"))
    assert hall.state("A001") == "serving"
    assert hall.hall.calls[0].sequence == sequence
    assert hall.refusal(commands.UnparkTicket(window=1, clerk="ann", number="A001")) == "window_busy"


def test_transfers_that_make_no_sense_are_refused(hall: Practice) -> None:
    hall.serve(1, "ann")
    transfer = {service: commands.TransferTicket(window=1, clerk="ann", service=service) for service in "AZNB"}
    assert hall.refusal(transfer["A"]) == "same_service"
    assert hall.refusal(transfer["Z"]) == "unknown_service"
    assert hall.refusal(transfer["N"]) == "no_window"
    hall.done(commands.TransferTicket(window=1, clerk="ann", service="J"))
    hall.done(commands.CloseDay())
    hall.open(1, "ann")
    assert hall.serve(1, "ann") == "A001"
    assert hall.refusal(transfer["B"]) == "day_closed"


def test_tickets_are_cancelled_wherever_they_are_but_only_once(hall: Practice) -> None:
    hall.serve(1, "ann")
    hall.done(commands.CancelTicket(number="A001", clerk="ann", reason="材料不齐"))
    hall.done(commands.CancelTicket(number="A002"))
    assert hall.refusal(commands.CancelTicket(number="A002")) == "finished"
    assert hall.refusal(commands.CancelTicket(number="A077")) == "unknown_ticket"
    assert hall.hall.standing(1).front == ""
    hall.take("A")
    assert hall.refusal(commands.CancelTicket(number="A003", clerk="zoe")) == "unknown_clerk"


def test_the_outcome_of_a_slip_is_kept(hall: Practice) -> None:
    hall.done(commands.ReportSlip(number="A001", outcome="person_needed", reason="缺纸"))
    assert hall.live("A001").slip == "person_needed"
    assert hall.refusal(commands.ReportSlip(number="A009", outcome="printed")) == "unknown_ticket"


def test_windows_are_opened_by_their_clerks_only(hall: Practice) -> None:
    assert hall.refusal(commands.OpenWindow(window=2, clerk="ann")) == "wrong_clerk"
    assert hall.refusal(commands.OpenWindow(window=9, clerk="ann")) == "unknown_window"
    assert hall.refusal(commands.OpenWindow(window=1, clerk="zoe")) == "unknown_clerk"
    assert hall.refusal(commands.OpenWindow(window=3, clerk="ann")) == "clerk_elsewhere"


def test_the_other_clerk_takes_over_a_free_or_a_paused_window(hall: Practice) -> None:
    hall.call(1, "ann")
    assert hall.refusal(commands.OpenWindow(window=1, clerk="ben")) == "window_taken"
    hall.done(commands.PauseWindow(window=1, clerk="ann"))
    hall.open(1, "ben")
    hall.done(commands.MarkMissed(window=1, clerk="ben"))
    hall.open(1, "ann")
    assert hall.hall.standing(1).clerk == "ann"
    assert hall.refusal(commands.CallNext(window=1, clerk="ben")) == "window_taken"


def test_a_paused_window_keeps_its_ticket_but_calls_nobody(hall: Practice) -> None:
    hall.serve(1, "ann")
    hall.done(commands.PauseWindow(window=1, clerk="ann", reason="开会"))
    hall.done(commands.PauseWindow(window=1, clerk="ann"))
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    assert hall.refusal(commands.CallNext(window=1, clerk="ann")) == "window_paused"
    hall.open(1, "ann")
    assert hall.call(1, "ann") == "A002"


def test_a_window_is_not_left_with_somebody_in_front(hall: Practice) -> None:
    hall.call(1, "ann")
    assert hall.refusal(commands.CloseWindow(window=1, clerk="ann")) == "window_busy"
    hall.done(commands.MarkMissed(window=1, clerk="ann"))
    hall.done(commands.CloseWindow(window=1, clerk="ann"))
    assert hall.refusal(commands.CallNext(window=1, clerk="ann")) == "window_closed"


def test_opening_an_open_window_again_changes_nothing(hall: Practice) -> None:
    before = hall.hall.revision
    hall.open(1, "ann")
    assert hall.hall.revision == before


def test_commands_of_strangers_are_refused(hall: Practice) -> None:
    assert hall.refusal(commands.CallNext(window=9, clerk="ann")) == "unknown_window"
    assert hall.refusal(commands.CallNext(window=1, clerk="zoe")) == "unknown_clerk"
    assert hall.refusal(commands.GetBoard(window=9)) == "unknown_window"
