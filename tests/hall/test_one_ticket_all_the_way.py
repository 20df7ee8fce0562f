"""One visitor's number from the touch to the end, and again with the server or the broker killed on the way."""

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.hall.practice import Practice
from tests.running_hall import wait_for

pytestmark = [pytest.mark.screen, pytest.mark.browser]

CLERK = "王秀兰"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    hall = Practice(tmp_path)
    yield hall
    hall.close()


@pytest.fixture
def start_page(practice: Practice, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(practice.address)
    expect(page.locator("#kiosk img")).to_be_visible()
    yield page
    for window in browser.contexts:
        window.close()


def call_next(practice: Practice, console: Page, number: str) -> None:
    """The clerk calls: strip, display and voice tell the hall."""
    expect(console.get_by_role("button", name="叫下一位")).to_be_enabled()
    console.keyboard.press("Space")
    expect(console.get_by_text(number).first).to_be_visible()
    wait_for(lambda: practice.strip(1) == f"请{number}号到1号窗口")
    wait_for(practice.shows_a_call)
    with wave.open(io.BytesIO(practice.spoken(number))) as spoken:
        assert spoken.getnframes() / spoken.getframerate() > 1.0


def serve(practice: Practice, console: Page, number: str) -> None:
    """The visitor comes, and is done."""
    expect(console.get_by_role("button", name="开始办理")).to_be_enabled()
    console.keyboard.press("Space")
    wait_for(lambda: practice.strip(1) == f"正在办理{number}")
    expect(console.locator("#do-complete")).to_be_enabled()
    console.keyboard.press("Enter")
    wait_for(lambda: practice.strip(1) == "1号窗口 惠农政策")


def test_a_number_from_touch_to_completion(practice: Practice, browser: Browser, start_page: Page) -> None:
    number = practice.take_a_number(start_page)
    assert number == "A001"
    page_of_ticket = browser.new_page(viewport={"width": 360, "height": 740})
    page_of_ticket.goto(practice.qr_on(practice.slip()))
    expect(page_of_ticket.get_by_text(number)).to_be_visible()
    console = practice.log_in(browser, 1, CLERK)
    call_next(practice, console, number)
    expect(page_of_ticket.get_by_text("1 号窗口")).to_be_visible()
    serve(practice, console, number)
    expect(page_of_ticket.get_by_text("已经办结")).to_be_visible()


def test_the_ticket_goes_on_when_the_server_is_killed(practice: Practice, browser: Browser, start_page: Page) -> None:
    number = practice.take_a_number(start_page)
    practice.finish(start_page)
    console = practice.log_in(browser, 1, CLERK)
    call_next(practice, console, number)
    practice.kill_server()
    expect(console.get_by_text("已连接")).to_be_hidden()
    expect(console.get_by_text("已连接")).to_be_visible(timeout=30_000)
    expect(console.get_by_text(number).first).to_be_visible()
    serve(practice, console, number)
    assert practice.take_a_number(start_page) == "A002"


def test_the_ticket_goes_on_when_the_broker_is_killed(practice: Practice, browser: Browser, start_page: Page) -> None:
    number = practice.take_a_number(start_page)
    practice.finish(start_page)
    console = practice.log_in(browser, 1, CLERK)
    practice.kill_broker()
    expect(console.get_by_text("已连接")).to_be_visible(timeout=30_000)
    call_next(practice, console, number)
    serve(practice, console, number)
    assert practice.take_a_number(start_page) == "A002"


def test_without_paper_the_number_stands_and_no_second_one_is_given(practice: Practice, start_page: Page) -> None:
    practice.switch("slip-printer-1", "paper_out", True)
    before = len(practice.state()["slips"])
    practice.touch_to_number(start_page)
    assert len(practice.state()["slips"]) == before
    assert wait_for(practice.numbers) == ["A001"]
    practice.switch("slip-printer-1", "paper_out", False)
    practice.finish(start_page)
    assert practice.take_a_number(start_page) == "A002"


def test_only_the_start_page_itself_may_touch(practice: Practice) -> None:
    touch = {"action": "down", "x": 1, "y": 1}
    elsewhere = {"Origin": "http://example.org"}
    address = f"{practice.address}/screens/kiosk/touch"
    assert httpx.post(address, json=touch, headers=elsewhere).status_code == 403
    assert httpx.post(address, json=touch, headers={"Host": "example.org"}).status_code == 400
