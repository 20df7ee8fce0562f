"""The USB printer class over a pseudo terminal in place of `/dev/usb/lp0`: same calls, same errors."""

from collections.abc import Iterator

import pytest

from devices.errors import DeviceOfflineError
from devices.printer import EscposPrinter, PrintResult
from devices.simulator import PrinterSimulator
from devices.transport.usb_printer import UsbPrinter
from tests.devices.printer.slips import slip


@pytest.fixture
def wire(printer_machine: PrinterSimulator) -> Iterator[UsbPrinter]:
    wire = UsbPrinter(printer_machine.path, stall_timeout_s=0.2)
    yield wire
    wire.close()


def test_a_slip_is_printed_and_confirmed(wire: UsbPrinter, printer_machine: PrinterSimulator) -> None:
    printer = EscposPrinter(wire, answer_timeout_s=0.15)
    assert printer.print(slip()).result is PrintResult.PRINTED
    assert len(printer_machine.pictures()) == 1


def test_it_belongs_to_one_opener(wire: UsbPrinter, printer_machine: PrinterSimulator) -> None:
    wire.open()
    wire.open()
    with pytest.raises(DeviceOfflineError, match="another program"):
        UsbPrinter(printer_machine.path).open()
    assert wire.descriptor is not None
    wire.close()
    assert wire.descriptor is None


def test_a_pulled_cable_is_offline_and_the_path_works_again_afterwards(
    wire: UsbPrinter, printer_machine: PrinterSimulator
) -> None:
    wire.open()
    printer_machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError):
        wire.read(0.5)
    with pytest.raises(DeviceOfflineError):
        wire.write(b"x")
    wire.close()
    with pytest.raises(DeviceOfflineError, match="cannot be opened"):
        wire.open()
    printer_machine.set_fault("unplugged", False)
    wire.open()
    wire.write(b"\x10\x04\x01")
    assert wire.read(2) == b"\x16"


def test_a_printer_that_takes_nothing_ends_the_write(wire: UsbPrinter, printer_machine: PrinterSimulator) -> None:
    printer_machine.set_fault("frozen", True)
    wire.open()
    with pytest.raises(DeviceOfflineError, match="takes no more") as caught:
        wire.write(bytes(1_000_000))
    assert caught.value.written > 0


def test_an_empty_packet_is_no_end() -> None:
    """`/dev/null` always has nothing to read, as `usblp` has after an empty packet."""
    wire = UsbPrinter("/dev/null")
    with pytest.raises(DeviceOfflineError, match="not open"):
        wire.read(0)
    wire.open()
    assert wire.read(0.03) == b""
    wire.close()
