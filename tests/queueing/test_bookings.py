"""Bookings: taken over whole or not at all, used once, in time or as anybody else, over nights and restarts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from queue_server.contract import commands
from queue_server.contract.bookings import MOST_AT_ONCE, MOST_MISFITS, Booking
from queue_server.contract.plan import BookingGrid, Plan
from queue_server.contract.replies import BookingIs, BookingsRefused, BookingsTaken, TicketIssued
from queue_server.queueing import HallState, apply
from tests.queueing.calling.lines import ruled_plan
from tests.queueing.sample import MORNING, SECRET, Practice

TEN = MORNING.replace(hour=10)


def grid_plan(**grid: Any) -> Plan:
    """The sample hall with priority classes, two bookings a slot unless said otherwise."""
    return msgspec.structs.replace(ruled_plan(), booking=BookingGrid(**({"per_slot": 2} | grid)))


@pytest.fixture
def hall() -> Practice:
    """The practice hall on a Monday at nine."""
    return Practice(grid_plan())


def booked(code: str = "YY-0001", slot: datetime = TEN, matter: str = "A1", **more: Any) -> Booking:
    return Booking(code=code, matter=matter, slot=slot, **more)


def taken(hall: Practice, *bookings: Booking) -> tuple[int, int]:
    outcome = hall.do(commands.ImportBookings(bookings=bookings))
    assert isinstance(outcome, BookingsTaken), outcome
    return outcome.taken, outcome.cancelled


def misfits(hall: Practice, *bookings: Booking) -> list[tuple[int, str]]:
    before = hall.hall.copy()
    outcome = hall.do(commands.ImportBookings(bookings=bookings))
    assert isinstance(outcome, BookingsRefused), outcome
    assert hall.hall == before
    return [(misfit.place, misfit.why.code) for misfit in outcome.misfits]


def found(hall: Practice, code: str = "YY-0001") -> BookingIs:
    outcome = hall.do(commands.FindBooking(code=code))
    assert isinstance(outcome, BookingIs)
    return outcome


def check_in(hall: Practice, code: str = "YY-0001", matter: str = "A1", **more: Any) -> TicketIssued:
    outcome = hall.do(commands.TakeTicket(matter=matter, booking=code, **more))
    assert isinstance(outcome, TicketIssued), outcome
    return outcome


def test_the_same_import_twice_changes_nothing(hall: Practice) -> None:
    both = (booked(), booked("YY-0002", cancelled=True))
    assert taken(hall, *both) == (1, 1)
    before = hall.hall.copy()
    assert taken(hall, *both) == (0, 0)
    assert hall.hall == before
    hall.at(TEN + timedelta(days=1))
    assert taken(hall, *both) == (0, 0)


def test_a_booking_is_moved_and_cancelled_by_a_later_import(hall: Practice) -> None:
    taken(hall, booked())
    assert taken(hall, booked(slot=TEN + timedelta(hours=1))) == (1, 0)
    slot = found(hall).slot
    assert slot is not None
    assert slot.hour == 11
    assert taken(hall, booked(cancelled=True)) == (0, 1)
    assert found(hall).standing == "cancelled"


@pytest.mark.parametrize(
    ("minutes", "standing", "opens"),
    [(-16, "early", "09:45"), (-15, "ready", ""), (0, "ready", ""), (15, "ready", ""), (16, "late", "")],
)
def test_a_booking_stands_by_the_minute(hall: Practice, minutes: int, standing: str, opens: str) -> None:
    taken(hall, booked())
    hall.at(TEN + timedelta(minutes=minutes))
    told = found(hall)
    assert (told.standing, told.opens, told.matter, told.number) == (standing, opens, "A1", "")
    assert found(hall, "YY-9999") == BookingIs(code="YY-9999", standing="unknown")


def test_the_first_slot_after_noon_opens_with_the_hours(hall: Practice) -> None:
    taken(hall, booked(slot=MORNING.replace(hour=13, minute=30)))
    hall.at(MORNING.replace(hour=13, minute=20))
    assert (found(hall).standing, found(hall).opens) == ("early", "13:30")


def test_round_the_clock_the_minutes_before_midnight_count_too(hall: Practice) -> None:
    taken(hall, booked(matter="J1", slot=MORNING.replace(hour=0) + timedelta(days=1)))
    hall.at(MORNING.replace(hour=23, minute=45))
    assert found(hall).standing == "ready"


def test_who_is_in_time_queues_by_the_slot_and_the_booking_is_used(hall: Practice) -> None:
    taken(hall, booked(priority="old"))
    hall.at(TEN - timedelta(minutes=2))
    hall.take("A")
    hall.at(TEN + timedelta(minutes=1))
    issued = check_in(hall)
    live = hall.live(issued.ticket.number)
    assert (issued.ahead, issued.late) == (0, False)
    assert (live.slot, live.priority, live.booking) == (TEN, "old", "YY-0001")
    assert (found(hall).standing, found(hall).number) == ("used", issued.ticket.number)
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0001")) == "booking_used"


def test_who_is_late_queues_as_anybody_else_and_is_told_so(hall: Practice) -> None:
    taken(hall, booked())
    hall.at(TEN + timedelta(minutes=16))
    hall.take("A")
    issued = check_in(hall)
    assert (issued.ahead, issued.late) == (1, True)
    assert (hall.live("A002").slot, hall.live("A002").booking) == (None, "YY-0001")


def test_a_priority_granted_at_the_kiosk_holds_where_the_booking_has_none(hall: Practice) -> None:
    taken(hall, booked(), booked("YY-0002", priority="soldier"))
    hall.at(TEN)
    assert hall.live(check_in(hall, priority="old").ticket.number).priority == "old"
    assert hall.live(check_in(hall, "YY-0002", priority="old").ticket.number).priority == "soldier"


def test_a_booking_that_cannot_be_used_says_why(hall: Practice) -> None:
    taken(hall, booked(), booked("YY-0002", cancelled=True))
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0001")) == "booking_early"
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0002")) == "booking_cancelled"
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0003")) == "booking_unknown"
    hall.at(TEN)
    assert hall.refusal(commands.TakeTicket(matter="B1", booking="YY-0001")) == "booking_other_matter"


def test_a_number_that_is_not_given_does_not_use_the_booking_up(hall: Practice) -> None:
    taken(hall, booked())
    hall.at(TEN)
    hall.done(commands.CloseDay())
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0001")) == "day_closed"
    assert found(hall).standing == "ready"


def test_a_cut_off_does_not_send_away_who_booked_and_is_in_time(hall: Practice) -> None:
    taken(hall, booked(), booked("YY-0002", slot=MORNING))
    hall.at(TEN)
    hall.done(commands.StopNumbers(service="A"))
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0002")) == "cut_off"
    assert check_in(hall).ticket.number == "A001"


def test_a_swapped_ticket_leaves_its_booking_used(hall: Practice) -> None:
    taken(hall, booked())
    hall.at(TEN)
    token = check_in(hall).ticket.token
    swapped = hall.do(commands.SwapTicket(token=token, matter="B1"))
    assert isinstance(swapped, TicketIssued)
    live = hall.live(swapped.ticket.number)
    assert (live.slot, live.booking) == (None, "")
    assert hall.refusal(commands.TakeTicket(matter="A1", booking="YY-0001")) == "booking_used"


@pytest.mark.parametrize(
    ("booking", "code"),
    [
        (booked("YY1"), "booking_code"),
        (booked("预约0001"), "booking_code"),
        (booked("YY 0001"), "booking_code"),
        (booked("13800138000"), "booking_code"),
        (booked("11010519491231002X"), "booking_code"),
        (booked("138-0013-8000"), "booking_code"),
        (booked(matter="Z9"), "unknown_matter"),
        (booked(priority="vip"), "unknown_priority"),
        (booked(slot=MORNING.replace(hour=8, minute=30)), "booking_past"),
        (booked(slot=TEN + timedelta(days=15)), "booking_too_far"),
        (booked(slot=datetime.max.replace(tzinfo=UTC)), "booking_too_far"),
        (booked(slot=datetime.min.replace(tzinfo=UTC)), "booking_past"),
        (booked(slot=TEN + timedelta(minutes=10)), "booking_off_grid"),
        (booked(slot=TEN + timedelta(seconds=1)), "booking_off_grid"),
        (booked(slot=MORNING.replace(hour=12)), "booking_off_grid"),
        (booked(slot=MORNING.replace(hour=13)), "booking_off_grid"),
        (booked(slot=MORNING.replace(hour=17, minute=30)), "booking_off_grid"),
    ],
)
def test_a_booking_that_is_none_of_this_halls_is_named_and_nothing_is_taken(
    hall: Practice, booking: Booking, code: str
) -> None:
    assert misfits(hall, booked("YY-0009"), booking) == [(1, code)]


def test_the_grid_begins_with_every_span_of_the_services_own_hours(hall: Practice) -> None:
    half_past_one = MORNING.replace(hour=13, minute=30)
    hours = Practice(grid_plan(slot_min=60))
    assert taken(hours, booked(slot=half_past_one), booked("YY-0002", slot=MORNING.replace(hour=9, minute=30))) == (
        2,
        0,
    )
    assert misfits(hours, booked(slot=TEN)) == [(0, "booking_off_grid")]
    assert taken(hours, booked("YY-0003", matter="J1", slot=TEN + timedelta(hours=13))) == (1, 0)


def test_a_full_slot_takes_no_more_and_a_cancelled_one_makes_room(hall: Practice) -> None:
    taken(hall, booked("YY-0001"), booked("YY-0002"), booked("YY-0003", matter="B1"))
    assert misfits(hall, booked("YY-0001"), booked("YY-0004"), booked("YY-0005")) == [
        (1, "booking_full"),
        (2, "booking_full"),
    ]
    assert taken(hall, booked("YY-0004"), booked("YY-0001", cancelled=True)) == (1, 1)
    free = Practice(grid_plan(per_slot=0))
    assert taken(free, *(booked(f"YY-{count:04d}") for count in range(50))) == (50, 0)


def test_two_bookings_change_places_in_one_import() -> None:
    hall = Practice(grid_plan(per_slot=1))
    eleven = TEN + timedelta(hours=1)
    taken(hall, booked("YY-0001"), booked("YY-0002", slot=eleven))
    assert misfits(hall, booked("YY-0001", slot=eleven)) == [(0, "booking_full")]
    assert taken(hall, booked("YY-0001", slot=eleven), booked("YY-0002")) == (2, 0)


def test_a_used_booking_is_not_moved_any_more_and_its_cancelling_changes_nothing(hall: Practice) -> None:
    taken(hall, booked())
    hall.at(TEN)
    check_in(hall)
    assert misfits(hall, booked(slot=TEN + timedelta(hours=1))) == [(0, "booking_used")]
    assert taken(hall, booked(cancelled=True)) == (0, 0)
    assert hall.state("A001") == "waiting"


@pytest.mark.parametrize("slot", [datetime.max, datetime.min])
def test_a_cancelled_booking_of_no_reasonable_time_harms_nobody(hall: Practice, slot: datetime) -> None:
    hall.do(commands.ImportBookings(bookings=(booked(slot=slot.replace(tzinfo=UTC), cancelled=True),)))
    assert found(hall).standing in ("cancelled", "unknown")
    hall.at(TEN + timedelta(days=1))


def test_mistakes_are_told_up_to_a_hundred_and_an_import_has_an_end(hall: Practice) -> None:
    assert misfits(hall, booked(), booked()) == [(1, "booking_doubled")]
    wrong = [booked(f"YY-{count:04d}", matter="Z9") for count in range(MOST_MISFITS + 5)]
    assert len(misfits(hall, *wrong)) == MOST_MISFITS
    many = tuple(booked(f"YY-{count:04d}") for count in range(MOST_AT_ONCE + 1))
    assert hall.refusal(commands.ImportBookings(bookings=many)) == "too_many_bookings"


def test_bookings_live_on_over_nights_and_old_ones_are_forgotten(hall: Practice) -> None:
    thursday = TEN + timedelta(days=3)
    taken(hall, booked(), booked("YY-0004", slot=thursday))
    hall.at(thursday)
    assert found(hall).standing == "late"
    assert check_in(hall, "YY-0004").late is False
    hall.at(TEN + timedelta(days=8))
    assert (found(hall).standing, found(hall, "YY-0004").standing) == ("unknown", "used")
    assert taken(hall, booked(cancelled=True)) == (0, 0)


def test_bookings_are_there_after_a_replay_of_the_day_alone(hall: Practice) -> None:
    taken(hall, booked(slot=TEN + timedelta(days=1)), booked("YY-0002", slot=TEN + timedelta(days=2)))
    hall.at(TEN + timedelta(days=1))
    check_in(hall)
    opened = max(place for place, (event, _) in enumerate(hall.history) if type(event).__name__ == "DayOpened")
    again = HallState(hall.plan, SECRET, revision=opened)
    for event, at in hall.history[opened:]:
        apply(again, event, at)
    assert again == hall.hall
    assert again.bookings["YY-0001"].number == "A001"
