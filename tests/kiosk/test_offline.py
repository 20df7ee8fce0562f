"""A real kiosk whose server is taken away and given back: it never stops giving numbers, and each counts once."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import visit as v
from kiosk.alone import Alone
from kiosk.outbox import Outbox
from kiosk.slip import document, slip_of
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import SENTENCES
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.workdays.calendar import Calendar
from tests.kiosk.glass import until
from tests.kiosk.scenes import plan
from tests.kiosk.standing_kiosk import HOME, TAKE, StandingKiosk
from tests.kiosk.test_slip import as_text

MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def alone(folder: Path, now: datetime = MORNING, hall: Plan | None = None) -> Alone:
    return Alone(hall or plan(), "kiosk-1", claimed(Outbox(folder, "k")), lambda: None, lambda: now)


def claimed(outbox: Outbox) -> Outbox:
    """The outbox of a box that the desk knows."""
    outbox.holding.begins("2000-01-01")
    return outbox


def test_a_number_given_alone_says_what_it_knows_and_no_more(tmp_path: Path) -> None:
    issued = alone(tmp_path).give(v.Wish("B01", "w"))
    assert isinstance(issued, TicketIssued)
    text = as_text(document(slip_of(plan(), issued, "en"), 48), 48)
    assert "B950" in text
    assert "现在连不上总台，号有效，请留意叫号" in text
    assert "cannot be reached now" in text
    assert "前面等候" not in text
    assert "[" not in text


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (MORNING.replace(hour=23), "service_closed"),
        (MORNING.replace(hour=14), "service_over"),
        (datetime(2015, 1, 1, 2, tzinfo=UTC), "clock_wrong"),
    ],
)
def test_it_keeps_to_the_hours_and_believes_no_impossible_clock(tmp_path: Path, now: datetime, code: str) -> None:
    refused = alone(tmp_path, now).give(v.Wish("B01", "w"))
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert SENTENCES["clock_wrong"] == "机器时间不对，请告诉工作人员"


def test_on_a_day_that_is_not_worked_it_says_which_one_is(tmp_path: Path) -> None:
    today = MORNING.date()
    off = Calendar(
        source="the test",
        covered_from=today,
        covered_until=today + timedelta(days=7),
        holidays=frozenset({today}),
        workdays=frozenset(),
    )
    outbox = claimed(Outbox(tmp_path, "k"))
    kiosk = Alone(plan(), "kiosk-1", outbox, lambda: None, lambda: MORNING, calendar=off)
    refused = kiosk.give(v.Wish("B01", "w"))
    assert isinstance(refused, Refused)
    assert refused.values["opens"].endswith(" 08:30")
    assert isinstance(kiosk.give(v.Wish("J01", "x")), TicketIssued)


def test_further_matters_are_kept_with_the_number_and_told_to_the_desk(tmp_path: Path) -> None:
    outbox = claimed(Outbox(tmp_path, "k"))
    issued = Alone(plan(), "kiosk-1", outbox, lambda: None, lambda: MORNING).give(v.Wish("A01", "w", ("B01",)))
    told = outbox.first()
    assert isinstance(issued, TicketIssued)
    assert told is not None
    assert issued.ticket.more == told.more == ("B01",)


def test_a_service_that_was_cut_off_gives_no_numbers_alone_either(tmp_path: Path) -> None:
    kiosk = alone(tmp_path)
    for matter, more in (("B01", ()), ("A01", ("B01",))):
        refused = kiosk.give(v.Wish(matter, "w", more), stopped=frozenset("B"))
        assert isinstance(refused, Refused)
        assert refused.code == "cut_off"
    assert isinstance(kiosk.give(v.Wish("A01", "w"), stopped=frozenset("B")), TicketIssued)


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path)
    yield standing
    standing.close()
    assert "a screen failed" not in standing.log_path.read_text()


def take(kiosk: StandingKiosk) -> None:
    kiosk.go_to_confirm()
    kiosk.touch(TAKE, "Number")
    kiosk.touch(HOME, "Idle")


@pytest.mark.screen
def test_with_the_server_off_numbers_are_printed_and_accepted_in_order_when_it_is_back(kiosk: StandingKiosk) -> None:
    take(kiosk)
    kiosk.hall.kill_server()
    take(kiosk)
    take(kiosk)
    until(lambda: len(kiosk.printer.pictures()) == 3, "the slips")
    kiosk.glass.picture(kiosk.log_path.with_name("away.png"))
    kiosk.hall.start_server()
    until(lambda: len(kiosk.events("accepted")) == 2, "the desk to take them over")
    assert [event["number"] for event in kiosk.events("accepted")] == ["A950", "A951"]
    waiting = [view for view in kiosk.hall.tickets().values() if view.state is TicketState.WAITING]
    assert [view.ticket.number for view in waiting] == ["A001", "A950", "A951"]
    until(lambda: given_by_the_desk_again(kiosk), "a number of the desk")


def given_by_the_desk_again(kiosk: StandingKiosk) -> bool:
    """Whether the next visitor's number is the desk's again."""
    before = len(kiosk.events("alone"))
    take(kiosk)
    return len(kiosk.events("alone")) == before


@pytest.mark.screen
def test_a_server_that_hangs_makes_no_visitor_wait_and_its_late_number_is_void(kiosk: StandingKiosk) -> None:
    assert kiosk.hall.server is not None
    kiosk.go_to_confirm()
    kiosk.hall.server.send_signal(signal.SIGSTOP)
    kiosk.touch(TAKE, "Number")
    kiosk.hall.server.send_signal(signal.SIGCONT)
    until(lambda: bool(kiosk.events("accepted")), "the desk to take it over")
    waiting = [view.ticket.number for view in kiosk.hall.tickets().values() if view.state is TicketState.WAITING]
    assert waiting == ["A950"]
    until(lambda: len(kiosk.printer.pictures()) == 1, "the one slip")
