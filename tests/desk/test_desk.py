"""The desk over a real journal: decided once, recorded before answered, the same after a restart."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.contract import commands
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.codec import encode
from queue_server.contract.replies import BoardIs, Done, QueuesAre, Refused
from queue_server.desk import Board
from queue_server.desk.permissions import may_ask
from queue_server.journal import JournalReader
from tests.desk.counter import Counter, ask, number_of
from tests.queueing.sample import MORNING, sample_plan

TAKE = commands.TakeTicket(matter="A1")


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A desk on a new journal."""
    counter = Counter(tmp_path / "journal.sqlite")
    yield counter
    counter.journal.close()


def test_a_batch_is_answered_in_order(counter: Counter) -> None:
    replies = counter.desk.handle([ask(TAKE, client="kiosk-1") for _ in range(64)], MORNING)
    assert [number_of(reply) for reply in replies] == [f"A{count:03d}" for count in range(1, 65)]


def test_the_same_request_twice_in_a_batch_is_decided_once(counter: Counter) -> None:
    same = ask(TAKE, client="kiosk-1", request_id="wish")
    first, second = counter.desk.handle([same, same], MORNING)
    assert first == second
    assert number_of(counter.reply(ask(TAKE))) == "A002"


def test_the_same_request_gets_the_same_bytes_after_a_restart_and_on_the_next_day(counter: Counter) -> None:
    same = ask(TAKE, client="kiosk-1", request_id="wish")
    first = encode(counter.reply(same))
    counter.reply(ask(TAKE))
    counter.restart()
    assert encode(counter.reply(same)) == first
    counter.now += timedelta(days=1)
    counter.desk.tick(counter.now)
    counter.restart()
    assert encode(counter.reply(same)) == first
    assert number_of(counter.reply(ask(TAKE))) == "A001"


def test_refusals_are_given_again_too(counter: Counter) -> None:
    same = ask(commands.CallNext(window=1, clerk="ann"), request_id="press")
    first = counter.reply(same)
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    counter.do(TAKE)
    assert counter.reply(same) == first


def test_replies_are_forgotten_after_two_days(counter: Counter) -> None:
    same = ask(TAKE, request_id="wish")
    counter.reply(same)
    for _ in range(3):
        counter.now += timedelta(days=1)
        counter.desk.tick(counter.now)
    counter.reply(ask(TAKE))
    assert number_of(counter.reply(same)) == "A002"


def test_one_client_does_not_get_the_replies_of_another(counter: Counter) -> None:
    mine = counter.reply(ask(TAKE, client="kiosk-1", request_id="1"))
    yours = counter.reply(ask(TAKE, client="kiosk-2", request_id="1"))
    assert (number_of(mine), number_of(yours)) == ("A001", "A002")


def test_looking_is_not_recorded(counter: Counter) -> None:
    counter.desk.tick(MORNING)
    before = counter.journal.head
    looks = (ask(commands.GetBoard()), ask(commands.GetBoard(window=1)), ask(commands.GetQueues()))
    outcomes = [reply.outcome for reply in counter.desk.handle(looks, MORNING)]
    assert [type(outcome) for outcome in outcomes] == [BoardIs, BoardIs, QueuesAre]
    assert counter.journal.head == before
    assert counter.journal.given([asked[1].request_id for asked in looks]) == {}


@pytest.mark.parametrize(
    ("client", "command", "allowed"),
    [
        ("kiosk-1", TAKE, True),
        ("kiosk-1", commands.CallNext(window=1, clerk="ann"), False),
        ("kiosk-1", commands.CancelTicket(number="A001"), False),
        ("kiosk-1", commands.BringBack(number="A001"), True),
        ("kiosk-1", commands.GiveUpTicket(token="t"), True),
        ("kiosk-1", commands.FindBooking(code="YY01"), True),
        ("kiosk-1", commands.ImportBookings(bookings=()), False),
        ("kiosk-1", commands.StopNumbers(service="A"), False),
        ("web", commands.SwapTicket(token="t", matter="B1"), True),
        ("web", commands.StopNumbers(service="A"), True),
        ("agent", commands.GiveUpTicket(token="t"), False),
        ("forecaster", commands.GetQueues(), True),
        ("forecaster", commands.ResumeNumbers(service="A"), True),
        ("forecaster", commands.FindBooking(code="YY01"), False),
        ("bookings", commands.ImportBookings(bookings=()), True),
        ("bookings", commands.GetQueues(), False),
        ("display-1", TAKE, False),
        ("display-1", commands.GetBoard(), True),
        ("display-1", commands.GetQueues(), False),
        ("agent", commands.CallNext(window=1, clerk="ann"), True),
        ("agent", commands.RateService(window=1, score=5), True),
        ("web", commands.RateService(window=1, score=5), False),
        ("kiosk-1", commands.RateService(window=1, score=5), False),
        ("window-1", commands.CallNext(window=1, clerk="ann"), True),
        ("window-1", commands.RateService(window=1, score=5), True),
        ("window-1", commands.CallNext(window=2, clerk="ann"), False),
        ("window-1", commands.GetQueues(), True),
        ("window-1", TAKE, False),
        ("window-2", commands.GetBoard(), False),
        ("agent", TAKE, False),
        ("agent", commands.CloseDay(), False),
        ("web", commands.CloseDay(), True),
        ("server", TAKE, False),
        ("somebody", commands.GetBoard(), False),
    ],
)
def test_clients_may_ask_only_what_their_kind_may(client: str, command: commands.AnyCommand, allowed: bool) -> None:
    assert may_ask(sample_plan(), client, command) is allowed


def test_what_is_not_allowed_is_refused_and_leaves_no_trace(counter: Counter) -> None:
    counter.desk.tick(MORNING)
    before = counter.journal.head
    refused = counter.reply(ask(TAKE, client="display-1", request_id="x")).outcome
    assert isinstance(refused, Refused)
    assert refused.code == "not_allowed"
    assert counter.journal.head == before
    assert counter.journal.given(["x"]) == {}


def test_the_day_opens_with_the_first_ask(counter: Counter) -> None:
    assert number_of(counter.reply(ask(TAKE))) == "A001"
    assert counter.desk.hall.day == "2026-11-23"


def kinds(boards: list[Board]) -> list[int]:
    """0 for the hall's board, the number for a window's."""
    return [0 if isinstance(board, HallBoard) else board.window for board in boards]


def test_only_boards_that_look_different_are_published_and_each_follows_the_last(counter: Counter) -> None:
    counter.desk.tick(MORNING)
    assert kinds(counter.desk.changed_boards()) == [0, 1, 2, 3]
    assert counter.desk.changed_boards() == []
    seen = counter.desk.hall.revision
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    hall, window = counter.desk.changed_boards()
    assert isinstance(window, WindowBoard)
    assert (hall.follows, window.follows, window.window) == (seen, seen, 1)
    counter.do(TAKE)
    counter.do(commands.ReportSlip(number="A001", outcome="printed"))
    (board,) = counter.desk.changed_boards()
    assert board.follows == hall.revision
    assert board.revision == counter.desk.hall.revision
    counter.do(commands.ReportSlip(number="A001", outcome="printed"))
    assert counter.desk.changed_boards() == []
    counter.do(commands.CallNext(window=1, clerk="ann"))
    assert [(type(one), one.follows) for one in counter.desk.changed_boards()] == [
        (HallBoard, board.revision),
        (WindowBoard, window.revision),
    ]


def test_all_boards_are_published_again_for_those_who_forgot(counter: Counter) -> None:
    counter.desk.tick(MORNING)
    counter.desk.changed_boards()
    assert kinds(counter.desk.all_boards()) == [0, 1, 2, 3]
    assert counter.desk.changed_boards() == []


def test_revisions_grow_over_restarts(counter: Counter) -> None:
    before = counter.reply(ask(TAKE)).revision
    counter.restart()
    assert counter.reply(ask(TAKE)).revision == before + 1


def test_the_memory_after_a_restart_is_the_memory_before(counter: Counter) -> None:
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    for _ in range(5):
        counter.do(TAKE)
    counter.do(commands.CallNext(window=1, clerk="ann"))
    counter.do(commands.StartService(window=1, clerk="ann"))
    counter.do(commands.TransferTicket(window=1, clerk="ann", service="J"))
    counter.desk.tick(MORNING + timedelta(days=1))
    before = counter.desk.hall
    counter.restart()
    assert counter.desk.hall == before
    assert "A001" in before.tickets


def test_the_tables_say_what_became_of_yesterdays_tickets(counter: Counter) -> None:
    counter.do(TAKE)
    counter.do(commands.TakeTicket(matter="J1"))
    counter.desk.tick(MORNING + timedelta(days=1))
    counter.now += timedelta(days=1)
    counter.do(TAKE)
    with JournalReader(counter.path, counter.plan.hall.id) as reader:
        yesterday = {record.number: record.state for record in reader.tickets("2026-11-23")}
        today = [record.number for record in reader.tickets("2026-11-24")]
    assert yesterday == {"A001": "cancelled", "J001": "waiting"}
    assert today == ["A001"]


def test_a_carried_ticket_keeps_its_row(counter: Counter) -> None:
    counter.do(commands.TakeTicket(matter="J1"))
    counter.now += timedelta(days=1)
    assert isinstance(counter.do(commands.CancelTicket(number="J001")), Done)
    with JournalReader(counter.path, counter.plan.hall.id) as reader:
        assert [record.state for record in reader.tickets("2026-11-23")] == ["cancelled"]
