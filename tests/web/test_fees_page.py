"""A fee from the accepting window to the cashier in two real browsers: the guide's amount, another person, once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.contract.commands import GetQueues
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall
from tests.web.conftest import clerk_at
from tests.web.test_console_api import press
from tests.web.test_console_page import enter, widest

pytestmark = pytest.mark.browser
DEAR = "B05"


@pytest.fixture
def cashier(browser: Browser, shared_hall: RunningHall) -> Iterator[Page]:
    """The open window where fees are paid, in a browser of its own."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    enter(shared_hall, page, "qian", 5)
    press(clerk_at(shared_hall, "qian", 5), "open", window=5)
    expect(page.locator("#front")).to_contain_text("空闲")
    yield page
    context.close()


def notices(hall: RunningHall) -> list[PaymentNotice]:
    """Those still to be paid."""
    queues = hall.ask(GetQueues())
    assert isinstance(queues, QueuesAre)
    return list(queues.notices)


def serving(hall: RunningHall, page: Page) -> str:
    """zhang serves somebody at window 2 whose matter costs something; the number."""
    enter(hall, page, "zhang", 2)
    press(clerk_at(hall, "zhang", 2), "open", window=2)
    number = hall.take(DEAR).number
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("Space")
    widest(page, "办结")
    return number


def test_a_fee_is_asked_for_by_one_window_and_paid_at_another(
    shared_hall: RunningHall, page: Page, cashier: Page
) -> None:
    number = serving(shared_hall, page)
    expect(page.locator("#fees .now")).to_contain_text("400.00 元")
    page.keyboard.press("f")
    expect(page.locator("dialog h2")).to_have_text("开缴款通知：400.00 元")
    assert page.locator("dialog input").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator("#front")).to_contain_text("空闲")
    (notice,) = notices(shared_hall)
    assert (notice.number, notice.amount_fen, notice.clerk) == (number, 400_00, "zhang")
    expect(page.locator(f'[data-notice="{notice.id}"]')).to_contain_text("等缴费")

    expect(cashier.locator(f'[data-notice="{notice.id}"]')).to_contain_text("2 号窗口 · 张敏")
    cashier.keyboard.press("Space")
    widest(cashier, "开始办理")
    cashier.keyboard.press("Space")
    widest(cashier, "办结")
    cashier.keyboard.press("f")
    cashier.keyboard.type("POS-1")
    cashier.keyboard.press("Enter")
    expect(cashier.locator("dialog .wrong")).to_have_text("请填写“票据号”")
    cashier.keyboard.type("0001")
    cashier.keyboard.press("Enter")
    expect(cashier.locator("#fees h2")).to_have_text("待缴费 0 笔")
    assert notices(shared_hall) == []
    expect(page.locator("#fees")).not_to_be_visible()
    cashier.keyboard.press("Enter")
    expect(cashier.locator("#front")).to_contain_text("空闲")
    assert number not in shared_hall.tickets()


def test_what_the_cashier_typed_is_kept_where_it_is_refused_and_a_notice_is_taken_back(
    shared_hall: RunningHall, page: Page, cashier: Page
) -> None:
    number = serving(shared_hall, page)
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    expect(page.locator("#front")).to_contain_text("空闲")
    cashier.click("#fees button:has-text('收款')")
    cashier.keyboard.type("POS-2")
    cashier.keyboard.press("Enter")
    cashier.keyboard.type("0001")
    cashier.keyboard.press("Enter")
    expect(cashier.locator("dialog .wrong")).to_contain_text("票据号 0001 已经用在")
    assert cashier.locator("dialog [name=reference]").input_value() == "POS-2"
    cashier.keyboard.press("Escape")
    page.click("#fees button:has-text('撤回')")
    page.fill("dialog [name=reason]", "不用缴了")
    page.keyboard.press("Enter")
    expect(cashier.locator("#fees h2")).to_have_text("待缴费 0 笔")
    assert shared_hall.tickets()[number].state is TicketState.WAITING


def test_no_window_records_what_it_asked_for_and_none_but_the_cashiers_records_anything(
    shared_hall: RunningHall, page: Page
) -> None:
    number = serving(shared_hall, page)
    zhang = clerk_at(shared_hall, "zhang", 2)
    issued = press(zhang, "notice", window=2, number=number, matter=DEAR)
    notice = issued.json()["outcome"]["notice"]["id"]
    paid = {"notice": notice, "reference": "R", "bill": "9"}
    assert press(zhang, "pay", window=2, **paid).json()["outcome"]["code"] == "not_allowed"
    cheap = press(zhang, "notice", window=2, number=number, matter="B01")
    assert cheap.json()["outcome"]["code"] == "stale_page"
    qian = clerk_at(shared_hall, "qian", 5)
    press(qian, "open", window=5)
    assert press(qian, "pay", window=5, **paid).json()["outcome"]["notice"]["state"] == "paid"
    assert press(qian, "pay", window=5, **paid).json()["outcome"]["code"] == "notice_settled"
