"""Taking a number: digits, order, what is refused, the token of the page."""

from datetime import UTC, datetime

import pytest

from queue_server.contract.commands import CancelTicket, CloseDay, OpenDay, TakeTicket
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.queueing import HallState, decide
from tests.queueing.sample import MORNING, SECRET, Practice, sample_plan


@pytest.fixture
def hall() -> Practice:
    """The practice hall on a Monday at nine."""
    return Practice()


def test_numbers_count_up_per_prefix_with_the_digits_of_the_plan(hall: Practice) -> None:
    assert [hall.take("A"), hall.take("B"), hall.take("A")] == ["A001", "B001", "A002"]
    assert Practice(sample_plan(digits=4)).take("J") == "J0001"


def test_a_number_is_not_given_again_when_its_ticket_is_cancelled(hall: Practice) -> None:
    hall.do(CancelTicket(number=hall.take("A")))
    assert hall.take("A") == "A002"


def test_the_ticket_says_how_many_are_ahead_and_where_to_go(hall: Practice) -> None:
    hall.open(2, "cen")
    hall.take("A")
    issued = hall.do(TakeTicket(matter="A1"))
    assert isinstance(issued, TicketIssued)
    assert (issued.ahead, issued.windows) == (1, (2,))


def test_page_tokens_differ_by_ticket_and_secret_and_are_hard_to_guess(hall: Practice) -> None:
    tokens = {hall.live(hall.take("A")).ticket.token for _ in range(50)}
    other = HallState(hall.plan, b"another secret")
    assert len(tokens) == 50
    assert all(len(token) == 16 and token.islower() for token in tokens)
    assert other.page_secret != SECRET


@pytest.mark.parametrize("moment", [datetime.max, datetime.min])
def test_a_slot_of_no_reasonable_time_harms_nobody(hall: Practice, moment: datetime) -> None:
    assert isinstance(hall.do(TakeTicket(matter="A1", slot=moment.replace(tzinfo=UTC))), TicketIssued)


def test_a_used_up_range_is_said_and_not_wrapped() -> None:
    hall = Practice(sample_plan(digits=1))
    assert [hall.take("A") for _ in range(9)][-1] == "A9"
    assert hall.refusal(TakeTicket(matter="A1")) == "numbers_used_up"


def test_an_unknown_matter_is_refused(hall: Practice) -> None:
    assert hall.refusal(TakeTicket(matter="Z9")) == "unknown_matter"


def test_a_service_without_any_window_gives_no_numbers(hall: Practice) -> None:
    assert hall.refusal(TakeTicket(matter="N1")) == "no_window"


def test_a_closed_service_says_when_it_opens(hall: Practice) -> None:
    hall.at(MORNING.replace(hour=12))
    refused = hall.do(TakeTicket(matter="A1"))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.values["opens"]) == ("service_closed", "13:30")


def test_after_the_last_hour_of_the_day_there_are_no_more_numbers(hall: Practice) -> None:
    hall.at(MORNING.replace(hour=17, minute=30))
    assert hall.refusal(TakeTicket(matter="A1")) == "service_over"


def test_a_closed_day_gives_numbers_only_around_the_clock(hall: Practice) -> None:
    hall.done(CloseDay())
    assert hall.refusal(TakeTicket(matter="A1")) == "day_closed"
    assert hall.take("J") == "J001"
    assert hall.refusal(CloseDay()) == "day_closed"
    hall.done(OpenDay())
    assert hall.take("A") == "A001"
    assert hall.refusal(OpenDay()) == "day_open"


def test_before_the_first_day_nothing_is_decided() -> None:
    outcome = decide(HallState(sample_plan(), SECRET), TakeTicket(matter="A1"), MORNING)
    assert isinstance(outcome, Refused)
    assert outcome.code == "day_closed"
