"""The machine room in a real browser: what a newcomer unplugs there is told by the hall, and mended again."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from devices.simulator import simulated_drivers
from provisioning.rehearsal.machine_room import with_every_machine
from queue_server.contract.plan import parse
from queue_server.contract.plan.sense import sense_mistakes
from tests.hall.practice import Practice
from tests.running_hall import ROOT, wait_for

PATIENCE_MS = 30_000
SAMPLE = (ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8")


@pytest.fixture
def room(practice: Practice, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{practice.address}/machines")
    yield page
    page.close()


def machine(room: Page, device: str) -> Locator:
    return room.locator(f'article[data-device="{device}"]')


def says(room: Page, device: str, word: str) -> None:
    expect(machine(room, device).locator(".health")).to_contain_text(word, timeout=PATIENCE_MS)


def test_a_hall_with_every_machine_is_a_right_plan() -> None:
    plan = with_every_machine(parse(SAMPLE), simulated_drivers())
    assert sense_mistakes(plan) == []
    assert {(device.kind, device.driver) for device in plan.device} == simulated_drivers()


@pytest.mark.screen
@pytest.mark.browser
def test_an_unplugged_machine_is_told_by_the_hall_with_its_remedy_until_it_is_back(room: Page) -> None:
    for device, fault in (("led-1", "拔掉数据线"), ("slip-printer-1", "卡纸"), ("em3095", "拔掉数据线")):
        says(room, device, "正常")
        machine(room, device).get_by_role("button", name=fault).click()
        says(room, device, "有故障")
        expect(machine(room, device).locator(".health")).to_contain_text("请")
        machine(room, device).get_by_role("button", name=fault).click()
        says(room, device, "正常")


@pytest.mark.screen
@pytest.mark.browser
def test_the_room_fits_a_small_screen_and_has_a_picture_of_every_sign(room: Page) -> None:
    says(room, "led-1", "正常")
    assert room.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for picture in room.locator(".look img").all():
        picture.scroll_into_view_if_needed()
        shown = partial(
            picture.evaluate, "picture => picture.decode().then(() => picture.naturalWidth > 0, () => false)"
        )
        wait_for(shown)  # one that is replaced while it is decoded is looked at again
