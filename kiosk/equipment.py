"""The kiosk's own machines as its plan names them."""

from devices.printer import PAPER_58_MM, PAPER_80_MM, EscposPrinter
from devices.reader import SerialReader
from devices.registry import driver_of
from devices.transport import Line, Transport, open_later
from queue_server.contract.plan import Device, Plan


def device_of(plan: Plan, kiosk: str, kind: str) -> Device | None:
    """The kiosk's first device of this kind."""
    return next((device for device in plan.device if device.terminal == kiosk and device.kind == kind), None)


def printer(device: Device) -> EscposPrinter:
    """The driver of a slip printer."""
    profile = PAPER_58_MM if device.width_mm == 58 else PAPER_80_MM
    return EscposPrinter(_wire(device), profile, name=device.id)


def reader(device: Device) -> SerialReader:
    """The driver of a barcode reader."""
    return SerialReader(_wire(device), name=device.id)


def _wire(device: Device) -> Transport:
    baud = device.baud or driver_of(device.kind, device.driver).baud
    return open_later(device.port, Line(baud=baud, data_bits=device.data_bits, parity=device.parity))
