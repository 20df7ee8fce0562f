"""The start page of a whole practice hall: every part answers, switches switch, what is killed comes again."""

import io
import re
from functools import partial
from typing import Any

import httpx
import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.hall.practice import Practice
from tests.running_hall import wait_for

pytestmark = pytest.mark.screen

CHINESE = re.compile(r"[\u4e00-\u9fff]")
PRINTER, READER = "slip-printer-1", "barcode-reader-1"


def get(practice: Practice, path: str) -> httpx.Response:
    return httpx.get(f"{practice.address}{path}", timeout=20)


def post(practice: Practice, path: str, **content: Any) -> httpx.Response:
    return httpx.post(f"{practice.address}{path}", timeout=20, **content)


def png_of(text: str) -> bytes:
    file = io.BytesIO()
    segno.make_qr(text).save(file, kind="png", scale=6)
    return file.getvalue()


def test_the_page_and_all_that_it_loads_are_there(practice: Practice) -> None:
    page = get(practice, "/").text
    for path in re.findall(r'(?:src|href)="(/[^"]+)"', page):
        assert get(practice, path).status_code == 200, path
    assert get(practice, "/words/en.json").json()["自助机"] == "Kiosk"


@pytest.mark.parametrize(("screen", "size"), [("kiosk", (540, 960)), ("display", (960, 540))])
def test_a_screen_is_seen_live(practice: Practice, screen: str, size: tuple[int, int]) -> None:
    answer = get(practice, f"/screens/{screen}")
    assert Image.open(io.BytesIO(answer.content)).size == size
    assert int(answer.headers["X-Mark"])


def test_every_window_has_its_console_its_strip_and_clerks_with_pins(practice: Practice) -> None:
    state = practice.state()
    assert [window["number"] for window in state["windows"]] == [1, 2, 3, 4, 5]
    for window in state["windows"]:
        wait_for(partial(reached, window["address"]))
        assert [len(clerk["pin"]) for clerk in window["clerks"]] == [4, 4]
    assert [len(desk["clerks"][0]["pin"]) for desk in state["desks"]] == [4, 4, 4, 4, 4]
    for desk in state["desks"]:
        wait_for(partial(reached, desk["address"]))
    for strip in state["strips"]:
        picture = get(practice, f"/pictures/{strip['device']}/{strip['version']}")
        assert Image.open(io.BytesIO(picture.content)).format == "PNG"


def reached(address: str) -> bool:
    try:
        return httpx.get(address, follow_redirects=True).status_code == 200
    except httpx.TransportError:
        return False


def test_every_device_has_its_switches(practice: Practice) -> None:
    def position(device: str, name: str) -> bool:
        (on,) = (
            switch["on"]
            for machine in practice.state()["machines"]
            for switch in machine["faults"]
            if (switch["device"], switch["name"]) == (device, name)
        )
        return bool(on)

    for machine in practice.state()["machines"]:
        names = {switch["name"] for switch in machine["faults"]}
        assert "unplugged" in names
        for name in names if machine["own"] else ():
            practice.switch(machine["device"], name, True)
            assert position(machine["device"], name)
            practice.switch(machine["device"], name, False)
            assert not position(machine["device"], name)


def test_what_does_not_exist_is_not_found(practice: Practice) -> None:
    assert get(practice, "/screens/nothing").status_code == 404
    assert get(practice, "/spoken/nothing.wav").status_code == 404
    assert get(practice, f"/pictures/{PRINTER}/999").status_code == 404
    assert post(practice, f"/machines/{PRINTER}/fault", json={"name": "nothing", "on": True}).status_code == 404
    assert post(practice, f"/machines/{PRINTER}/scan", json={"text": "A001"}).status_code == 404
    assert post(practice, "/processes/nothing/kill").status_code == 404


def test_a_code_is_typed_or_comes_as_a_picture(practice: Practice) -> None:
    wait_for(lambda: practice.step == "Idle", 60)
    assert post(practice, f"/machines/{READER}/scan", json={"text": "A001"}).status_code == 204
    wait_for(lambda: practice.step == "MyTicket")
    uploaded = post(practice, f"/machines/{READER}/upload", files={"picture": png_of("B002")})
    assert uploaded.json() == {"codes": ["B002"]}
    nothing = post(practice, f"/machines/{READER}/upload", files={"picture": b"no picture"})
    assert nothing.status_code == 422
    practice.switch(READER, "unplugged", True)
    assert post(practice, f"/machines/{READER}/scan", json={"text": "A001"}).status_code == 409
    practice.switch(READER, "unplugged", False)


def test_the_kiosk_is_heard_where_it_is_seen(practice: Practice) -> None:
    wait_for(lambda: practice.step)
    practice.turn_on("语音")
    name = wait_for(lambda: practice.state()["read"])
    assert get(practice, f"/read/{name}").content.startswith(b"RIFF")
    practice.turn_on("语音")


@pytest.mark.parametrize("name", ["broker", "web", "agent", "display"])
def test_what_is_killed_is_started_again(practice: Practice, name: str) -> None:
    def process() -> dict[str, Any]:
        (one,) = (one for one in practice.state()["processes"] if one["name"] == name)
        return dict(one)

    before = wait_for(lambda: (now := process())["running"] and now)["starts"]
    assert post(practice, f"/processes/{name}/kill").status_code == 204
    wait_for(lambda: (now := process())["running"] and now["starts"] > before)


@pytest.mark.browser
def test_the_page_fits_a_small_screen_and_speaks_english(practice: Practice, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(practice.address)
    expect(page.locator("#kiosk img")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="中文")).to_be_visible()
    assert page.locator("#processes .process").count() == len(practice.state()["processes"])
    for fixed in page.locator("[data-say], #machines, #processes").all():
        assert not CHINESE.search(fixed.inner_text())
    page.close()
