"""A ticket's page: live for the visitor's phone, plain words when it is over, nothing personal."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.contract.commands import (
    CallNext,
    CompleteTicket,
    MarkMissed,
    OpenWindow,
    StartService,
    TakeTicket,
)
from queue_server.contract.forecasts import Forecast, TicketForecast, Wait
from queue_server.contract.replies import TicketIssued
from queue_server.contract.waits import TOO_OLD
from tests.running_hall import RunningHall
from tests.web.test_console_api import first_state


def state_of(hall: RunningHall, token: str) -> dict[str, Any]:
    with httpx.Client(base_url=hall.address, timeout=20) as phone:
        return first_state(phone, f"/t/{token}/events")


def tell(hall: RunningHall, number: str, wait: Wait, ago: timedelta = timedelta(0)) -> None:
    """The forecaster says how long the ticket will wait."""
    tickets = (TicketForecast(number=number, wait=wait),)
    at = datetime.now(UTC) - ago
    forecast = Forecast(hall=hall.plan.hall.id, day="", revision=1, at=at, services=(), tickets=tickets)
    hall.client("forecaster").publish_forecast(forecast)


def window_does(hall: RunningHall, *commands: Any) -> None:
    for command in commands:
        hall.ask(command(window=1, clerk="wang"), client="agent")


def test_the_phone_sees_number_and_place_and_nothing_else(hall: RunningHall) -> None:
    hall.take("A01")
    ticket = hall.take("A02")
    state = state_of(hall, ticket.token)
    assert (state["number"], state["state"], state["ahead"]) == (ticket.number, "waiting", 1)
    assert set(state) == {
        "live",
        "practice",
        "number",
        "state",
        "code",
        "matter",
        "matter_en",
        "hall",
        "hall_en",
        "done",
        "more",
        "ahead",
        "opens",
        "window",
        "wait",
        "may_rate",
    }
    assert state["wait"] is None


def test_the_phone_shows_the_range_and_when_to_be_back(hall: RunningHall, page: Page) -> None:
    hall.take("A01")
    ticket = hall.take("A02")
    tell(hall, ticket.number, Wait(outlook="range", low_min=30, high_min=45, back_by="10:40"))
    page.goto(f"{hall.address}/t/{ticket.token}")
    expect(page.locator("#wait")).to_have_text("预计等候 约 30–45 分钟")
    expect(page.locator("#how")).to_have_text("可以暂时离开，请在 10:40 前回来")
    tell(hall, ticket.number, Wait(outlook="range", low_min=0, high_min=8))
    expect(page.locator("#wait")).to_have_text("预计等候 8 分钟以内")
    page.click("[data-language]")
    expect(page.locator("#wait")).to_have_text("Expected wait within 8 min")
    tell(hall, ticket.number, Wait(outlook="not_today"))
    expect(page.locator("#wait")).to_have_text("May not be reached before closing; please ask the guide")
    tell(hall, ticket.number, Wait(outlook="ahead_only"))
    expect(page.locator("#wait")).to_be_hidden()


def test_the_range_goes_away_by_itself_when_the_forecaster_is_silent(shared_hall: RunningHall, page: Page) -> None:
    ticket = shared_hall.take("C01")
    page.goto(f"{shared_hall.address}/t/{ticket.token}")
    expect(page.locator("#link")).to_have_text("自动更新，不用刷新")
    tell(shared_hall, ticket.number, Wait(outlook="range", low_min=30, high_min=45), ago=TOO_OLD - timedelta(seconds=3))
    expect(page.locator("#wait")).to_be_visible()
    expect(page.locator("#wait")).to_be_hidden()


def test_a_forecast_of_long_ago_is_not_told(hall: RunningHall) -> None:
    ticket = hall.take("A01")
    tell(hall, ticket.number, Wait(outlook="range", low_min=30, high_min=45), ago=timedelta(minutes=4))
    assert state_of(hall, ticket.token)["wait"] is None


def test_the_phone_shows_all_matters_and_which_are_done(hall: RunningHall, page: Page) -> None:
    issued = hall.ask(TakeTicket(matter="A01", more=("B01",)))
    assert isinstance(issued, TicketIssued)
    first, second = hall.plan.matters["A01"], hall.plan.matters["B01"]
    page.goto(f"{hall.address}/t/{issued.ticket.token}")
    expect(page.locator("#matter")).to_have_text(first.name)
    expect(page.locator("#more li")).to_have_text([second.name])
    window_does(hall, OpenWindow, CallNext, StartService, CompleteTicket)
    expect(page.locator("#matter")).to_have_text(f"✓ {first.name}")
    expect(page.locator("#where")).to_have_text("下一位就是您")
    for command in (OpenWindow, CallNext, StartService, CompleteTicket):
        hall.ask(command(window=2, clerk="zhang"), client="agent")
    expect(page.locator("#more li")).to_have_text([f"✓ {second.name}"])
    page.click("[data-language]")
    expect(page.locator("#more li")).to_have_text([f"✓ {second.name_en}"])
    assert state_of(hall, issued.ticket.token)["more"] == [
        {"name": second.name, "name_en": second.name_en, "done": True}
    ]


def test_a_finished_ticket_is_told_from_the_journal(hall: RunningHall) -> None:
    done = hall.take("A01")
    window_does(hall, OpenWindow, CallNext, StartService, CompleteTicket)
    assert httpx.get(f"{hall.address}/t/{done.token}").status_code == 200
    assert state_of(hall, done.token)["state"] == "completed"


def test_an_address_that_is_no_ticket_gets_a_page_in_plain_words(shared_hall: RunningHall) -> None:
    for token in ("nosuchticketatall", "x", "a" * 200, "%2e%2e%2fplan"):
        answer = httpx.get(f"{shared_hall.address}/t/{token}")
        assert answer.status_code == 404, token
    assert "没有这个号" in httpx.get(f"{shared_hall.address}/t/nosuchticketatall").text


def test_a_ticket_is_told_while_the_server_is_away(hall: RunningHall) -> None:
    ticket = hall.take("A01")
    state_of(hall, ticket.token)
    hall.stop(hall.web)
    hall.stop(hall.server)
    hall.start_web_alone()
    state = state_of(hall, ticket.token)
    assert (state["number"], state["live"], state["ahead"]) == (ticket.number, False, None)


@pytest.fixture
def phone(browser: Browser) -> Any:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_the_page_follows_its_ticket_by_itself(hall: RunningHall, phone: Page) -> None:
    first, second = hall.take("A01"), hall.take("A02")
    phone.goto(f"{hall.address}/t/{second.token}")
    expect(phone.locator("#number")).to_have_text(second.number)
    expect(phone.locator("#where")).to_have_text("前面还有 1 人")
    window_does(hall, OpenWindow, CallNext)
    expect(phone.locator("#where")).to_have_text("下一位就是您")
    window_does(hall, MarkMissed, CallNext)
    expect(phone.locator("#where")).to_have_text("请到 1 号窗口")
    expect(phone.locator("#where")).to_have_css("color", "rgb(255, 207, 51)")
    window_does(hall, StartService, CompleteTicket)
    expect(phone.locator("#where")).to_have_text("✓ 已经办结")
    phone.goto(f"{hall.address}/t/{first.token}")
    expect(phone.locator("#where")).to_have_text("叫过您了，没有等到您")


@pytest.mark.browser
def test_the_page_speaks_english_at_one_touch_and_needs_no_sideways_scrolling(
    shared_hall: RunningHall, phone: Page
) -> None:
    ticket = shared_hall.take("B01")
    phone.goto(f"{shared_hall.address}/t/{ticket.token}")
    expect(phone.locator("#where")).to_have_text("下一位就是您")
    phone.tap("[data-language]")
    expect(phone.locator("#where")).to_have_text("You are next")
    expect(phone.locator("#matter")).to_have_text("Minimum living allowance")
    phone.reload()
    expect(phone.locator("#where")).to_have_text("You are next")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
