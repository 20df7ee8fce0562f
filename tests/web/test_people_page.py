"""The manager's page of people in a real browser, and what somebody new meets at the first login."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.web.lockout import TRIES
from queue_server.web.pins import set_pin
from queue_server.web.sign_ins import SignIns
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import PIN, sign_in, signed_in
from tests.web.test_console_page import CHINESE

pytestmark = pytest.mark.browser
OWN = "97531"


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[Page]:
    """A page of another computer."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield context.new_page()
    context.close()


def people(hall: RunningHall, page: Page) -> None:
    """The manager has signed in."""
    sign_in(page, hall, "gao", "/people")
    expect(page.locator("#link")).to_have_text("已连接")


def of(account: str) -> str:
    """The row of an account."""
    return f'tr[data-account="{account}"]'


def test_somebody_new_gets_an_account_and_makes_the_first_pin_their_own(
    shared_hall: RunningHall, page: Page, elsewhere: Page
) -> None:
    people(shared_hall, page)
    page.click("#add")
    page.fill("dialog [name=name]", "何小燕")
    page.click("dialog [name=roles][value=guide]")
    page.click("dialog [name=windows][value='1']")
    page.keyboard.press("Enter")
    first = page.locator("#fresh-pin").inner_text()
    page.click("dialog button")
    expect(page.locator(of("hexiaoyan"))).to_contain_text("窗口人员、导办员1等本人改密码")

    elsewhere.goto(f"{shared_hall.address}/login")
    elsewhere.fill("#seek", "hex")
    elsewhere.keyboard.press("Enter")
    elsewhere.keyboard.type(first)
    elsewhere.keyboard.press("Enter")
    for asked, typed in (("新密码", OWN), ("再输一遍", "11112"), ("新密码", OWN), ("再输一遍", OWN)):
        expect(elsewhere.locator("#asked")).to_contain_text(asked)
        elsewhere.keyboard.type(typed)
        elsewhere.keyboard.press("Enter")
    expect(elsewhere.locator("#greeting")).to_have_text("何小燕，要去哪里？")
    elsewhere.click("#to-window-1")
    elsewhere.wait_for_url("**/window/1")
    page.reload()
    expect(page.locator(of("hexiaoyan"))).to_contain_text("本人设的")


def test_a_role_is_changed_a_pin_reset_an_account_retired_and_who_was_in_is_out(
    shared_hall: RunningHall, page: Page
) -> None:
    clerk = signed_in(shared_hall, "zhou", "window-4")
    people(shared_hall, page)
    page.click(f"{of('zhou')} button:has-text('换新密码')")
    page.click("dialog button:has-text('换新密码')")
    expect(page.locator("#fresh-pin")).to_be_visible()
    page.click("dialog button")
    assert clerk.get("/api/me/window-4").status_code == 401

    page.click(f"{of('ji')} button:has-text('修改')")
    page.click("dialog [name=roles][value=guide]")
    page.click("dialog button[type=submit]")
    expect(page.locator("dialog .wrong")).to_contain_text("监察")
    page.click("dialog [name=roles][value=supervisor]")
    page.click("dialog button[type=submit]")
    expect(page.locator(f"{of('ji')} td:nth-child(2)")).to_have_text("导办员")
    assert signed_in(shared_hall, "ji", "guide-desk").get("/api/me/guide-desk").status_code == 200

    tang = signed_in(shared_hall, "tang", "start")
    page.click(f"{of('tang')} button:has-text('停用')")
    page.click("dialog button[type=submit]")
    expect(page.locator("dialog .wrong")).to_have_text("请填写“原因”")
    page.fill("dialog [name=reason]", "调走了")
    page.keyboard.press("Enter")
    expect(page.locator(of("tang"))).to_have_count(0)
    page.check("#gone")
    expect(page.locator(of("tang"))).to_contain_text("已停用")
    assert tang.get("/api/me/start").status_code == 403


def test_a_locked_account_is_seen_and_unlocked_and_the_record_tells_of_it(shared_hall: RunningHall, page: Page) -> None:
    told = {"account": "zhao", "place": "window-2"}
    for _ in range(TRIES):
        httpx.post(f"{shared_hall.address}/api/login", json=told | {"pin": "0000"})
    people(shared_hall, page)
    expect(page.locator(of("zhao"))).to_contain_text("锁住")
    page.click(f"{of('zhao')} button:has-text('解锁')")
    expect(page.locator(of("zhao"))).to_contain_text("本人设的")
    assert httpx.post(f"{shared_hall.address}/api/login", json=told | {"pin": PIN}).status_code == 200
    expect(page.locator("#record")).to_contain_text("赵志强 · 试错太多次，锁住")
    expect(page.locator("#record")).to_contain_text("由高志远操作")
    expect(page.locator("#chain")).to_have_text("记录完整，没有被改过")

    file = next((shared_hall.state / "web").glob("sign-ins.*"))
    file.write_bytes(file.read_bytes().replace(b'"zhao"', b'"wang"', 1))
    assert SignIns(shared_hall.state).kept.first_broken() is not None
    page.click("[data-language]")
    page.reload()
    expect(page.locator("#chain.broken")).to_contain_text("The record was changed")
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        size = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        assert size == [width, height]
    text = page.inner_text("body")
    for known in ("中文", "何小燕", *(clerk.name for clerk in shared_hall.plan.clerk)):
        text = text.replace(known, "")
    assert not CHINESE.search(text), CHINESE.findall(text)


def test_a_page_that_is_used_says_so_and_one_whose_pin_has_changed_asks_again(
    shared_hall: RunningHall, page: Page
) -> None:
    page.clock.install()
    sign_in(page, shared_hall, "li", "/window/1")
    expect(page.locator("#link")).to_have_text("已连接")
    page.clock.fast_forward(30_000)
    with page.expect_response("**/api/alive/window-1") as told:
        page.mouse.move(200, 200)
    assert told.value.status == 204
    set_pin(shared_hall.state, "li", OWN)
    shared_hall.take("A01")
    page.wait_for_url("**/login?place=window-1&again=1")
    expect(page.locator("#hint")).to_have_text("太久没有操作，或者换过密码，请重新登录")
    wait_for(lambda: page.locator("#clerk-li").is_visible())
