"""Every slip printer driver on every wire it may have: the pitfalls of receipt printers, one suite."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from devices.driver import Driver, Setting
from devices.errors import DeviceOfflineError, PersonNeededError, PersonReason
from devices.link import LinkState
from devices.printer import EscposPrinter, Paper, PrintResult, profile_names
from devices.printer.drivers import DRIVERS, EscposOptions, IppOptions
from devices.printer.page_printer import PagePrinter
from devices.simulator import PrinterSimulator
from devices.transport import Serial, Tcp, Transport
from devices.transport.usb_printer import UsbPrinter
from tests.devices.clock import HandClock
from tests.devices.printer.slips import slip

SLIP_DRIVERS = [driver for driver in DRIVERS if driver.kind == "slip_printer"]
CASES = [(driver, wire) for driver in SLIP_DRIVERS for wire in driver.wires]


class Standing:
    """A driver at its wire to a simulated printer."""

    def __init__(self, driver: Driver[EscposPrinter], wire: str, folder: Path) -> None:
        self.machine = PrinterSimulator(None if wire == "tcp" else folder / "printer")
        self.clock = HandClock()
        built = driver.build(Setting(name="printer", options=driver.options(), clock=self.clock), self._wire(wire))
        self.printer = built

    def _wire(self, wire: str) -> Transport:
        match wire:
            case "tcp":
                host, port = self.machine.path.split(":")
                return Tcp(host, int(port))
            case "usb_printer":
                return UsbPrinter(self.machine.path)
        return Serial(self.machine.path)

    def close(self) -> None:
        for fault in self.machine.faults:
            self.machine.set_fault(fault.name, False)
        self.printer.close()
        self.machine.close()


@pytest.fixture(params=CASES, ids=[f"{driver.name} over {wire}" for driver, wire in CASES])
def standing(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Standing]:
    driver, wire = request.param
    made = Standing(driver, wire, tmp_path)
    yield made
    made.close()


def test_a_slip_is_printed_once_and_confirmed(standing: Standing) -> None:
    assert standing.printer.print(slip()).complete
    assert len(standing.machine.pictures()) == 1


def test_flow_control_between_the_answers_changes_nothing(standing: Standing) -> None:
    standing.machine.set_fault("flow_noise", True)
    assert standing.printer.print(slip()).complete
    assert standing.printer.poll().status.paper is Paper.OK


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paper_out", PersonReason.PAPER_OUT),
        ("cover_open", PersonReason.COVER_OPEN),
        ("cutter", PersonReason.CUTTER),
        ("jammed", PersonReason.UNKNOWN),
    ],
)
def test_a_printer_that_waits_for_a_hand_gets_nothing_and_prints_again_afterwards(
    standing: Standing, fault: str, reason: PersonReason
) -> None:
    standing.machine.set_fault(fault, True)
    with pytest.raises(PersonNeededError) as caught:
        standing.printer.print(slip())
    assert caught.value.reason is reason
    assert standing.machine.slip_bytes_total == 0
    standing.machine.set_fault(fault, False)
    assert standing.printer.print(slip()).complete


@pytest.mark.parametrize("fault", ["silent", "power_cycle"])
def test_silence_is_unknown_and_never_paper_out(standing: Standing, fault: str) -> None:
    assert standing.printer.poll().status.paper is Paper.OK
    standing.machine.set_fault(fault, True)
    health = standing.printer.poll()
    assert health.status.paper is Paper.UNKNOWN
    assert health.person_needed is None
    assert health.link is LinkState.READY
    standing.machine.set_fault(fault, False)
    assert standing.printer.poll().status.paper is Paper.OK


def test_paper_that_ends_in_the_middle_is_noticed(standing: Standing) -> None:
    standing.machine.paper_out_after(400)
    outcome = standing.printer.print(slip())
    assert (outcome.result, outcome.reason) == (PrintResult.CUT_SHORT, PersonReason.PAPER_OUT)


def test_a_pulled_cable_is_offline_told_once_and_well_when_plugged_in(standing: Standing) -> None:
    with capture_logs() as logs:
        assert standing.printer.poll().link is LinkState.READY
        standing.machine.set_fault("unplugged", True)
        for _ in range(4):
            standing.clock.advance(31.0)
            assert standing.printer.poll().link is LinkState.ERROR
        assert standing.printer.health.status.paper is Paper.UNKNOWN
        with pytest.raises(DeviceOfflineError):
            standing.printer.print(slip())
        standing.machine.set_fault("unplugged", False)
        assert standing.printer.print(slip()).complete
    assert [entry["event"] for entry in logs] == ["device down", "device up"]
    assert len(standing.machine.pictures()) == 1


def test_a_replugged_printer_prints_at_once(standing: Standing) -> None:
    assert standing.printer.print(slip("A001")).complete
    standing.machine.set_fault("unplugged", True)
    standing.machine.set_fault("unplugged", False)
    assert standing.printer.print(slip("A002")).complete
    assert len(standing.machine.pictures()) == 2


@pytest.mark.parametrize("name", profile_names())
def test_every_model_may_be_named_in_the_plan(name: str) -> None:
    assert EscposOptions(profile=name).chosen().name == name


@given(st.sampled_from(["gb18030", "gbk", "utf-8", "ascii"]), st.sampled_from(["part", "full", "none"]), st.booleans())
@settings(max_examples=20)
def test_a_machine_s_own_settings_win_over_its_model(charset: str, cut: str, near_end: bool) -> None:
    chosen = msgspec.convert({"charset": charset, "cut": cut, "near_end": near_end}, EscposOptions).chosen()
    assert (chosen.charset, chosen.cut, chosen.near_end) == (charset, cut, near_end)


def test_wrong_options_are_refused_in_chinese() -> None:
    for wrong in ("../etc", ""):
        with pytest.raises(ValueError, match="型号文件"):
            EscposOptions(profile=wrong)
    with pytest.raises(ValueError, match="没有名为"):
        EscposOptions(profile="nothing").chosen()
    with pytest.raises(ValueError, match="秒"):
        IppOptions(answer_timeout_s=0)


def test_a_page_printer_is_built_from_its_address() -> None:
    (driver,) = [driver for driver in DRIVERS if driver.kind == "page_printer"]
    built = driver.build(Setting(name="a4", port="ipp://127.0.0.1:631/printers/a4", options=IppOptions()), None)
    assert isinstance(built, PagePrinter)
    for wrong in ("", "http://somewhere"):
        with pytest.raises(ValueError, match="ipp://"):
            driver.build(Setting(name="a4", port=wrong, options=IppOptions()), None)


def test_listing_the_drivers_loads_nothing_heavy() -> None:
    heavy = ("PIL", "escpos", "segno", "numpy")
    code = f"import sys, devices.printer.drivers; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
