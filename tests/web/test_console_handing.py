"""What clerks hand on at the console: to a window with a note, parts of a visit, the window itself; by keys alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from queue_server.contract.commands import OpenWindow, TakeTicket
from queue_server.contract.replies import Done, TicketIssued
from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall
from tests.web.conftest import sign_in
from tests.web.test_console_page import enter, opened, widest

pytestmark = pytest.mark.browser
ZHANG: dict[str, Any] = {"window": 2, "clerk": "zhang"}


def press(page: Page, action: str, key: str) -> None:
    """The key, once what was pressed before is answered."""
    expect(page.locator(f"#do-{action}")).to_be_enabled()
    page.keyboard.press(key)


def test_a_visitor_goes_to_a_window_and_back_and_the_notes_go_along(hall: RunningHall, page: Page) -> None:
    assert hall.ask(OpenWindow(**ZHANG), "web") == Done()
    (number,) = opened(hall, page, "A01")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    press(page, "note", "n")
    page.keyboard.type("原件已核对")
    page.keyboard.press("Enter")
    expect(page.locator("#front .noted")).to_have_text("原件已核对")
    press(page, "transfer", "t")
    page.keyboard.press("n")
    page.keyboard.type("请盖章")
    page.click("dialog button:has-text('6 · 2 号窗口  张敏')")
    expect(page.locator("#front")).to_contain_text("空闲")
    assert (hall.tickets()[number].to_window, hall.tickets()[number].note) == (2, "请盖章")
    enter(hall, page, "zhang", 2)
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(number)
    lines = page.locator("#history li")
    expect(lines).to_have_count(5)
    expect(lines.nth(1)).to_contain_text("转到 2 号窗口1 号窗口 王秀兰请盖章")
    expect(lines.nth(2)).to_contain_text("备注1 号窗口 王秀兰原件已核对")
    expect(lines.last).to_contain_text("取号")


def test_parts_of_a_visit_are_done_at_once_or_get_a_number(hall: RunningHall, page: Page) -> None:
    issued = hall.ask(TakeTicket(matter="A01", more=("A02", "B01")))
    assert isinstance(issued, TicketIssued)
    opened(hall, page)
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("Space")
    widest(page, "办结")
    press(page, "split", "s")
    page.keyboard.press("1")
    page.click("dialog button:has-text('这几件办好了')")
    expect(page.locator("#papers .visit .done")).to_have_count(1)
    press(page, "split", "s")
    page.keyboard.press("2")
    page.click("dialog button:has-text('另开一个号')")
    expect(page.locator("#said.shown")).to_have_text("新号 B001，排在社会事务审批，请告诉群众")
    expect(page.locator("#do-split")).to_be_disabled()
    tickets = hall.tickets()
    assert (tickets[issued.ticket.number].left, tickets["B001"].left) == (("A02",), ("B01",))


def test_the_b_clerk_takes_over_and_sees_who_was_first(hall: RunningHall, page: Page) -> None:
    (number,) = opened(hall, page, "A01")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("Space")
    widest(page, "办结")
    page.keyboard.press("h")
    page.keyboard.press("1")
    page.wait_for_url("**/login*")
    sign_in(page, hall, "li", "/window/1")
    expect(page.locator("#number")).to_have_text(number)
    widest(page, "办结")
    expect(page.locator("#facts")).to_contain_text("首问王秀兰")
    expect(page.locator("#history li").first).to_contain_text("交给李建国1 号窗口 王秀兰")
    view = hall.tickets()[number]
    assert (view.clerk, view.responsible, view.state) == ("li", "wang", TicketState.SERVING)


def test_lists_pauses_and_facts_go_by_keys_and_the_recall_counts_down(hall: RunningHall, page: Page) -> None:
    first, second, third = opened(hall, page, "A01", "A02", "A03")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(page.locator("#number")).to_have_text(second)
    expect(page.locator("#do-recall small")).to_have_text(re.compile(r"^R · 1/3 · \d+ 秒$"))
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(page.locator("dialog dt")).to_have_count(8)
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    widest(page, "叫下一位")
    page.keyboard.press("u")
    expect(page.locator("#number")).to_have_text(second)
    expect(page.locator("#do-complete")).to_be_enabled()
    page.keyboard.press("Enter")
    widest(page, "叫下一位")
    page.click(f'#waiting [data-number="{third}"] .quick')
    expect(page.locator("#number")).to_have_text(third)
    widest(page, "开始办理")
    page.keyboard.press("m")
    widest(page, "叫下一位")
    page.keyboard.press("b")
    expect(page.locator(f'#waiting [data-number="{third}"]')).to_be_visible()
    widest(page, "叫下一位")
    page.keyboard.press("F9")
    widest(page, "恢复叫号")
    page.keyboard.press("2")
    expect(page.locator("#front .matter")).to_have_text("开会")
    widest(page, "恢复叫号")
    page.keyboard.press("F8")
    expect(page.locator("#front")).to_contain_text("窗口未开")
    assert set(hall.tickets()) == {first, third}
