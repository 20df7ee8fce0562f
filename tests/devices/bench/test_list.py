"""What the list says about ports that are plugged in, bound, both or neither."""

import os
from pathlib import Path

import pytest

from devices.bench.candidates import Bound, Seen, candidates, sorts_with_twins
from devices.bench.columns import width
from devices.bench.places import Places
from tests.devices.bench.conftest import Bench


def plugged(places: Places, kernel: str, *links: str) -> Path:
    """A machine under the kernel's name with links to it, as udev makes them; whoever opens it waits for ever."""
    node = places.dev / kernel
    node.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(node)
    for link in links:
        path = places.dev / link
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(node)
    return node


def line_after(said: str, name: str) -> str:
    lines = said.splitlines()
    return lines[next(number for number, line in enumerate(lines) if line.strip() == name) + 1].strip()


def test_a_machine_is_listed_once_by_its_own_name(bench: Bench, places: Places) -> None:
    plugged(places, "ttyUSB0", "serial/by-id/usb-1a86_USB_Serial-if00-port0", "serial/by-path/pci-0-usb-0:1:1.0-port0")
    ran = bench("list")
    assert ran.code == 0
    assert line_after(ran.said, f"{places.dev}/serial/by-id/usb-1a86_USB_Serial-if00-port0").startswith("空闲")
    assert "by-path/pci" not in ran.said


def test_the_name_of_its_socket_is_the_second_choice_and_the_kernels_the_last(bench: Bench, places: Places) -> None:
    plugged(places, "ttyUSB0", "serial/by-path/pci-0-usb-0:1:1.0-port0")
    plugged(places, "ttyACM0")
    said = bench("list").said
    assert line_after(said, f"{places.dev}/serial/by-path/pci-0-usb-0:1:1.0-port0").startswith("空闲")
    assert line_after(said, f"{places.dev}/ttyACM0").startswith("插着但没有固定名字")


def test_every_sort_of_port_has_its_heading(bench: Bench, places: Places) -> None:
    plugged(places, "usb/lp0")
    plugged(places, "input/event3", "input/by-id/usb-Scanner-event-kbd")
    plugged(places, "input/event4", "input/by-id/usb-Mouse-event-mouse")
    plugged(places, "video0", "v4l/by-id/usb-Camera-video-index0")
    plugged(places, "video1", "v4l/by-id/usb-Camera-video-index1")
    plugged(places, "gpiochip0")
    said = bench("list").said
    for name in ("usb/lp0", "input/by-id/usb-Scanner-event-kbd", "v4l/by-id/usb-Camera-video-index0", "gpiochip0"):
        assert f"{places.dev}/{name}" in said
    assert "Mouse" not in said
    assert "index1" not in said
    assert "只接一台时" in said


def test_on_an_installed_hall_a_usb_printer_has_a_name_that_stays(bench: Bench, places: Places) -> None:
    plugged(places, "usb/lp0", "tinghao/by-id/printer-EPSON_TM-T88", "tinghao/by-path/printer-pci-0_usb-0_2")
    said = bench("list").said
    assert line_after(said, f"{places.dev}/tinghao/by-id/printer-EPSON_TM-T88").startswith("空闲")
    assert "按插上的先后编号" not in said


def test_lines_that_the_board_does_not_have_are_not_listed(bench: Bench, places: Places) -> None:
    for number, kind in enumerate(("4", "0")):
        plugged(places, f"ttyS{number}")
        folder = places.sys / "class/tty" / f"ttyS{number}"
        folder.mkdir(parents=True)
        (folder / "type").write_text(f"{kind}\n")
    said = bench("list").said
    assert line_after(said, f"{places.dev}/ttyS0") == "空闲"
    assert "ttyS1" not in said


def test_bound_and_absent_machines_are_marked(bench: Bench, places: Places, plan_path: Path) -> None:
    node = plugged(places, "ttyUSB0", "serial/by-id/led-1", "serial/by-path/pci-0-usb-0:1:1.0-port0")
    socket = f"{places.dev}/serial/by-path/pci-0-usb-0:1:1.0-port0"
    text = plan_path.read_text().replace("/dev/serial/by-id/led-1", socket)
    plan_path.write_text(text.replace("/dev/serial/by-id/led-3", "10.0.0.9:5005"))
    said = bench("list", "--plan", plan_path).said
    assert line_after(said, f"{places.dev}/serial/by-id/led-1") == f"已绑定：led-1（LED 屏）  {node}"
    assert line_after(said, "/dev/serial/by-id/led-2") == "没插：led-2（LED 屏）"
    assert line_after(said, "10.0.0.9:5005").startswith("不在本机端口上")
    assert max(width(line) for line in said.splitlines() if str(places.dev) not in line) <= 80


def test_an_empty_computer_is_told_so(bench: Bench) -> None:
    assert "没有看到" in bench("list").said


def test_all_machines_on_one_line_are_named_with_it() -> None:
    seen = [Seen("/dev/serial/by-id/a", "/dev/ttyUSB0", "serial", "id")]
    bound = [Bound("led-1", "/dev/serial/by-id/a", "/dev/ttyUSB0"), Bound("led-2", "/dev/ttyUSB0", "/dev/ttyUSB0")]
    (only,) = candidates(seen, bound)
    assert (only.mark, only.devices) == ("bound", ("led-1", "led-2"))


@pytest.mark.parametrize(("naming", "alike"), [("path", True), ("none", False), ("built_in", False)])
def test_two_converters_of_one_name_are_noticed(naming: str, alike: bool) -> None:
    own = Seen("/dev/serial/by-id/a", "/dev/ttyUSB0", "serial", "id")
    other = Seen("/dev/other", "/dev/ttyUSB1", "serial", naming)  # type: ignore[arg-type]  # one of the parametrised words
    assert bool(sorts_with_twins([own, other])) is alike


def test_of_two_converters_of_one_name_both_socket_names_are_told(bench: Bench, places: Places) -> None:
    plugged(places, "ttyUSB0", "serial/by-id/usb-1a86_USB_Serial-if00-port0", "serial/by-path/usb-0:1:1.0-port0")
    plugged(places, "ttyUSB1", "serial/by-path/usb-0:2:1.0-port0")
    said = bench("list").said
    assert f"按插口：{places.dev}/serial/by-path/usb-0:1:1.0-port0" in said
    assert "有两个一样的机器时" in said
