"""A clerk sees what the visitor in front has scanned, at once and large, and it is gone with the visitor."""

import hashlib
import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Page, expect

from devices.simulator.drawn_papers import ID_CARD
from queue_server.contract.credential import load_credential
from queue_server.contract.tickets import Ticket
from queue_server.papers.views import View, views
from queue_server.sealing import About, seal
from tests.papers.scanned import KioskScans, keep, pdf, take_by_wish
from tests.running_hall import RunningHall, wait_for
from tests.web.conftest import clerk_at, running_hall
from tests.web.test_console_api import press
from tests.web.test_console_page import CHINESE, enter, widest

pytestmark = pytest.mark.browser

SIZES = ((1366, 768), (1920, 1080))
LARGE = """() => { const shown = document.querySelector(".viewer canvas");
    return shown && shown.width ? [shown.width, shown.height] : null; }"""
PICTURES = "[...document.querySelectorAll('canvas')].filter((one) => one.width && one.height).length"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    yield from running_hall(tmp_path_factory.mktemp("hall"))


@pytest.fixture
def ticket(hall: RunningHall, page: Page) -> Iterator[Ticket]:
    """Someone with a card of two pages and a certificate of one comes to window 1; the bank card was not scanned."""
    wish = uuid4().hex
    ticket = take_by_wish(hall, wish, "A01")
    keep(hall, ticket, wish, "土地承包经营权证", pdf(1))
    keep(hall, ticket, wish, "居民身份证", pdf(2, ID_CARD))
    enter(hall, page)
    press(clerk_at(hall), "open")
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(ticket.number)
    yield ticket
    clerk = clerk_at(hall)
    press(clerk, "open")
    press(clerk, "start", number=ticket.number)
    press(clerk, "complete", number=ticket.number)


def looks_at(hall: RunningHall, ticket: Ticket) -> list[View]:
    return [look for look in views(hall.state).records() if look.number == ticket.number]


def expect_pictures(page: Page, count: int) -> None:
    """So many canvases show something; the preview is one more than the thumbnails."""
    wait_for(lambda: page.evaluate(PICTURES) == count)


def large(page: Page) -> list[int]:
    """Width and height of the large picture in its own pixels, once it is there."""
    return wait_for(lambda: page.evaluate(LARGE))


def test_what_was_scanned_and_what_is_missing_are_seen_on_one_screen(
    hall: RunningHall, page: Page, ticket: Ticket
) -> None:
    expect(page.locator("#papers h2")).to_have_text("材料（已扫 2 / 3）")
    expect(page.locator("#papers li")).to_have_text(
        [
            re.compile(r"✓居民身份证2 页"),
            re.compile(r"✓土地承包经营权证1 页"),
            re.compile(r"✗本人银行卡.*主件，没有扫描"),
        ]
    )
    expect(page.locator("#sheets h3")).to_have_text(["居民身份证2 页", "土地承包经营权证1 页"])
    expect_pictures(page, 4)
    assert sorted((look.material, look.page, look.small) for look in looks_at(hall, ticket)) == [
        ("土地承包经营权证", 0, True),
        ("居民身份证", 0, True),
        ("居民身份证", 1, True),
    ]
    page.click("[data-language]")
    expect(page.locator("#papers h2")).to_have_text("Papers (2 of 3 scanned)")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            width,
            height,
        ]
        side = page.locator(".side.right")
        assert side.evaluate("side => side.scrollHeight <= side.clientHeight")
    assert not CHINESE.search(page.inner_text("#scans") + page.inner_text("#papers"))


def test_a_page_is_seen_large_turned_and_nearer_by_keys_and_asked_for_anew_each_time(
    hall: RunningHall, page: Page, ticket: Ticket
) -> None:
    expect_pictures(page, 4)
    page.keyboard.press("v")
    assert large(page) == [856, 540]
    expect(page.locator(".viewer h2")).to_have_text("居民身份证 · 第 1 / 2 页")
    page.keyboard.press("r")
    assert large(page) == [540, 856]
    before = page.locator(".viewer canvas").bounding_box()
    page.keyboard.press("+")
    after = page.locator(".viewer canvas").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"] * 1.3
    for _ in range(2):
        page.keyboard.press("ArrowRight")
        large(page)
    expect(page.locator(".viewer h2")).to_have_text("土地承包经营权证 · 第 1 / 1 页")
    assert large(page) == [1050, 1485]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".viewer h2")).to_have_text("居民身份证 · 第 2 / 2 页")
    large(page)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect_pictures(page, 4)
    page.click("#papers li button >> nth=1")
    expect(page.locator(".viewer h2")).to_have_text("土地承包经营权证 · 第 1 / 1 页")
    large(page)
    assert hall.tickets()[ticket.number].state == "called"
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("Space")
    widest(page, "办结")
    seen = [(look.material[:2], look.page) for look in looks_at(hall, ticket) if not look.small]
    assert seen == [("居民", 0), ("居民", 1), ("土地", 0), ("居民", 1), ("土地", 0)]


def test_a_paper_appears_as_it_comes_in_and_a_newer_scan_takes_its_place(
    hall: RunningHall, page: Page, ticket: Ticket, tmp_path: Path
) -> None:
    credential = load_credential(hall.state / "clients/kiosk-1.json")
    assert credential.papers is not None
    about = About(hall=credential.hall, owner=ticket.token, matter="A01", material="本人银行卡（一卡通）")
    sealed = seal(credential.papers.key, pdf(1), about)
    id, digest = uuid4().hex, hashlib.sha256(sealed).hexdigest()
    trusted = ssl.create_default_context(cadata=credential.papers.certificate)
    row = page.locator("#papers li >> nth=2")
    expect(row).to_contain_text("没有扫描")
    with httpx.Client(
        base_url=credential.papers.address, verify=trusted, auth=("kiosk-1", credential.password)
    ) as kiosk:
        kiosk.post("/papers", json={"id": id, "length": len(sealed), "sha256": digest}).raise_for_status()
        kiosk.patch(f"/papers/{id}", content=sealed[:4000], headers={"Upload-Offset": "0"}).raise_for_status()
        expect(row).to_contain_text("正在传来…")
        kiosk.patch(f"/papers/{id}", content=sealed[4000:], headers={"Upload-Offset": "4000"}).raise_for_status()
    expect(row).to_have_text(re.compile(r"✓.*1 页"))
    expect_pictures(page, 5)
    scans = KioskScans(hall, tmp_path)
    try:
        scans.bring(ticket.token, "本人银行卡（一卡通）", pdf(3))
    finally:
        scans.close()
    expect(row).to_have_text(re.compile(r"✓.*3 页"))
    expect_pictures(page, 7)


def test_everything_is_gone_the_moment_the_ticket_is_not_in_front(
    hall: RunningHall, page: Page, ticket: Ticket
) -> None:
    expect_pictures(page, 4)
    page.keyboard.press("v")
    large(page)
    elsewhere = clerk_at(hall)
    press(elsewhere, "start", number=ticket.number)
    expect_pictures(page, 5)
    press(elsewhere, "park", number=ticket.number)
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#scans")).to_contain_text("叫号以后，这里显示这位扫描的材料")
    expect_pictures(page, 0)
    press(elsewhere, "unpark", number=ticket.number)
    expect_pictures(page, 4)
    page.evaluate(
        """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
             document.dispatchEvent(new Event("visibilitychange")); }"""
    )
    expect_pictures(page, 0)
    page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); }")
    expect_pictures(page, 4)
    page.request.post(f"{hall.address}/api/window/1/logout", data={})
    press(elsewhere, "pause")
    page.wait_for_url("**/login?window=1")


def test_who_has_scanned_nothing_and_what_cannot_be_read_are_said(
    hall: RunningHall, page: Page, ticket: Ticket
) -> None:
    press(clerk_at(hall), "start", number=ticket.number)
    press(clerk_at(hall), "complete", number=ticket.number)
    following = take_by_wish(hall, uuid4().hex, "A01")
    widest(page, "叫下一位")
    page.keyboard.press("Space")
    expect(page.locator("#number")).to_have_text(following.number)
    expect(page.locator("#scans")).to_contain_text("这位没有扫描材料，请看原件")
    expect(page.locator("#papers h2")).to_have_text("材料（已扫 0 / 3）")
    keep(hall, following, following.token, "居民身份证", b"no PDF")
    page.reload()
    expect(page.locator("#sheets h3")).to_have_text(["居民身份证读不出来"])
    expect(page.locator("#papers li >> nth=0")).to_contain_text("读不出来，请看原件")
    press(clerk_at(hall), "start", number=following.number)
    press(clerk_at(hall), "complete", number=following.number)


def test_a_colleague_at_another_screen_of_the_window_sees_none_of_it(
    hall: RunningHall, page: Page, ticket: Ticket
) -> None:
    expect_pictures(page, 4)
    context = page.context.browser
    assert context is not None
    other = context.new_page()
    enter(hall, other, "li")
    expect(other.locator("#number")).to_have_text(ticket.number)
    expect(other.locator("#scans")).to_contain_text("叫号以后，这里显示这位扫描的材料")
    assert other.evaluate(PICTURES) == 0
    other.close()
