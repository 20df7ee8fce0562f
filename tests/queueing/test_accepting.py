"""Numbers that a kiosk gave by itself: accepted as printed, in the order taken, none of them twice."""

from datetime import datetime, timedelta

import msgspec
import pytest

from queue_server.contract.bookings import Booking
from queue_server.contract.commands import AcceptTicket, CloseDay, ImportBookings, StopNumbers, TakeTicket
from queue_server.contract.plan import Kiosk, Plan
from queue_server.contract.ranges import count_in, last_of_desk, own_range
from queue_server.contract.replies import TicketIssued
from tests.queueing.sample import MORNING, Practice, sample_plan


def with_kiosks(count: int = 2, digits: int = 3) -> Plan:
    """The sample hall with kiosks, 50 numbers of every service each."""
    kiosks = tuple(Kiosk(id=f"kiosk-{place}") for place in range(1, count + 1))
    return msgspec.structs.replace(sample_plan(digits=digits), kiosk=kiosks)


def alone(number: str = "A950", taken_at: datetime = MORNING, matter: str = "A1") -> AcceptTicket:
    """What the first kiosk says of a number it gave."""
    return AcceptTicket(wish="w", number=number, matter=matter, taken_at=taken_at)


@pytest.fixture
def hall() -> Practice:
    """The practice hall with two kiosks, on a Monday at nine."""
    return Practice(with_kiosks())


def test_ranges_of_kiosks_and_desk_never_touch() -> None:
    plan = with_kiosks()
    assert (own_range(plan, "kiosk-1"), own_range(plan, "kiosk-2")) == (range(950, 1000), range(900, 950))
    assert last_of_desk(plan) == 899
    assert not own_range(plan, "kiosk-9")
    assert last_of_desk(sample_plan()) == 999


@pytest.mark.parametrize("number", ["A949", "A1000", "B950", "A0950", "950", ""])
def test_a_number_outside_the_own_range_or_of_another_service_is_not_the_kiosks(number: str) -> None:
    assert count_in(with_kiosks(), "kiosk-1", "A1", number) is None
    assert count_in(with_kiosks(), "kiosk-1", "A1", "A950") == 950


def test_the_desk_goes_on_counting_below_the_kiosks(hall: Practice) -> None:
    hall.take("A")
    hall.do(alone())
    assert hall.take("A") == "A002"
    hall.hall.counters["A"] = 898
    assert hall.take("A") == "A899"
    assert hall.hall.counters["A"] == 899


def test_a_number_waits_from_when_it_was_taken_not_from_when_it_was_told(hall: Practice) -> None:
    hall.wait(minutes=5)
    hall.take("A")
    issued = hall.do(alone(taken_at=MORNING + timedelta(minutes=2)))
    assert isinstance(issued, TicketIssued)
    assert (issued.ticket.number, issued.ahead) == ("A950", 0)
    assert hall.hall.queue("A") == ("A950", "A001")


def test_further_matters_are_taken_along_and_what_is_none_is_left_out(hall: Practice) -> None:
    told = msgspec.structs.replace(alone(), more=("B1", "A1", "Z9", "J1", "B1"))
    issued = hall.do(told)
    assert isinstance(issued, TicketIssued)
    assert issued.ticket.more == ("B1", "J1")
    assert hall.live("A950").left == ("A1", "B1", "J1")


def test_what_a_booking_gave_goes_over_to_the_printed_number(hall: Practice) -> None:
    slot = MORNING.replace(hour=9, minute=30)
    hall.do(ImportBookings(bookings=(Booking(code="YY-0001", matter="A1", slot=slot),)))
    hall.at(slot)
    online = hall.do(TakeTicket(matter="A1", booking="YY-0001"))
    assert isinstance(online, TicketIssued)
    hall.wait(minutes=5)
    hall.do(alone(taken_at=slot), online.ticket)
    live = hall.live("A950")
    assert (live.slot, live.booking, live.arrival) == (slot, "YY-0001", slot - timedelta(minutes=5))
    assert hall.hall.bookings["YY-0001"].number == "A950"
    assert hall.state("A001") == "cancelled"


def test_a_cut_off_does_not_take_away_a_number_that_is_on_paper(hall: Practice) -> None:
    hall.done(StopNumbers(service="A"))
    assert isinstance(hall.do(alone()), TicketIssued)


def test_a_clock_that_is_ahead_counts_as_now(hall: Practice) -> None:
    hall.do(alone(taken_at=MORNING + timedelta(minutes=30)))
    assert hall.live("A950").ticket.taken_at == MORNING


def test_it_is_accepted_after_closing_when_it_was_taken_before(hall: Practice) -> None:
    hall.at(MORNING.replace(hour=18))
    assert isinstance(hall.do(alone()), TicketIssued)
    assert hall.refusal(alone("A951", MORNING.replace(hour=17, minute=45))) == "service_over"
    assert hall.refusal(alone("A951", MORNING.replace(hour=12, minute=45))) == "service_closed"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_number_of_another_day_is_refused(hall: Practice, days: int) -> None:
    assert hall.refusal(alone(taken_at=MORNING + timedelta(days=days))) == "other_day"


def test_one_number_is_accepted_once(hall: Practice) -> None:
    hall.do(alone())
    assert hall.refusal(alone()) == "number_doubled"


def test_a_day_that_was_ended_by_hand_accepts_around_the_clock_only(hall: Practice) -> None:
    hall.done(CloseDay())
    assert hall.refusal(alone()) == "day_closed"
    assert isinstance(hall.do(alone("J950", matter="J1")), TicketIssued)
