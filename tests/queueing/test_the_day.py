"""The calendar: days roll over at midnight, services follow their hours, the clock may be wrong."""

from datetime import timedelta

import pytest

from queue_server.contract import commands
from queue_server.contract.plan import Hall, Plan, Service
from queue_server.contract.tickets import TicketState
from queue_server.queueing import events
from queue_server.queueing.hours import gate_at, round_the_clock
from tests.queueing.sample import MORNING, Practice, sample_plan

MIDNIGHT = MORNING.replace(hour=0, minute=0) + timedelta(days=1)
NEXT_MORNING = MORNING + timedelta(days=1)
ENDINGS = (events.TicketCompleted, events.TicketMissed, events.TicketCancelled)


@pytest.fixture
def hall() -> Practice:
    """Windows 1 to 3 are open."""
    hall = Practice()
    for window, clerk in ((1, "ann"), (2, "cen"), (3, "eve")):
        hall.open(window, clerk)
    return hall


def test_the_next_day_starts_from_one_again(hall: Practice) -> None:
    hall.take("A")
    hall.at(NEXT_MORNING)
    assert hall.take("A") == "A001"
    assert hall.live("A001").ticket.day == "2026-11-24"


def test_at_midnight_whoever_is_left_is_cancelled_missed_or_completed(hall: Practice) -> None:
    served, called, parked, waiting = (hall.take("A") for _ in range(4))
    hall.serve(1, "ann")
    hall.call(2, "cen")
    hall.done(commands.MarkMissed(window=2, clerk="cen"))
    hall.done(commands.BringBack(number=called))
    assert hall.serve(2, "cen") == parked
    hall.done(commands.ParkTicket(window=2, clerk="cen"))
    hall.do(commands.CallTicket(window=2, clerk="cen", number=called))
    hall.at(MIDNIGHT)
    ended = {event.number: type(event) for event, _ in hall.history if isinstance(event, ENDINGS)}
    assert ended == {
        served: events.TicketCompleted,
        called: events.TicketMissed,
        parked: events.TicketCancelled,
        waiting: events.TicketCancelled,
    }
    assert hall.hall.tickets == {}
    assert [hall.hall.standing(window).state for window in (1, 2, 3)] == ["closed"] * 3


def test_round_the_clock_tickets_live_on_with_their_numbers_and_windows(hall: Practice) -> None:
    waiting, serving, parked, missed = "J004", "J001", "J002", "J003"
    for _ in range(4):
        hall.take("J")
    assert hall.serve(1, "ann") == serving
    assert hall.serve(2, "cen") == parked
    hall.done(commands.ParkTicket(window=2, clerk="cen"))
    assert hall.miss(3, "eve") == missed
    hall.at(MIDNIGHT)
    states = {number: live.state for number, live in hall.hall.tickets.items()}
    assert states == {
        waiting: TicketState.WAITING,
        serving: TicketState.SERVING,
        parked: TicketState.PARKED,
    }
    assert [hall.hall.standing(window).state for window in (1, 2, 3)] == ["open", "open", "closed"]
    assert hall.take("J") == "J005"
    hall.done(commands.CompleteTicket(window=1, clerk="ann"))
    hall.done(commands.UnparkTicket(window=2, clerk="cen", number=parked))
    assert hall.live(parked).ticket.day == "2026-11-23"


def test_a_window_kept_for_a_parked_ticket_loses_the_one_in_front_that_is_not_carried(hall: Practice) -> None:
    hall.take("J")
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(commands.ParkTicket(window=1, clerk="ann"))
    hall.call(1, "ann")
    hall.at(MIDNIGHT)
    assert (hall.hall.standing(1).state, hall.hall.standing(1).front) == ("open", "")


def test_numbers_restart_once_nothing_is_carried_over(hall: Practice) -> None:
    hall.take("J")
    hall.at(MIDNIGHT)
    assert hall.take("J") == "J002"
    for number in ("J001", "J002"):
        hall.do(commands.CancelTicket(number=number))
    assert hall.take("J") == "J003"
    hall.do(commands.CancelTicket(number="J003"))
    hall.at(MIDNIGHT + timedelta(days=1))
    assert hall.take("J") == "J001"


def test_a_transfer_to_a_round_the_clock_service_keeps_its_own_prefix_counting(hall: Practice) -> None:
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(commands.TransferTicket(window=1, clerk="ann", service="J"))
    hall.at(NEXT_MORNING)
    assert hall.take("A") == "A002"
    assert hall.take("J") == "J001"


def test_carried_tickets_keep_their_calling_order(hall: Practice) -> None:
    for _ in range(3):
        hall.take("J")
    hall.miss(1, "ann")
    hall.done(commands.BringBack(number="J001"))
    hall.at(MIDNIGHT)
    hall.open(1, "ann")
    assert hall.hall.queue("J") == ("J002", "J003", "J001")
    assert [hall.miss(1, "ann") for _ in range(3)] == ["J002", "J003", "J001"]


def test_a_clock_set_back_resets_no_numbers_and_keeps_services_by_the_wall(hall: Practice) -> None:
    hall.at(NEXT_MORNING)
    hall.take("A")
    hall.at(MORNING)
    assert hall.take("A") == "A002"
    assert hall.hall.day == "2026-11-24"
    hall.at(NEXT_MORNING)
    assert hall.take("A") == "A003"


def test_a_day_that_was_closed_by_hand_opens_by_itself_on_the_next_date(hall: Practice) -> None:
    hall.done(commands.CloseDay())
    hall.at(NEXT_MORNING)
    assert hall.hall.day_open
    assert hall.take("A") == "A001"
    assert sum(isinstance(event, events.DayClosed) for event, _ in hall.history) == 1


def test_closing_the_day_spares_round_the_clock_tickets_and_windows_they_are_at(hall: Practice) -> None:
    hall.take("J")
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(commands.CloseDay())
    assert hall.state("J001") is TicketState.SERVING
    assert hall.state("A001") is TicketState.CANCELLED
    assert [hall.hall.standing(window).state for window in (1, 2, 3)] == ["open", "closed", "closed"]


def test_missed_tickets_of_a_closed_day_do_not_come_back(hall: Practice) -> None:
    hall.take("A")
    hall.miss(1, "ann")
    hall.done(commands.CloseDay())
    assert hall.refusal(commands.BringBack(number="A001")) == "day_closed"


def test_services_open_and_close_once_by_their_hours() -> None:
    hall = Practice(at=MORNING.replace(hour=0))
    while hall.now < MIDNIGHT - timedelta(minutes=1):
        hall.wait(minutes=1)
    of_a = [
        (type(event), at.strftime("%H:%M"), getattr(event, "opens", ""))
        for event, at in hall.history
        if isinstance(event, events.ServiceOpened | events.ServiceClosed) and event.service == "A"
    ]
    assert of_a == [
        (events.ServiceClosed, "00:00", "08:30"),
        (events.ServiceOpened, "08:30", ""),
        (events.ServiceClosed, "12:00", "13:30"),
        (events.ServiceOpened, "13:30", ""),
        (events.ServiceClosed, "17:30", ""),
    ]


def test_quiet_time_leaves_no_events(hall: Practice) -> None:
    before = hall.hall.revision
    hall.wait(minutes=5)
    assert hall.hall.revision == before


@pytest.mark.parametrize(
    ("hours", "all_day"),
    [
        ((("00:00", "24:00"),), True),
        ((("00:00", "12:00"), ("12:00", "24:00")), True),
        ((("00:00", "12:00"), ("12:30", "24:00")), False),
        ((("00:00", "23:59"),), False),
        ((), False),
    ],
)
def test_round_the_clock_means_every_minute(hours: tuple[tuple[str, str], ...], all_day: bool) -> None:
    plan = sample_plan()
    service = Service(prefix="X", name="X", name_en="X", windows=(1,), hours=hours)
    hall = Hall(id="h", name="h", name_en="h", hours=(("08:00", "17:00"),), page_address="")
    changed = Plan(schema=1, hall=hall, service=(service,), matter=(), window=plan.window, clerk=plan.clerk)
    assert round_the_clock(changed, "X") is all_day
    assert not round_the_clock(changed, "gone")


def test_a_gate_is_open_from_its_first_minute_to_before_its_last() -> None:
    hours = (("08:30", "12:00"), ("13:30", "24:00"))
    assert [gate_at(hours, clock).open for clock in ("08:29", "08:30", "11:59", "12:00", "23:59")] == [
        False,
        True,
        True,
        False,
        True,
    ]
    assert [gate_at(hours, clock).opens for clock in ("00:00", "12:30")] == ["08:30", "13:30"]
