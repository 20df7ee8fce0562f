"""Machines are found by what they answer and by what the system shows, and each that is not says what to do."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from devices.bench.places import Places
from devices.simulator import OnbonSimulator, PrinterSimulator
from devices.transport import Serial
from kiosk.setup.values import Machine
from provisioning.first_start.finding import machines
from provisioning.first_start.testing import IN_USE, Box, selftest
from queue_server.contract.selftest import Finding

NOW = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)


class Machinery:
    """The folders `dev` and `sys` of a box, with simulated machines on real pseudo terminals."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(dev=folder / "dev", sys=folder / "sys")
        self._folder = folder
        self._open = ExitStack()

    def printer(self) -> PrinterSimulator:
        return self._open.enter_context(closing(PrinterSimulator(self._serial("printer"))))

    def sign(self) -> None:
        self._open.enter_context(closing(OnbonSimulator(self._serial("sign"))))

    def silent_line(self) -> None:
        master, slave = os.openpty()
        self._open.callback(os.close, master)
        self._open.callback(os.close, slave)
        self._serial("silent").symlink_to(os.ttyname(slave))

    def shows(self, path: str, content: str) -> None:
        """A file below the box's root."""
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)

    def close(self) -> None:
        self._open.close()

    def _serial(self, name: str) -> Path:
        path = self._folder / f"port-{name}"
        link = self.places.dev / "serial" / "by-id" / f"usb-{name}"
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(path)
        return path


@pytest.fixture
def machinery(tmp_path: Path) -> Iterator[Machinery]:
    made = Machinery(tmp_path)
    yield made
    made.close()


def found(machinery: Machinery) -> dict[str, Machine]:
    return {machine.kind: machine for machine in machines(machinery.places)}


def test_a_bare_box_has_nothing_and_says_what_to_plug_in(machinery: Machinery) -> None:
    machines = found(machinery).values()
    assert {machine.there for machine in machines} == {"absent"}
    assert all(machine.remedy for machine in machines)
    assert {machine.plug for machine in machines} == {"usb_b", "usb_a", "db9", "rj45", "jack", "hdmi"}


def test_what_answers_on_a_serial_line_is_known_by_its_answer(machinery: Machinery) -> None:
    machinery.printer()
    machinery.sign()
    machinery.silent_line()
    here = {kind: machine for kind, machine in found(machinery).items() if machine.there == "well"}
    assert {kind: (machine.driver, Path(machine.port).name) for kind, machine in here.items()} == {
        "slip_printer": ("escpos", "usb-printer"),
        "led_board": ("onbon", "usb-sign"),
    }


def test_a_printer_without_paper_is_there_and_says_so(machinery: Machinery) -> None:
    machinery.printer().set_fault("paper_out", True)
    printer = found(machinery)["slip_printer"]
    assert (printer.there, printer.words, printer.remedy) == ("silent", "缺纸", "请装一卷新纸，合好上盖")
    assert printer.port


def test_what_the_system_shows_is_read_there(machinery: Machinery) -> None:
    machinery.shows("sys/class/net/eth0/carrier", "1\n")
    machinery.shows("sys/class/net/lo/carrier", "1\n")
    machinery.shows("sys/class/drm/card0-HDMI-A-1/status", "connected\n")
    machinery.shows("dev/snd/pcmC0D0p", "")
    machines = found(machinery)
    assert [kind for kind, machine in machines.items() if machine.there == "well"] == ["network", "sound", "television"]
    machinery.shows("sys/class/net/eth0/carrier", "0\n")
    assert found(machinery)["network"].there == "absent"


@pytest.mark.parametrize(
    ("name", "there"), [("usb-Newland_HR32-event-kbd", True), ("usb-Logi_Keyboard-event-kbd", False)]
)
def test_a_reader_plugged_in_as_a_keyboard_is_known_by_its_name(machinery: Machinery, name: str, there: bool) -> None:
    machinery.shows(f"dev/input/by-id/{name}", "")
    reader = found(machinery)["barcode_reader"]
    assert (reader.there != "absent", bool(reader.port)) == (there, there)


def test_the_self_test_prints_and_names_what_is_broken(machinery: Machinery, tmp_path: Path) -> None:
    printer = machinery.printer()
    machinery.sign()
    box = Box(machines(machinery.places), "127.0.0.1", 1, tmp_path, lambda: NOW, answer_s=0.0)
    tested = {one.check: one for one in selftest(box) if isinstance(one, Finding)}
    assert {check: one.state for check, one in tested.items()} == {
        "总台": "broken",
        "号票打印机": "ok",
        "打印再扫回来": "absent",
        "LED 屏 1": "ok",
        "机器时间": "ok",
        "磁盘空间": "ok",
    }
    assert len(printer.pictures()) == 1
    printer.set_fault("cover_open", True)
    again = {one.check: one for one in selftest(box) if isinstance(one, Finding)}["号票打印机"]
    assert (again.state, again.words, again.picture) == ("broken", "打印机盖子开着", "printer_cover")


def test_a_board_that_the_hall_has_open_already_is_not_called_broken(machinery: Machinery, tmp_path: Path) -> None:
    machinery.sign()
    box = Box(machines(machinery.places), "127.0.0.1", 1, tmp_path, lambda: NOW, answer_s=0.0)
    (board,) = (machine for machine in box.machines if machine.port)
    agent = Serial(board.port)
    agent.open()
    try:
        tested = {one.check: one for one in selftest(box) if isinstance(one, Finding)}
    finally:
        agent.close()
    assert (tested["LED 屏 1"].state, tested["LED 屏 1"].words) == ("ok", IN_USE)
