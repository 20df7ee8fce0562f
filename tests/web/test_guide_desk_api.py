"""The guide desk's JSON over a real hall without a kiosk: numbers for everybody, tickets and bookings found."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest

from queue_server.contract.bookings import Booking
from queue_server.contract.commands import CallNext, ImportBookings, MarkMissed, OpenWindow
from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import signed_in


@pytest.fixture(scope="module")
def guide(shared_hall: RunningHall) -> httpx.Client:
    """The guide, signed in."""
    return signed_in(shared_hall, "fan", "guide-desk")


def press(guide: httpx.Client, action: str, **body: object) -> httpx.Response:
    return guide.post(f"/api/guide-desk/{action}", json={"request_id": uuid4().hex, **body})


def outcome(answer: httpx.Response) -> dict[str, Any]:
    """What the desk answered."""
    found: dict[str, Any] = answer.json()["outcome"]
    return found


def find(guide: httpx.Client, query: str) -> dict[str, Any]:
    found: dict[str, Any] = guide.get("/api/guide-desk/find", params={"q": query}).json()
    return found


def test_every_matter_of_the_hall_gets_a_number_with_all_kiosks_off(
    shared_hall: RunningHall, guide: httpx.Client
) -> None:
    given = {code: press(guide, "take", matter=code) for code in shared_hall.plan.matters}
    assert {answer.status_code for answer in given.values()} == {200}
    numbers = {code: outcome(answer)["ticket"]["number"] for code, answer in given.items()}
    assert all(numbers[code].startswith(matter.service) for code, matter in shared_hall.plan.matters.items())
    assert set(numbers.values()) <= set(shared_hall.tickets())


def test_one_number_covers_several_matters_and_a_priority_needs_its_reason(
    shared_hall: RunningHall, guide: httpx.Client
) -> None:
    wish = {"matter": "A01", "more": ["B01", "C01"], "priority": "old"}
    refused = press(guide, "take", **wish)
    assert (refused.status_code, outcome(refused)["code"]) == (409, "reason_needed")
    number = outcome(press(guide, "take", **wish, reason="证件已看"))["ticket"]["number"]
    view = shared_hall.tickets()[number]
    assert (view.left, view.priority, view.reason) == (("A01", "B01", "C01"), "old", "证件已看")


def test_a_press_that_comes_twice_gives_one_number(guide: httpx.Client) -> None:
    body = {"request_id": uuid4().hex, "matter": "D01"}
    first, again = (guide.post("/api/guide-desk/take", json=body) for _ in range(2))
    assert outcome(first) == outcome(again)


def test_matters_are_found_by_initials_and_tickets_however_they_are_typed(
    shared_hall: RunningHall, guide: httpx.Client
) -> None:
    assert find(guide, "gdd")["matters"][0] == "A01"
    ticket = outcome(press(guide, "take", matter="A02"))["ticket"]
    number = ticket["number"]
    wait_for(lambda: find(guide, number)["ticket"])
    short = f"{number[0].lower()}{int(number[1:])}"
    assert find(guide, short)["ticket"]["ticket"] == ticket
    assert guide.get(f"/api/guide-desk/code/{ticket['token']}.svg").text.startswith("<svg")
    assert guide.get("/api/guide-desk/code/none.svg").status_code == 404

    cancelled = press(guide, "cancel", number=number, reason="走了")
    assert cancelled.status_code == 200
    over = wait_for(lambda: find(guide, short)["over"])
    assert (over["number"], over["state"]) == (number, "cancelled")
    assert number not in shared_hall.tickets()


def test_a_missed_visitor_is_put_back(shared_hall: RunningHall, guide: httpx.Client) -> None:
    shared_hall.take("C01")
    shared_hall.ask(OpenWindow(window=3, clerk="liu"), "web")
    shared_hall.ask(CallNext(window=3, clerk="liu"), "web")
    (number,) = [number for number, view in shared_hall.tickets().items() if view.state is TicketState.CALLED]
    shared_hall.ask(MarkMissed(window=3, clerk="liu"), "web")
    assert press(guide, "bring-back", number=number).status_code == 200
    assert shared_hall.tickets()[number].state is TicketState.WAITING


def test_a_booking_is_found_and_checked_in_by_its_code(shared_hall: RunningHall, guide: httpx.Client) -> None:
    now = datetime.now(ZoneInfo(shared_hall.plan.hall.timezone))
    slot = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0) + timedelta(days=1)
    shared_hall.ask(ImportBookings(bookings=(Booking(code="YY-0007", matter="C01", slot=slot),)), "web")
    booked = find(guide, "yy-0007")["booking"]
    assert (booked["code"], booked["matter"], booked["standing"]) == ("YY-0007", "C01", "early")
    refused = press(guide, "take", matter="C01", booking=booked["code"])
    assert refused.status_code == 409
    assert find(guide, "YY-9999")["booking"] is None
