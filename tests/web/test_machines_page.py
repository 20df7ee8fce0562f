"""The technicians' page in a real browser, with a real kiosk in a window of its own."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from queue_server.contract.orders import MOST_PICTURE_BYTES
from queue_server.contract.selftest import Finding, SelfTest
from queue_server.state_dir import BACKED_UP
from queue_server.web.machines.ordering import orders_given
from tests.kiosk.standing_kiosk import BACK, TILE_A, StandingKiosk
from tests.running_hall import DEADLINE_S, wait_for
from tests.web.conftest import give_pins, sign_in, signed_in
from tests.web.test_console_page import CHINESE

pytestmark = [pytest.mark.browser, pytest.mark.screen]


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path_factory.mktemp("kiosk"))
    try:
        give_pins(standing.hall)
        standing.hall.start_web()
        yield standing
    finally:
        standing.close()


def test_a_technician_sees_what_is_broken_what_to_do_first_and_the_kiosks_screen(
    kiosk: StandingKiosk, page: Page
) -> None:
    sign_in(page, kiosk.hall, "tang", "/")
    page.click("#to-machines")
    tile = page.locator("#terminal-kiosk-1")
    expect(tile).to_have_class("terminal green")
    expect(tile).to_contain_text("程序")
    kiosk.printer.set_fault("paper_out", True)
    expect(page.locator("#light")).to_have_class("first red")
    expect(page.locator("#what")).to_contain_text("打印机缺纸")
    expect(page.locator("#remedy")).to_have_text("请装一卷新纸，合上盖子")
    kiosk.printer.set_fault("paper_out", False)
    expect(tile).to_have_class("terminal green")
    tile.get_by_text("看屏幕").click()
    picture = page.locator("dialog.glass img")
    expect(picture).to_be_visible()
    wait_for(lambda: picture.evaluate("image => image.complete && image.naturalHeight") == 1280)
    page.get_by_text("关闭").click()
    page.get_by_text("关闭").wait_for(state="detached")
    looks = [(one.account, one.client, one.what) for one in orders_given(kiosk.hall.state).records()]
    assert looks == [("tang", "kiosk-1", "ShowPicture")]
    page.click("[data-language]")
    expect(tile).to_contain_text("There")
    page.locator("#hall").evaluate("element => element.remove()")
    found = page.locator("header button, .terminal, aside, #light").all_inner_texts()
    plan, text = kiosk.hall.plan, "\n".join(found)
    for name in (plan.kiosk[0].place, plan.display[0].place, "中文"):
        text = text.replace(name, "")
    assert not CHINESE.search(text), text


def test_what_is_ordered_is_recorded_first_and_the_picture_is_for_who_asked_once(kiosk: StandingKiosk) -> None:
    kiosk.wait_for_step("Idle")
    technician, manager = (signed_in(kiosk.hall, who, "machines") for who in ("tang", "gao"))
    answer = _order(technician, "kiosk-1", "picture")
    picture = f"/api/machines/picture/{answer.json()['picture']}.jpg"
    assert manager.get(picture).status_code == 404
    assert technician.get(picture).headers["content-type"] == "image/jpeg"
    assert technician.get(picture).status_code == 404
    assert _order(technician, "nobody", "picture").status_code == 404
    assert _order(technician, "kiosk-1", "explode").status_code == 422
    assert _order(manager, "display-1", "restart").status_code == 200
    given = orders_given(kiosk.hall.state).records()[-1]
    assert (given.account, given.client, given.what) == ("gao", "display-1", "Restart")


def test_a_self_test_that_failed_and_the_last_backup_are_told(kiosk: StandingKiosk, page: Page) -> None:
    (kiosk.hall.state / BACKED_UP).touch()
    found = Finding(check="打印一页", state="broken", words="条码读不回来", remedy="请擦一擦阅读窗")
    told = SelfTest(client="display-1", at=datetime.now(UTC), version="2026.12.1", findings=(found,))
    kiosk.hall.client("display-1").report_selftest(told)
    sign_in(page, kiosk.hall, "tang", "/machines")
    tile = page.locator("#terminal-display-1")
    expect(tile).to_contain_text("display-1 自检没有通过：打印一页：条码读不回来")
    expect(tile).to_contain_text("请擦一擦阅读窗")
    expect(page.locator("#server")).to_contain_text("上次备份今天", timeout=DEADLINE_S * 1000)  # it is looked at seldom


def test_the_support_file_comes_by_a_button_and_names_nobody(kiosk: StandingKiosk, page: Page) -> None:
    sign_in(page, kiosk.hall, "tang", "/machines")
    with page.expect_download() as download:
        page.get_by_text("导出支持文件").click()
    assert download.value.suggested_filename.endswith(".zip")
    with zipfile.ZipFile(download.value.path()) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "kiosk-1" in parts["terminals.json"]
    assert not any(clerk.name in text for clerk in kiosk.hall.plan.clerk for text in parts.values())
    assert orders_given(kiosk.hall.state).records()[-1].what == "SupportFile"


def test_the_picture_is_what_stands_on_the_glass(kiosk: StandingKiosk) -> None:
    technician = signed_in(kiosk.hall, "tang", "machines")
    id = _order(technician, "kiosk-1", "picture").json()["picture"]
    image = technician.get(f"/api/machines/picture/{id}.jpg").content
    assert 5_000 < len(image) <= MOST_PICTURE_BYTES
    seen = Image.open(io.BytesIO(image))
    for x, y in ((0.02, 0.01), (0.5, 0.02), (0.98, 0.99), (0.03, 0.6)):
        pixel = seen.getpixel((round(x * seen.width), round(y * seen.height)))
        assert isinstance(pixel, tuple)
        there = kiosk.glass.colour(x, y)
        assert all(abs(one - other) < 12 for one, other in zip(pixel, there, strict=True)), (x, y)


def test_nobody_looks_over_a_visitors_shoulder_and_a_restart_waits_until_they_have_left(kiosk: StandingKiosk) -> None:
    technician = signed_in(kiosk.hall, "tang", "machines")
    kiosk.touch(TILE_A, "Matters")
    assert _order(technician, "kiosk-1", "picture").json() == {"picture": "", "said": "正在使用"}
    assert _order(technician, "kiosk-1", "restart").status_code == 200
    assert _order(technician, "kiosk-1", "picture").json()["said"] == "正在使用"
    assert kiosk.process.poll() is None
    kiosk.press(BACK)
    assert kiosk.process.wait(60) == 0
    assert wait_for(lambda: _gone(technician))["light"]["first"]["code"] == "gone"
    kiosk.start()


def test_only_technicians_and_managers_are_let_in(kiosk: StandingKiosk) -> None:
    refused = {"account": "wang", "pin": "2468", "place": "machines"}
    assert httpx.post(f"{kiosk.hall.address}/api/login", json=refused).status_code == 403
    assert httpx.get(f"{kiosk.hall.address}/api/machines/events").status_code == 401


def _order(who: httpx.Client, client: str, what: str) -> httpx.Response:
    return who.post("/api/machines/order", json={"client": client, "what": what})


def _gone(who: httpx.Client) -> dict[str, dict[str, dict[str, str]]] | None:
    """What the page is told, once the kiosk is not there."""
    with who.stream("GET", "/api/machines/events") as events:
        line = next(line for line in events.iter_lines() if line.startswith("data: {"))
    seen: dict[str, dict[str, dict[str, str]]] = json.loads(line.removeprefix("data: "))
    return seen if '"gone"' in line else None
