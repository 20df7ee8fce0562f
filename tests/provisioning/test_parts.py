"""The small parts of the practice hall, one by one."""

import struct
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from provisioning.rehearsal.child import Child
from provisioning.rehearsal.desktop import desktop, side_by_side
from provisioning.rehearsal.framebuffer import Framebuffer
from provisioning.rehearsal.pins import practice_pins
from provisioning.rehearsal.ports import PortError, free_from, is_free, listen
from provisioning.rehearsal.practice_plan import practice_plan
from queue_server.contract.plan import ALL_DAY, Voice, load
from queue_server.web.pins import load_pins, verify
from tests.ports import free_port
from tests.running_hall import ROOT, wait_for

PLAN = load(ROOT / "assets/halls/puyang.toml")


def test_practice_is_open_all_day_on_its_own_ports_and_machines() -> None:
    paths = {device.id: f"dev/{device.id}" for device in PLAN.device}
    sample = replace(PLAN, voice=(Voice(), Voice(language="蒲阳话", pack="puyang")))
    practice = practice_plan(
        sample, Path("/halls"), broker_port=4001, web_port=4002, papers_port=4003, device_paths=paths
    )
    assert practice.hall.hours == ALL_DAY
    assert not [service for service in practice.service if service.hours]
    assert practice.hall.page_address == "http://127.0.0.1:4002"
    assert (practice.papers.port, practice.papers.keep_days) == (4003, PLAN.papers.keep_days)
    assert {device.id: device.port for device in practice.device} == paths
    assert practice.matter == PLAN.matter
    assert [voice.pack for voice in practice.voice] == ["", "/halls/puyang"]


def test_practice_pins_stay_the_same_and_open_the_door(tmp_path: Path) -> None:
    pins = practice_pins(PLAN, tmp_path, tmp_path / "kept.json")
    assert practice_pins(PLAN, tmp_path, tmp_path / "kept.json") == pins
    assert (tmp_path / "kept.json").stat().st_mode & 0o077 == 0
    assert set(pins) == {clerk.id for clerk in PLAN.clerk}
    assert verify(load_pins(tmp_path)["wang"], pins["wang"])


def test_a_port_in_use_is_stepped_over_or_refused() -> None:
    door = listen(free_port())
    port = door.getsockname()[1]
    assert not is_free(port)
    assert free_from(port) > port
    with pytest.raises(PortError, match=str(port)):
        listen(port)
    door.close()
    assert is_free(port)


def test_a_child_that_ends_is_started_again_until_it_is_closed(tmp_path: Path) -> None:
    child = Child("sleeper", lambda: [sys.executable, "-c", "import time; time.sleep(600)"], tmp_path / "log")
    child.start()
    first = wait_for(lambda: child.pid)
    child.kill()
    wait_for(lambda: child.pid not in (0, first))
    assert child.starts == 2
    child.close()
    assert not child.running


def test_the_picture_of_a_virtual_screen_is_read_from_its_frame_buffer(tmp_path: Path) -> None:
    width, height, stride, colours = 3, 2, 16, 1
    header = [100, 7, 2, 24, width, height, 0, 0, 32, 0, 32, 32, stride, 4, 0, 0, 0, 0, 256, colours]
    blue, red = b"\xff\x00\x00\x00", b"\x00\x00\xff\x00"
    rows = (blue * width).ljust(stride, b"\0") + (red * width).ljust(stride, b"\0")
    file = tmp_path / "Xvfb_screen0"
    file.write_bytes(struct.pack(">25I", *header, *[0] * 5) + bytes(12 * colours) + rows)
    buffer = Framebuffer(file)
    picture = buffer.picture()
    assert picture.size == (width, height)
    assert picture.getpixel((2, 0)) == (0, 0, 255)
    assert picture.getpixel((0, 1)) == (255, 0, 0)
    before = buffer.mark()
    with file.open("r+b") as screen:
        screen.seek(-stride, 2)
        screen.write(blue)
    assert buffer.mark() != before


@pytest.mark.parametrize("screen", [(1366, 768), (1920, 1080), (1280, 1024), (3840, 2160)])
def test_both_windows_fit_side_by_side_on_a_desktop(screen: tuple[int, int]) -> None:
    kiosk, display = side_by_side((1080, 1920), (1920, 1080), screen)
    assert kiosk[0] + display[0] <= screen[0]
    assert max(kiosk[1], display[1]) <= screen[1]
    assert kiosk[0] / kiosk[1] == pytest.approx(1080 / 1920, abs=0.005)
    assert display[0] / display[1] == pytest.approx(1920 / 1080, abs=0.01)


def test_a_desktop_that_cannot_be_reached_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":65000")
    assert desktop() is None
    monkeypatch.delenv("DISPLAY")
    assert desktop() is None
