"""Working days: closed when the calendar says so, open on decreed weekends, as ever where nobody decreed anything."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from queue_server.contract import commands
from queue_server.contract.bookings import Booking
from queue_server.contract.commands import ImportBookings
from queue_server.contract.hours import opening_words, opens_again
from queue_server.contract.replies import BookingsRefused
from queue_server.queueing import hall_board
from queue_server.workdays.calendar import Calendar
from tests.queueing.sample import SHANGHAI, Practice, sample_plan

HOLIDAY, WORKED_SATURDAY = date(2026, 11, 26), date(2026, 11, 28)
DECREED = Calendar(
    source="the test",
    covered_from=date(2026, 11, 1),
    covered_until=date(2026, 11, 30),
    holidays=frozenset({HOLIDAY}),
    workdays=frozenset({WORKED_SATURDAY}),
)


def on(day: int, clock: str, month: int = 11) -> datetime:
    """That local moment of 2026."""
    hour, minute = (int(part) for part in clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def hall() -> Practice:
    """The sample hall with a calendar; J is open every day, around the clock."""
    plan = sample_plan()
    services = tuple(replace(service, every_day=service.prefix == "J") for service in plan.service)
    hall = Practice(replace(plan, service=services))
    hall.hall.calendar = DECREED
    return hall


def opens(hall: Practice) -> dict[str, str]:
    """What the board says of the services that give no numbers."""
    return {one.service: one.opens for one in hall_board(hall.hall).services if not one.open}


def test_on_a_holiday_nothing_opens_but_what_is_open_every_day_and_the_board_says_when(hall: Practice) -> None:
    hall.at(on(26, "09:00"))
    assert opens(hall) == {"A": "11-27 08:30", "B": "11-27 08:30", "N": "11-27 08:30"}
    assert hall.refusal(commands.TakeTicket(matter="A1")) == "service_closed"
    assert hall.take("J") == "J001"


def test_a_worked_saturday_opens_and_the_sunday_after_it_does_not(hall: Practice) -> None:
    hall.at(on(27, "18:00"))
    assert opens(hall)["A"] == "11-28 08:30"
    hall.at(on(28, "09:00"))
    assert hall.take("A") == "A001"
    hall.at(on(29, "09:00"))
    assert opens(hall)["A"] == "11-30 08:30"


def test_a_day_closed_by_hand_says_the_next_working_day_too(hall: Practice) -> None:
    hall.at(on(25, "10:00"))
    hall.done(commands.CloseDay())
    assert opens(hall)["A"] == "11-27 08:30"


def test_beyond_the_calendar_and_without_one_every_day_is_as_ever(hall: Practice) -> None:
    hall.at(on(30, "18:00"))
    assert opens(hall)["A"] == ""
    hall.at(on(5, "09:00", month=12))
    assert hall.take("A") == "A001"
    plain = Practice()
    plain.at(on(26, "09:00"))
    assert plain.take("A") == "A001"


def test_around_the_clock_ends_before_a_day_that_is_not_worked(hall: Practice) -> None:
    services = tuple(replace(service, every_day=False) for service in hall.plan.service)
    closing = Practice(replace(hall.plan, service=services))
    closing.hall.calendar = DECREED
    for each in (hall, closing):
        each.at(on(25, "20:00"))
        assert each.take("J") == "J001"
        each.at(on(26, "00:01"))
    assert (list(hall.hall.tickets), list(closing.hall.tickets)) == (["J001"], [])


def test_nobody_books_a_day_that_is_not_worked(hall: Practice) -> None:
    hall.at(on(25, "09:00"))
    booking = Booking(code="web-1", matter="A1", slot=on(26, "09:00"))
    refused = hall.do(ImportBookings(bookings=(booking,)))
    assert isinstance(refused, BookingsRefused)
    assert refused.misfits[0].why.code == "booking_day_off"
    assert refused.misfits[0].why.values["near"] == "11-27"


def test_the_hall_says_the_next_day_only_when_nothing_opens_any_more_today(hall: Practice) -> None:
    hall.at(on(26, "09:00"))
    closed = [one for one in hall_board(hall.hall).services if one.service != "J"]
    assert opens_again(hall.hall.day, closed) == "11-27 08:30"
    assert opens_again(hall.hall.day, hall_board(hall.hall).services) == ""
    late = [replace(closed[0], opens="01-04 08:30"), replace(closed[0], opens="12-31 08:30")]
    assert opens_again("2026-12-30", late) == "12-31 08:30"


def test_a_later_day_is_said_in_words() -> None:
    told = [opening_words(language, "11-30 08:30") for language in ("zh_CN", "en")]
    assert told == ["11月30日 08:30", "30 Nov 08:30"]
    assert opening_words("en", "13:30") == "13:30"
