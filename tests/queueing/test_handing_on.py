"""What one clerk hands on to the next: a ticket to a window, a note, the window itself; the history tells it."""

import pytest

from queue_server.contract import commands
from queue_server.contract.replies import TicketCalled
from tests.queueing.sample import Practice


@pytest.fixture
def hall() -> Practice:
    """Windows 1 and 2 are open with ann and cen; ann serves A001, and A002 waits."""
    hall = Practice()
    hall.open(1, "ann")
    hall.open(2, "cen")
    hall.take("A")
    hall.take("A")
    hall.serve(1, "ann")
    return hall


def send(hall: Practice, to_window: int, service: str = "", note: str = "") -> None:
    hall.done(commands.TransferTicket(window=1, clerk="ann", service=service, note=note, to_window=to_window))


def test_who_is_sent_to_a_window_is_called_there_and_nowhere_else(hall: Practice) -> None:
    send(hall, 2)
    assert (hall.live("A001").service, hall.live("A001").to_window) == ("A", 2)
    assert hall.call(1, "ann") == "A002"
    assert hall.call(2, "cen") == "A001"
    assert hall.live("A001").to_window is None


def test_a_window_that_does_not_serve_the_matter_takes_the_visitor_for_what_it_does(hall: Practice) -> None:
    hall.open(3, "eve")
    send(hall, 3)
    assert (hall.live("A001").service, hall.live("A001").left) == ("J", ("A1",))
    assert hall.call(3, "eve") == "A001"


def test_a_service_of_the_window_can_be_named(hall: Practice) -> None:
    send(hall, 2, "B")
    assert hall.live("A001").service == "B"


def test_when_nobody_is_at_the_window_any_more_the_others_may_call(hall: Practice) -> None:
    send(hall, 2)
    hall.done(commands.PauseWindow(window=2, clerk="cen"))
    assert hall.call(1, "ann") == "A002"
    hall.done(commands.MarkMissed(window=1, clerk="ann"))
    hall.done(commands.CloseWindow(window=2, clerk="cen"))
    assert hall.call(1, "ann") == "A001"


@pytest.mark.parametrize(
    ("to_window", "service", "code"),
    [(9, "", "unknown_window"), (1, "", "same_window"), (3, "", "target_closed"), (2, "N", "not_served_here")],
)
def test_where_nobody_can_be_sent(hall: Practice, to_window: int, service: str, code: str) -> None:
    command = commands.TransferTicket(window=1, clerk="ann", service=service, to_window=to_window)
    assert hall.refusal(command) == code


def test_notes_stay_with_the_ticket_and_its_history_tells_who_did_what_where(hall: Practice) -> None:
    hall.done(commands.NoteTicket(window=1, clerk="ann", number="A001", note=" 原件已核对 "))
    send(hall, 2)
    assert hall.live("A001").note == "原件已核对"
    hall.call(2, "cen")
    hall.done(commands.ParkTicket(window=2, clerk="cen", note="去复印"))
    steps = [(step.kind, step.window, step.clerk, step.note) for step in hall.live("A001").history]
    assert steps == [
        ("called", 1, "ann", ""),
        ("started", 1, "ann", ""),
        ("noted", 1, "ann", "原件已核对"),
        ("transferred", 1, "ann", ""),
        ("called", 2, "cen", ""),
        ("parked", 2, "cen", "去复印"),
    ]
    assert hall.live("A001").history[3].to_window == 2
    assert hall.live("A002").history == ()


@pytest.mark.parametrize("note", ["", "  ", "长" * 81, "两\n行"])
def test_a_note_is_a_line_of_words(hall: Practice, note: str) -> None:
    assert hall.refusal(commands.NoteTicket(window=1, clerk="ann", number="A001", note=note)) == "note_words"


def test_a_window_writes_only_on_tickets_of_its_own(hall: Practice) -> None:
    other = hall.take("B")
    assert hall.refusal(commands.NoteTicket(window=1, clerk="ann", number=other, note="x")) == "not_served_here"
    hall.done(commands.NoteTicket(window=2, clerk="cen", number=other, note="x"))


def test_the_b_clerk_goes_on_with_the_visitor_and_the_first_responsible_stays(hall: Practice) -> None:
    hall.done(commands.HandOver(window=1, clerk="ann", to="ben"))
    standing, live = hall.hall.standing(1), hall.live("A001")
    assert (standing.state, standing.clerk, standing.front) == ("open", "ben", "A001")
    assert (live.clerk, live.responsible) == ("ben", "ann")
    assert (live.history[-1].kind, live.history[-1].clerk, live.history[-1].to) == ("handed_over", "ann", "ben")
    assert hall.refusal(commands.CompleteTicket(window=1, clerk="ann")) == "window_taken"
    hall.done(commands.CompleteTicket(window=1, clerk="ben"))
    assert isinstance(hall.do(commands.CallNext(window=1, clerk="ben")), TicketCalled)


@pytest.mark.parametrize(
    ("to", "code"),
    [("ann", "same_clerk"), ("zed", "unknown_clerk"), ("den", "wrong_clerk"), ("eve", "wrong_clerk")],
)
def test_a_window_is_handed_to_its_own_clerks_only(hall: Practice, to: str, code: str) -> None:
    assert hall.refusal(commands.HandOver(window=1, clerk="ann", to=to)) == code


def test_nobody_is_given_a_second_window(hall: Practice) -> None:
    hall.open(3, "eve")
    assert hall.refusal(commands.HandOver(window=3, clerk="eve", to="ann")) == "account_at_window"
