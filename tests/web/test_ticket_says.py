"""What a visitor does at the ticket's page: cancels, rates once, complains; nobody who works here does it for them."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from queue_server.contract.commands import (
    CallNext,
    CompleteTicket,
    GetConcerns,
    OpenWindow,
    RateService,
    RateTicket,
    StartService,
)
from queue_server.contract.concerns import Concern
from queue_server.contract.replies import ConcernsAre
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.web.pages import WEB
from tests.running_hall import RunningHall
from tests.web.conftest import clerk_at, signed_in

PHONE: ViewportSize = {"width": 390, "height": 844}
MANAGER = "gao"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone; a script error fails the test."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def served(hall: RunningHall, matter: str = "A01") -> Ticket:
    """A ticket of window 1 that is done."""
    ticket = hall.take(matter)
    for command in (OpenWindow, CallNext, StartService, CompleteTicket):
        hall.ask(command(window=1, clerk="wang"), client="agent")
    return ticket


def concerns(hall: RunningHall) -> tuple[Concern, ...]:
    seen = hall.client("web").ask(GetConcerns(clerk=MANAGER), by=MANAGER)
    assert isinstance(seen, ConcernsAre), seen
    return seen.concerns


def post(hall: RunningHall, ticket: Ticket, what: str, **body: Any) -> httpx.Response:
    return httpx.post(
        f"{hall.address}/t/{ticket.token}/{what}", json={"request_id": f"press-{what}", **body}, timeout=20
    )


def code_of(staff: httpx.Client, command: dict[str, Any]) -> str:
    """Why the desk refused the command to who is signed in."""
    asked = {"request_id": uuid4().hex, "command": command}
    return str(staff.post("/api/ask", json=asked).json()["outcome"]["code"])


@pytest.mark.browser
def test_after_the_service_the_visitor_says_how_it_was_and_why_it_was_bad(
    shared_hall: RunningHall, phone: Page
) -> None:
    ticket = served(shared_hall)
    phone.goto(f"{shared_hall.address}/t/{ticket.token}")
    rating = phone.locator("#rating")
    expect(rating.locator("input[name=score]")).to_have_count(5)
    expect(rating.locator("input:checked")).to_have_count(0)
    expect(rating.locator("button")).to_have_count(0)
    rating.get_by_text("非常不满意").tap()
    rating.get_by_text("提交评价").tap()
    expect(rating.locator(".said")).to_have_text("请至少选一个原因，帮我们改进")
    expect(rating.locator("input[value=trips]")).to_be_visible()
    rating.get_by_text("多跑了路").tap()
    rating.locator("textarea").fill("跑了三趟")
    rating.get_by_text("提交评价").tap()
    expect(phone.locator("#thanks")).to_have_text("谢谢您的评价")
    expect(rating).to_be_hidden()
    phone.reload()
    expect(phone.locator("#where")).to_have_text("✓ 已经办结")
    expect(rating).to_be_hidden()
    kept = next(one for one in concerns(shared_hall) if one.number == ticket.number)
    assert (kept.score, kept.reasons, kept.text, kept.clerk) == (1, ("trips",), "跑了三趟", "wang")
    assert post(shared_hall, ticket, "rate", score=5).json()["outcome"]["code"] == "rated_already"
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.browser
def test_the_visitor_cancels_after_one_plain_question_and_reads_what_to_bring(
    shared_hall: RunningHall, phone: Page
) -> None:
    ticket = shared_hall.take("B01")
    phone.goto(f"{shared_hall.address}/t/{ticket.token}")
    phone.tap("#to-guide")
    expect(phone.locator("#guide dd").filter(has_text="身份证").first).to_be_visible()
    phone.tap("#to-cancel")
    expect(phone.locator("#guide")).to_be_hidden()
    phone.get_by_text("不取消", exact=True).tap()
    assert shared_hall.tickets()[ticket.number].state is TicketState.WAITING
    phone.tap("#to-cancel")
    phone.get_by_text("确定取消").tap()
    expect(phone.locator("#where")).to_have_text("这个号已经取消")
    expect(phone.locator("#to-cancel")).to_be_hidden()
    assert ticket.number not in shared_hall.tickets()


@pytest.mark.browser
def test_a_complaint_from_the_page_is_anonymous_where_wanted_and_in_english_too(
    shared_hall: RunningHall, phone: Page
) -> None:
    ticket = served(shared_hall)
    phone.goto(f"{shared_hall.address}/t/{ticket.token}")
    phone.tap("[data-language]")
    phone.tap("#to-complaint")
    complaint = phone.locator("#complaint")
    complaint.get_by_text("Send", exact=True).tap()
    expect(complaint.locator(".said")).to_have_text("Please choose one first")
    complaint.get_by_text("Rudeness").tap()
    complaint.locator("textarea").fill("shouted at us")
    complaint.get_by_text("Anonymous: without my number").tap()
    complaint.get_by_text("Send", exact=True).tap()
    expect(phone.locator("#thanks")).to_have_text("Received; we will look into it. Thank you for telling us")
    kept = next(one for one in concerns(shared_hall) if one.text == "shouted at us")
    assert (kept.category, kept.number, kept.window, kept.clerk) == ("attitude", "", 1, "wang")


def test_a_press_sent_twice_counts_once_and_a_strange_address_or_score_is_refused(shared_hall: RunningHall) -> None:
    ticket = shared_hall.take("C01")
    assert post(shared_hall, ticket, "rate", score=5).json()["outcome"]["code"] == "not_done_yet"
    assert post(shared_hall, ticket, "rate", score=6).status_code == 422
    assert post(shared_hall, ticket, "rate").status_code == 422
    before = len(concerns(shared_hall))
    for _ in range(2):
        assert post(shared_hall, ticket, "complain", category="delay").status_code == 200
    assert len(concerns(shared_hall)) == before + 1
    nobody = f"{shared_hall.address}/t/nosuchticketatall/give-up"
    assert httpx.post(nobody, json={"request_id": "press-0001"}).status_code == 404


def test_nobody_who_works_here_rates_and_the_window_does_not_see_what_is_said(shared_hall: RunningHall) -> None:
    ticket = served(shared_hall)
    for command in (RateTicket(token=ticket.token, score=5), RateService(window=1, score=5)):
        for account in ("wang", MANAGER):
            asked = {"ask": type(command).__name__, **msgspec.to_builtins(command)}
            assert code_of(signed_in(shared_hall, account, "start"), asked) == "not_allowed"
    waiting = shared_hall.take("A01")
    asked = {"request_id": uuid4().hex, "command": {"ask": "GetQueues"}}
    queues = signed_in(shared_hall, "wang", "start").post("/api/ask", json=asked).text
    wang = clerk_at(shared_hall)
    rate = {"request_id": "press-0001", "score": 5}
    assert wang.post(f"/t/{ticket.token}/rate", json=rate).status_code == 403
    assert post(shared_hall, ticket, "rate", score=1, reasons=["attitude"], text="不耐烦").status_code == 200
    with wang.stream("GET", "/api/window/1/events") as console:
        state = next(line for line in console.iter_lines() if line.startswith("data: {"))
    assert waiting.number in state
    assert "不耐烦" not in state
    assert waiting.token not in state + queues
    assert code_of(wang, {"ask": "GetConcerns", "clerk": "wang"}) == "not_allowed"


def test_the_page_is_written_for_phones_of_many_years() -> None:
    newer = re.compile(r"\?\.|\?\?|=>|`|\basync\b|\bawait\b|\bconst\b|\blet\b|\bimport\b|\.\.\.|\bfetch\(|\bclass\b")
    for name in ("ticket.js", "ticket_says.js"):
        code = re.sub(r"/\*\*.*?\*/|//[^\n]*", "", (WEB / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert newer.findall(code) == [], name
    assert 'type="module"' not in (WEB / "ticket.html").read_text(encoding="utf-8")
