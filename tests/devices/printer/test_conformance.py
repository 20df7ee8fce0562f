"""What every slip printer has to do, over every wire and every model's profile."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.driver import Setting
from devices.errors import DeviceOfflineError, PersonNeededError, PersonReason
from devices.link import LinkState
from devices.printer import Cut, Document, EscposPrinter, Line, Paper, PrintResult, encode
from devices.printer.drivers import DRIVERS, EscposOptions
from devices.printer.profile_files import profile_named
from devices.registry import Binding
from devices.simulator import PrinterSimulator
from devices.transport import open_later
from tests.devices.clock import HandClock
from tests.devices.printer.slips import slip
from tests.running_hall import ROOT

WIRES = ("serial", "tcp")
PROFILES = sorted(path.stem for path in (ROOT / "assets/printers").glob("*.toml"))
OF_WIRES = pytest.mark.parametrize("wire", WIRES)
RARE = ("䶮", "𠮷", "㐂")
SUITES = {"escpos": "this one", "ipp": "test_page_printer.py"}
"""Where each driver of the room is held to account; an IPP printer is spoken to by jobs, not by bytes."""


@dataclass
class Bench:
    """A driver at the simulated printer, its clock moved by hand."""

    machine: PrinterSimulator
    printer: EscposPrinter
    clock: HandClock


@pytest.fixture
def bench(wire: str, tmp_path: Path) -> Iterator[Bench]:
    machine = PrinterSimulator(tmp_path / "printer" if wire == "serial" else None)
    clock = HandClock()
    printer = EscposPrinter(open_later(machine.path), answer_timeout_s=0.15, clock=clock)
    yield Bench(machine, printer, clock)
    printer.close()
    machine.close()


def test_every_driver_has_its_suite() -> None:
    assert list(SUITES) == [driver.name for driver in DRIVERS]


@OF_WIRES
def test_a_slip_is_printed_and_confirmed(wire: str, bench: Bench) -> None:
    assert bench.printer.print(slip()).result is PrintResult.PRINTED
    assert len(bench.machine.pictures()) == 1
    assert bench.printer.health.link is LinkState.READY


@OF_WIRES
@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paper_out", PersonReason.PAPER_OUT),
        ("cover_open", PersonReason.COVER_OPEN),
        ("cutter", PersonReason.CUTTER),
    ],
)
def test_a_printer_that_needs_a_hand_gets_nothing_and_prints_when_helped(
    wire: str, bench: Bench, fault: str, reason: PersonReason
) -> None:
    bench.machine.set_fault(fault, True)
    with pytest.raises(PersonNeededError) as caught:
        bench.printer.print(slip())
    assert caught.value.reason is reason
    assert bench.machine.slip_bytes_total == 0
    bench.machine.set_fault(fault, False)
    assert bench.printer.print(slip()).result is PrintResult.PRINTED


@OF_WIRES
def test_silence_is_unknown_and_never_out_of_paper(wire: str, bench: Bench) -> None:
    bench.machine.set_fault("silent", True)
    status = bench.printer.status()
    assert status.paper is Paper.UNKNOWN
    assert status.person_needed is None
    assert bench.printer.health.link is LinkState.READY


@OF_WIRES
def test_flow_control_bytes_between_the_answers_change_nothing(wire: str, bench: Bench) -> None:
    bench.machine.set_fault("flow_noise", True)
    assert bench.printer.status().paper is Paper.OK
    assert bench.printer.print(slip()).result is PrintResult.PRINTED


@OF_WIRES
def test_an_unplugged_printer_is_offline_once_in_the_log_and_back_when_plugged_in(wire: str, bench: Bench) -> None:
    bench.printer.status()
    with capture_logs() as logs:
        bench.machine.set_fault("unplugged", True)
        for _ in range(3):
            with pytest.raises(DeviceOfflineError):
                bench.printer.print(slip())
            bench.clock.advance(31)
        assert bench.printer.health.link is LinkState.ERROR
        assert bench.printer.health.status.paper is Paper.UNKNOWN
        bench.machine.set_fault("unplugged", False)
        assert bench.printer.print(slip("A013")).result is PrintResult.PRINTED
    assert [entry["event"] for entry in logs] == ["device down", "device up"]
    assert len(bench.machine.pictures()) == 1


@pytest.mark.parametrize("name", PROFILES)
def test_every_model_prints_a_slip_and_rare_characters(name: str, tmp_path: Path) -> None:
    profile = profile_named(name)
    document = Document((*slip().parts[:-1], *(Line(character) for character in RARE), Cut()))
    content = encode(document, profile)
    for character in RARE:
        assert character.encode("gb18030") not in content, "these are printed as dots"
    machine = PrinterSimulator(tmp_path / "printer", width_dots=profile.width_dots)
    binding = Binding(id="p", kind="slip_printer", driver="escpos", port=machine.path, options={"profile": name})
    printer: EscposPrinter = binding.build(binding.wire())
    try:
        assert printer.print(document).result is not PrintResult.LOST
        assert machine.slip_bytes_total > 0
    finally:
        printer.close()
        machine.close()


def test_a_printer_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    built = DRIVERS[0].build(Setting(name="p", options=EscposOptions()), open_later(f"127.0.0.1:{port}"))
    assert isinstance(built, EscposPrinter)
    with pytest.raises(DeviceOfflineError):
        built.print(slip())
