"""Writing a machine into the plan: all or nothing, and nothing else is touched."""

import tomllib
from pathlib import Path

import pytest

from queue_server.contract.plan import load
from tests.devices.bench.conftest import SAMPLE, Bench

PORT = "/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0"
STRIP = ("--kind", "led_board", "--driver", "onbon", "--terminal", "agent", "--window", 2, "--port", PORT)


def test_a_machine_is_added_and_everything_else_stays(bench: Bench, plan_path: Path) -> None:
    plan_path.chmod(0o640)
    options = ("--option", "height_px=16", "--option", "voice=true")
    ran = bench("bind", "--plan", plan_path, *STRIP, "--address", 3, *options)
    assert ran.code == 0, ran.said
    text, before = plan_path.read_text(), SAMPLE.read_text()
    assert text.startswith(before)
    assert text.removeprefix(before).splitlines() == [
        "",
        "[[device]]",
        'id = "led-board-2"',
        'kind = "led_board"',
        'driver = "onbon"',
        'terminal = "agent"',
        "window = 2",
        f'port = "{PORT}"',
        "address = 3",
        "options = {height_px = 16, voice = true}",
    ]
    assert load(plan_path).device[-1].options == {"height_px": 16, "voice": True}
    assert plan_path.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in plan_path.parent.iterdir()] == ["hall.toml"]
    assert "probe" in ran.said


def test_the_next_one_gets_another_id(bench: Bench, plan_path: Path) -> None:
    bench("bind", "--plan", plan_path, *STRIP)
    bench("bind", "--plan", plan_path, *STRIP, "--address", 2)
    assert [device.id for device in load(plan_path).device][-2:] == ["led-board-2", "led-board-3"]


def test_an_id_is_taken_over_only_when_told_so(bench: Bench, plan_path: Path) -> None:
    before = plan_path.read_text()
    commented = before.replace('id = "led-2"\n', 'id = "led-2" # 大门左边\n')
    plan_path.write_text(commented)
    ran = bench("bind", "--plan", plan_path, *STRIP, "--id", "led-2")
    assert ran.code == 2
    assert "--replace" in ran.said
    assert plan_path.read_text() == commented
    assert bench("bind", "--plan", plan_path, *STRIP, "--id", "led-2", "--replace").code == 0
    text = plan_path.read_text()
    assert 'id = "led-2" # 大门左边' in text
    was, now = ({one["id"]: one for one in tomllib.loads(plan)["device"]} for plan in (before, text))
    assert now.pop("led-2") == {key: value for key, value in was.pop("led-2").items() if key != "baud"} | {"port": PORT}
    assert now == was


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (("--window", 99), "没有 99 号窗口"),
        (("--driver", "nix"), "没有驱动“nix”"),
        (("--option", "nix=1"), "options 里没有“nix”"),
        (("--option", "height_px=hoch"), "--option height_px=hoch 写得不对，应当是整数"),
        (("--option", "voice=laut"), "应当是 true 或 false"),
        (("--kind", "barcode_reader", "--driver", "newland", "--option", "mode=x"), "应当是 own、trigger、sense"),
        (("--option", "volume=11"), "volume 在 0 到 10 之间"),
        (("--option", "volume"), "--option 应当像"),
        (("--address", 70000), "地址在 0 到 65535"),
        (("--port", "udp://nirgends"), "port 写得不对"),
        (("--terminal", "kiosk-77"), "没有“kiosk-77”这台终端"),
        (("--baud", "schnell"), "--baud 要写整数"),
        (("--kind", "toaster"), "--kind 不能写 'toaster'"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_written(
    bench: Bench, plan_path: Path, changes: tuple[object, ...], sentence: str
) -> None:
    ran = bench("bind", "--plan", plan_path, *STRIP, *changes)
    assert ran.code == 2
    assert sentence in ran.said
    assert plan_path.read_bytes() == SAMPLE.read_bytes()


def test_all_mistakes_of_the_plan_are_said_at_once(bench: Bench, plan_path: Path) -> None:
    ran = bench("bind", "--plan", plan_path, *STRIP, "--window", 99, "--terminal", "kiosk-77", "--baud", 1)
    assert ran.code == 2
    assert len(ran.said.splitlines()) == 3


def test_a_plan_without_machines_and_with_windows_line_ends_is_taken(bench: Bench, plan_path: Path) -> None:
    before = plan_path.read_text().partition("[[device]]")[0].replace("\n", "\r\n").encode()
    plan_path.write_bytes(before)
    assert bench("bind", "--plan", plan_path, *STRIP).code == 0
    assert plan_path.read_bytes().startswith(before.rstrip())
    assert [device.id for device in load(plan_path).device] == ["led-board-2"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"[[device"])
def test_a_file_that_is_no_plan_is_said_so(bench: Bench, plan_path: Path, content: bytes | None) -> None:
    plan_path.unlink()
    if content is not None:
        plan_path.write_bytes(content)
    ran = bench("bind", "--plan", plan_path, *STRIP)
    assert ran.code == 2
    assert "hall.toml" in ran.said


def test_a_link_to_the_plan_stays_a_link(bench: Bench, plan_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.toml"
    link.symlink_to(plan_path)
    assert bench("bind", "--plan", link, *STRIP).code == 0
    assert link.is_symlink()
    assert len(load(plan_path).device) == len(load(SAMPLE).device) + 1
