"""The guide on a phone: everybody reads a matter's eight facts, in two languages, under the guide's version."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from queue_server.contract.plan import parse
from queue_server.guide.version import version
from queue_server.web.guide_page import guide_page, matter_page
from tests.contract.plan.test_mistakes import SAMPLE
from tests.running_hall import RunningHall

PLAN = parse(SAMPLE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web of the sample hall."""
    running = RunningHall(tmp_path_factory.mktemp("hall"))
    try:
        running.start_server()
        running.start_web()
        yield running.address
    finally:
        running.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow page; a script error fails the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    fresh = context.new_page()
    errors: list[str] = []
    fresh.on("pageerror", lambda error: errors.append(str(error)))
    yield fresh
    context.close()
    assert errors == []


def fits(phone: Page) -> bool:
    """Whether nothing reaches beyond the phone's edge."""
    return bool(phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.browser
def test_a_visitor_reads_the_eight_facts_on_a_phone(address: str, phone: Page) -> None:
    phone.goto(f"{address}/m/A02")
    expect(phone.locator("#name")).to_have_text("农机购置补贴申请")
    expect(phone.locator("#facts dt")).to_have_text(
        ["事项名称", "设立依据", "申报材料", "办理程序", "承诺期限", "收费标准", "承办人及电话", "监督电话"]
    )
    expect(phone.locator("#facts li")).to_have_text(
        ["居民身份证", "购机发票", "机具合格证和铭牌照片（可以后补）", "本人银行卡"]
    )
    expect(phone.locator("#version")).to_have_text(f"指南版本 {version(PLAN.matter)}")
    assert fits(phone)


@pytest.mark.browser
def test_phones_dial_and_both_ways_have_one_size(address: str, phone: Page) -> None:
    phone.goto(f"{address}/m/A02")
    expect(phone.locator("a[href='tel:0312-5550123']")).to_have_text("0312-5550123")
    expect(phone.locator("a[href='tel:0312-5550100']")).to_be_visible()
    expect(phone.locator("#online")).to_have_attribute("href", "https://guide.puyang.example/A02")
    online, onsite = (phone.locator(".way").nth(at).bounding_box() for at in (0, 1))
    assert online is not None
    assert onsite is not None
    assert (online["width"], online["height"]) == (onsite["width"], onsite["height"])
    phone.goto(f"{address}/m/A01")
    expect(phone.locator("#name")).to_have_text("耕地地力保护补贴申报")
    expect(phone.locator("#ways")).to_be_hidden()


@pytest.mark.browser
def test_the_page_reads_in_english(address: str, phone: Page) -> None:
    phone.goto(f"{address}/m/B01")
    phone.get_by_role("button", name="English").click()
    expect(phone.locator("#name")).to_have_text("Minimum living allowance")
    expect(phone.locator("#facts dt").nth(2)).to_have_text("What to bring")
    expect(phone.locator("#facts li").last).to_have_text("Consent to verification (may be brought later)")
    assert fits(phone)


@pytest.mark.browser
def test_all_matters_stand_under_their_groups_and_lead_to_their_pages(address: str, phone: Page) -> None:
    phone.goto(f"{address}/guide")
    expect(phone.locator("nav h3").first).to_have_text("惠农补贴与保险")
    expect(phone.locator("nav a")).to_have_count(len(PLAN.matter))
    assert fits(phone)
    phone.get_by_role("link", name="高龄津贴申领").click()
    expect(phone.locator("#name")).to_have_text("高龄津贴申领")
    phone.get_by_role("link", name="全部事项").click()
    expect(phone.locator("nav a")).to_have_count(len(PLAN.matter))


@pytest.mark.parametrize("path", ["/m/Z99", "/m/a02", "/m/%3Cscript%3E", "/api/guide/Z99"])
def test_an_unknown_code_is_not_found(address: str, path: str) -> None:
    answer = httpx.get(address + path)
    assert answer.status_code == 404
    assert path.startswith("/api") or "没有这个事项" in answer.text


def test_matters_without_a_group_stand_under_their_service() -> None:
    plan = parse(SAMPLE.replace('group = "社会救助与保障"\ngroup_en = "Social assistance and insurance"\n', ""))
    assert [group.name for group in guide_page(plan).groups][1] == "社会事务审批"


def test_what_the_page_shows_is_what_the_guide_says() -> None:
    page = matter_page(PLAN, PLAN.matters["D02"])
    assert len(page.readings["zh_CN"].facts) == len(page.readings["en"].facts) == 8
    assert page.service_en == "Farm advice and information"
