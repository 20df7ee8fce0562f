"""The guide desk in a real browser: a number by a few keys, several matters, priority, the slip, tickets put right."""

import re

import pytest
from playwright.sync_api import Page, expect

from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import sign_in
from tests.web.test_console_page import CHINESE

pytestmark = pytest.mark.browser


def at_the_desk(page: Page, hall: RunningHall) -> None:
    """The guide has signed in; printing is only counted."""
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    sign_in(page, hall, "fan", "/guide-desk")
    expect(page.locator("#link")).to_have_text("已连接")


def test_a_number_is_given_by_initials_and_two_enters_and_its_slip_printed(
    shared_hall: RunningHall, page: Page
) -> None:
    at_the_desk(page, shared_hall)
    page.keyboard.type("gdd")
    expect(page.locator('[aria-selected="true"]')).to_contain_text("耕地地力保护补贴申报")
    page.keyboard.press("Enter")
    expect(page.locator("#wish")).to_contain_text("耕地地力保护补贴申报")
    page.keyboard.press("Enter")
    number = page.locator("#number").inner_text()
    assert shared_hall.tickets()[number].state is TicketState.WAITING
    page.keyboard.press("F8")
    wait_for(lambda: page.evaluate("window.printed === 1"))
    page.emulate_media(media="print")
    expect(page.locator("#slip")).to_be_visible()
    expect(page.locator("header")).not_to_be_visible()
    expect(page.locator("#slip .number")).to_have_text(number)
    assert page.locator("#slip img").evaluate("image => image.complete && image.naturalWidth > 0")


def test_keys_typed_ahead_of_the_answers_are_not_lost(shared_hall: RunningHall, page: Page) -> None:
    at_the_desk(page, shared_hall)
    before = set(shared_hall.tickets())
    for code in ("b01", "c01", ""):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
    expect(page.locator("#number")).to_be_visible()
    (number,) = set(shared_hall.tickets()) - before
    assert shared_hall.tickets()[number].left == ("B01", "C01")


def test_priority_is_granted_with_a_reason_only_to_who_comes_and_to_who_waits(
    shared_hall: RunningHall, page: Page
) -> None:
    at_the_desk(page, shared_hall)
    page.click(".found button:has-text('临时救助申请')")
    page.keyboard.press("F2")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.click("#issue")
    expect(page.locator("#said.shown")).to_have_text("优先要写明理由")
    page.keyboard.type("老人带小孩")
    page.keyboard.press("Enter")
    expect(page.locator("#ticket")).to_contain_text("优先：老年人 · 老人带小孩")
    view = shared_hall.tickets()[page.locator("#number").inner_text()]
    assert (view.priority, view.reason) == ("old", "老人带小孩")

    number = shared_hall.take("B02").number
    page.keyboard.type(number)
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_have_text(number)
    page.keyboard.press("F4")
    page.fill("dialog input", "证件已看")
    page.click("dialog button:has-text('残疾人')")
    expect(page.locator("#ticket")).to_contain_text("优先：残疾人 · 证件已看")
    assert shared_hall.tickets()[number].reason == "证件已看"


def test_a_ticket_is_looked_up_and_cancelled_and_everything_fits_in_english(
    shared_hall: RunningHall, page: Page
) -> None:
    number = shared_hall.take("D02").number
    at_the_desk(page, shared_hall)
    page.click("[data-language]")
    page.keyboard.type(number.lower())
    expect(page.locator(".choice.ticket")).to_contain_text(number)
    page.keyboard.press("Enter")
    expect(page.locator("#number")).to_have_text(number)
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]
        for button in page.locator("#ticket button, #issue, header button").all():
            assert button.evaluate("b => b.scrollWidth <= b.clientWidth && b.scrollHeight <= b.clientHeight")
    text = page.inner_text("body")
    for known in ("中文", "范小雨"):
        text = text.replace(known, "")
    assert not CHINESE.search(text), CHINESE.findall(text)
    page.keyboard.press("F7")
    page.fill("dialog input", "left")
    page.click("dialog button:has-text('Cancel')")
    expect(page.locator("#ticket")).to_contain_text(re.compile("cancelled", re.IGNORECASE))
    assert number not in shared_hall.tickets()
