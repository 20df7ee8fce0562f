"""The page of complaints and bad ratings in a real browser: handled and answered by those whom they are not about."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from queue_server.contract.commands import FileComplaint
from queue_server.contract.concerns import LONGEST_SEALED
from queue_server.web.sealed_contact import ContactSeal
from tests.running_hall import RunningHall
from tests.web.conftest import clerk_at, sign_in, signed_in
from tests.web.test_console_page import CHINESE
from tests.web.test_ticket_says import concerns, post, served


@pytest.mark.browser
def test_a_bad_rating_is_handled_and_answered_and_stays_as_it_was_given(shared_hall: RunningHall, page: Page) -> None:
    ticket = served(shared_hall)
    post(shared_hall, ticket, "rate", score=2, reasons=["slow", "trips"], text="跑了三趟还没办成")
    sign_in(page, shared_hall, "gao", "/")
    page.click("#to-concerns")
    expect(page.locator("#link")).to_have_text("已连接")
    row = page.locator("#all tr").filter(has_text=ticket.number)
    expect(row).to_contain_text("差评：不满意")
    row.click()
    expect(page.locator("#one")).to_contain_text("1 号窗口 王秀兰")
    expect(page.locator("#one")).to_contain_text("办得慢、多跑了路")
    page.click("#write")
    expect(page.locator("#one .wrong")).to_have_text("请写清楚，1 到 500 个字")
    page.fill("#written", "没有一次告知，已补告知单")
    page.click("#write")
    expect(row).to_contain_text("待答复")
    page.fill("#written", "已电话致歉")
    page.click("#write")
    expect(row).to_contain_text("已答复")
    expect(page.locator("#written")).to_have_count(0)
    kept = next(one for one in concerns(shared_hall) if one.number == ticket.number)
    assert (kept.score, kept.result, kept.answer, kept.answerer) == (2, "没有一次告知，已补告知单", "已电话致歉", "gao")
    page.click("[data-language]")
    expect(row).to_contain_text("Bad rating: Poor")
    page.locator("#hall").evaluate("element => element.remove()")
    found = page.locator("main th, main .sum, header button, #one dt").all_inner_texts()
    assert not any(CHINESE.search(text) for text in found if text != "中文"), found


@pytest.mark.browser
def test_the_window_does_not_see_what_is_about_it_a_head_of_others_does_a_supervisor_only_reads(
    shared_hall: RunningHall, page: Page
) -> None:
    shared_hall.ask(FileComplaint(category="demanding", window=1, text="收了好处才办"))
    shared_hall.ask(FileComplaint(category="delay", window=4, text="四号窗口没人"))
    assert clerk_at(shared_hall, "wang").get("/api/concerns").status_code == 401
    refused = {"account": "wang", "pin": "2468", "place": "concerns"}
    assert signed_in(shared_hall, "wang", "start").post("/api/login", json=refused).status_code == 403
    head = signed_in(shared_hall, "sun", "concerns").get("/api/concerns").json()
    assert {one["window"] for one in head["concerns"]} == {1}
    sign_in(page, shared_hall, "ji", "/concerns")
    page.locator("#all tr").filter(has_text="四号窗口没人").click()
    expect(page.locator("#one")).to_contain_text("四号窗口没人")
    expect(page.locator("#write")).to_have_count(0)


def test_how_to_reach_a_visitor_is_read_by_who_answers_and_stands_nowhere_else(shared_hall: RunningHall) -> None:
    ticket = served(shared_hall)
    said = {"category": "delay", "text": "等了一上午", "contact": "0312-555-0199"}
    assert post(shared_hall, ticket, "complain", **said).status_code == 200
    head = signed_in(shared_hall, "gao", "concerns").get("/api/concerns").json()
    (told,) = (one for one in head["concerns"] if one["text"] == "等了一上午")
    assert told["contact"] == "0312-555-0199"
    kept = [file.read_bytes() for file in shared_hall.state.rglob("*") if file.is_file()]
    assert any("等了一上午".encode() in content for content in kept)
    assert not any(b"555-0199" in content for content in kept)


def test_a_contact_that_another_key_closed_is_not_guessed(tmp_path: Path) -> None:
    ours, others = ContactSeal("puyang", tmp_path / "a"), ContactSeal("puyang", tmp_path / "b")
    closed = ours.closed(" 0312-555-0199 ")
    assert len(closed) < LONGEST_SEALED
    assert [ours.opened(closed), others.opened(closed), ours.opened("0312"), ours.opened("")] == [
        "0312-555-0199", "✗", "✗", ""
    ]  # fmt: skip
    assert ours.closed("  ") == ""
