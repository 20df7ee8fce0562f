"""What the console tells of a visit: all its matters, done and left, the booking and the priority to verify."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from playwright.sync_api import Page, expect

from queue_server.contract.bookings import Booking
from queue_server.contract.commands import ImportBookings, TakeTicket
from queue_server.contract.plan import BookingGrid, Plan
from queue_server.contract.replies import BookingsTaken, TicketIssued
from tests.running_hall import RunningHall
from tests.web.conftest import running_hall
from tests.web.test_console_page import enter, opened, widest

pytestmark = pytest.mark.browser


def checking_in_early(plan: Plan) -> Plan:
    """The plan where a number is given an hour before the slot, so that there is a slot at any time."""
    return msgspec.structs.replace(plan, booking=BookingGrid(early_min=60))


@pytest.fixture
def booked_hall(tmp_path: Path) -> Iterator[RunningHall]:
    """A hall for visitors who have booked."""
    yield from running_hall(tmp_path, checking_in_early)


def test_the_console_shows_the_whole_visit_and_the_booking(booked_hall: RunningHall, page: Page) -> None:
    hall = booked_hall
    now = datetime.now(ZoneInfo(hall.plan.hall.timezone))
    slot = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0) + timedelta(minutes=30)
    booking = Booking(code="YY-0001", matter="A01", slot=slot)
    assert isinstance(hall.ask(ImportBookings(bookings=(booking,)), "web"), BookingsTaken)
    issued = hall.ask(TakeTicket(matter="A01", more=("B01", "A02"), booking="YY-0001"))
    assert isinstance(issued, TicketIssued)
    opened(hall, page)
    expect(page.locator(f'[data-number="{issued.ticket.number}"] .mark')).to_have_text(f"预约 {slot:%H:%M}")
    names = [hall.plan.matters[code].name for code in ("A01", "B01", "A02")]
    page.keyboard.press("Space")
    expect(page.locator("#front .mark")).to_have_text(f"预约 {slot:%H:%M}")
    expect(page.locator("#papers .visit li")).to_have_text(names)
    widest(page, "开始办理")
    page.keyboard.press("Space")
    widest(page, "办结")
    page.keyboard.press("Enter")
    expect(page.locator("#front")).to_contain_text("现在没有人在等")

    enter(hall, page, "zhang", 2)
    widest(page, "开窗")
    page.keyboard.press("Space")
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    expect(page.locator("#front h2")).to_have_text(names[1])
    expect(page.locator("#papers .visit li")).to_have_text([f"✓ {names[0]}", names[1], f"✓ {names[2]}"])
    expect(page.locator("#papers .visit .now")).to_have_text(names[1])
    expect(page.locator("#papers")).to_contain_text(hall.plan.matters["B01"].needs[0])
