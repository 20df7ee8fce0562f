"""The console as a clerk uses it: a real browser, real keys, a real hall."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from queue_server.contract.commands import TakeTicket
from queue_server.contract.forecasts import Wait
from queue_server.contract.replies import TicketIssued
from queue_server.contract.tickets import TicketState
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import PIN, sign_in
from tests.web.test_ticket_page import tell

pytestmark = pytest.mark.browser
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def enter(hall: RunningHall, page: Page, clerk: str = "wang", window: int = 1) -> None:
    """Logs in as a clerk does: a window, a name, a PIN."""
    sign_in(page, hall, clerk, f"/window/{window}")
    expect(page.locator("#link")).to_have_text("已连接")


def widest(page: Page, label: str) -> None:
    """The one next action has this label and can be pressed."""
    expect(page.locator("#do-widest")).to_contain_text(label)
    expect(page.locator("#do-widest")).to_be_enabled()


def opened(hall: RunningHall, page: Page, *matters: str) -> list[str]:
    """Logs in, opens the window, lets visitors come; their numbers."""
    enter(hall, page)
    numbers = [hall.take(matter).number for matter in matters]
    widest(page, "开窗")
    page.keyboard.press("Space")
    widest(page, "叫下一位")
    return numbers


def states(hall: RunningHall) -> dict[str, TicketState]:
    return {number: view.state for number, view in hall.tickets().items()}


def test_a_visit_goes_by_the_space_bar_alone(hall: RunningHall, page: Page) -> None:
    first, second = opened(hall, page, "A01", "A02")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(first)
    expect(page.locator("#papers")).to_contain_text("土地承包经营权证")
    widest(page, "开始办理")
    page.keyboard.press("Space")
    widest(page, "办结并叫下一位")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(second)
    widest(page, "开始办理")
    page.keyboard.press("Enter")
    widest(page, "办结")
    page.keyboard.press("Enter")
    expect(page.locator("#front")).to_contain_text("现在没有人在等")
    expect(page.locator("#do-widest")).to_be_disabled()
    assert states(hall) == {}


def test_calling_again_too_soon_is_said_calmly_and_goes_away(hall: RunningHall, page: Page) -> None:
    opened(hall, page, "A01")
    page.clock.install()
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("r")
    expect(page.locator("#said.shown")).to_have_text(re.compile(r"请过 \d+ 秒再叫"))
    page.clock.fast_forward(10_000)
    expect(page.locator("#said.shown")).to_have_count(0)


def test_pressing_twice_calls_once(hall: RunningHall, page: Page) -> None:
    numbers = opened(hall, page, "A01", "A02", "A03")
    page.evaluate(
        """() => { for (let times = 0; times < 3; times += 1)
             dispatchEvent(new KeyboardEvent("keydown", { code: "Space", bubbles: true, cancelable: true })); }"""
    )
    widest(page, "开始办理")
    assert states(hall) == {
        numbers[0]: TicketState.CALLED,
        numbers[1]: TicketState.WAITING,
        numbers[2]: TicketState.WAITING,
    }


def test_the_console_says_how_long_they_wait_who_has_priority_and_why_one_was_called(
    hall: RunningHall, page: Page
) -> None:
    (first,) = opened(hall, page, "A01")
    issued = hall.ask(TakeTicket(matter="A02", priority="old", reason="证件已看"), "web")
    assert isinstance(issued, TicketIssued)
    row = page.locator(f'[data-number="{issued.ticket.number}"]')
    expect(row.locator(".mark")).to_have_text("老年人")
    tell(hall, first, Wait(outlook="range", low_min=10, high_min=20))
    expect(page.locator(f'[data-number="{first}"] small')).to_have_text("约 10–20 分钟")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(issued.ticket.number)
    expect(page.locator("#front .marks")).to_have_text("优先（请核验）：老年人证件已看")
    expect(page.locator("#front .why")).to_contain_text("老年人优先：按早到 15 分钟排队；先于 1 位取号更早的人")
    page.click("[data-language]")
    expect(page.locator("#front .why")).to_contain_text("Aged 60 or over priority: queues as if 15 minutes earlier")


def test_missed_parked_and_transferred_tickets_find_their_places(hall: RunningHall, page: Page) -> None:
    missed, parked, moved = opened(hall, page, "A01", "A02", "A03")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("m")
    expect(page.locator(f'#aside [data-number="{missed}"]')).to_contain_text("已过号")
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("p")
    expect(page.locator(f'#aside [data-number="{parked}"]')).to_contain_text("已挂起")
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("t")
    page.fill("dialog input", "要先盖章 r")
    page.click("dialog button:has-text('社会事务审批')")
    expect(page.locator("#front")).to_contain_text("空闲")
    view = hall.tickets()[moved]
    assert (view.service, view.note, view.transferred) == ("B", "要先盖章 r", True)

    page.click(f'#aside [data-number="{missed}"]')
    page.click("dialog button:has-text('重新排入')")
    expect(page.locator(f'#waiting [data-number="{missed}"]')).to_be_visible()
    page.click(f'#aside [data-number="{parked}"]')
    page.click("dialog button:has-text('继续办理')")
    expect(page.locator("#number")).to_have_text(parked)
    assert states(hall)[parked] is TicketState.SERVING


def test_one_of_those_waiting_is_called_by_a_click(hall: RunningHall, page: Page) -> None:
    _, chosen = opened(hall, page, "A01", "A02")
    page.click(f'#waiting [data-number="{chosen}"]')
    page.click("dialog button:has-text('叫这位')")
    expect(page.locator("#number")).to_have_text(chosen)


def test_cancelling_asks_first_and_keys_rest_meanwhile(hall: RunningHall, page: Page) -> None:
    (number,) = opened(hall, page, "A01")
    page.click("#do-widest")
    widest(page, "开始办理")
    page.keyboard.press("Delete")
    expect(page.locator("dialog")).to_contain_text(f"取消 {number}？")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert states(hall) == {number: TicketState.CALLED}
    page.click("#do-cancel")
    page.click("dialog button:has-text('确认取消')")
    expect(page.locator("#front")).to_contain_text("空闲")
    assert states(hall) == {}


def test_a_pause_by_button_and_by_key(hall: RunningHall, page: Page) -> None:
    opened(hall, page, "A01")
    page.click("#pause")
    expect(page.locator("#front")).to_contain_text("已暂停")
    widest(page, "恢复叫号")
    page.keyboard.press("F9")
    widest(page, "叫下一位")
    page.keyboard.press("F9")
    widest(page, "恢复叫号")
    page.keyboard.press("Space")
    widest(page, "叫下一位")


def test_the_state_is_right_after_a_reload_and_after_restarts(hall: RunningHall, page: Page) -> None:
    (number,) = opened(hall, page, "A01")
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.reload()
    expect(page.locator("#number")).to_have_text(number)

    hall.stop(hall.server)
    expect(page.locator("#link")).to_have_text("正在重新连接…")
    expect(page.locator("#do-widest")).to_be_disabled()
    hall.start_server()
    expect(page.locator("#link")).to_have_text("已连接", timeout=20_000)
    hall.stop(hall.web)
    expect(page.locator("#link")).to_have_text("正在重新连接…")
    hall.start_web()
    expect(page.locator("#link")).to_have_text("已连接", timeout=20_000)
    expect(page.locator("#number")).to_have_text(number)
    page.keyboard.press("Space")
    widest(page, "办结")
    assert states(hall) == {number: TicketState.SERVING}


def test_two_tabs_of_one_clerk_agree(hall: RunningHall, page: Page) -> None:
    first, second = opened(hall, page, "A01", "A02")
    context: BrowserContext = page.context
    other = context.new_page()
    other.goto(f"{hall.address}/window/1")
    page.keyboard.press("Space")
    expect(other.locator("#number")).to_have_text(first)
    other.keyboard.press("Space")
    widest(page, "办结并叫下一位")
    page.click("#do-widest")
    expect(other.locator("#number")).to_have_text(second)
    expect(page.locator("#number")).to_have_text(second)


def test_wrong_pins_are_told_and_lock(hall: RunningHall, page: Page) -> None:
    page.goto(f"{hall.address}/login?place=window-1")
    page.click("#clerk-wang")
    for _ in range(5):
        for digit in "0000":
            page.click(f"#keys button:has-text('{digit}')")
        page.click("#enter")
        expect(page.locator("#wrong")).to_have_text("姓名或密码不对")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#wrong")).to_have_text("试错太多次，暂时锁住了，请稍后再试，或请值班长解锁")


def test_logging_out_closes_the_window_and_ends_the_session(hall: RunningHall, page: Page) -> None:
    opened(hall, page, "A01")
    page.click("#logout")
    page.wait_for_url("**/login?place=window-1")
    page.goto(f"{hall.address}/window/1")
    page.wait_for_url("**/login?place=window-1&again=1")
    wait_for(lambda: hall.window_state(1) == "closed")


def test_everything_fits_one_screen_and_english_is_complete(hall: RunningHall, page: Page) -> None:
    opened(hall, page, *["A01", "A02", "A03", "A04", "J01"] * 4)
    page.keyboard.press("Space")
    widest(page, "开始办理")
    page.keyboard.press("F9")
    expect(page.locator("#front")).to_contain_text("已暂停")
    widest(page, "开始办理")
    page.keyboard.press("r")
    expect(page.locator("#said.shown")).to_be_visible()
    page.click("[data-language]")
    expect(page.locator("#link")).to_have_text("Connected")
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]
        for button in page.locator("button:not(.row)").all():
            assert button.evaluate("b => b.scrollWidth <= b.clientWidth && b.scrollHeight <= b.clientHeight")
    expect(page.locator("#said.shown")).to_have_text(re.compile(r"Call again in \d+ s"))
    text = page.inner_text("body") + page.title()
    page.keyboard.press("t")
    text += page.inner_text("dialog")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("Delete")
    text += page.inner_text("dialog:has-text('Keep it')")
    for known in [clerk.name for clerk in hall.plan.clerk] + ["中文"]:
        text = text.replace(known, "")
    assert not CHINESE.search(text), CHINESE.findall(text)
