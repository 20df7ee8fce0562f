"""The kiosk's own machines as its plan names them."""

from devices.printer import PAPER_58_MM, PAPER_80_MM, EscposPrinter
from devices.reader.reader import Reader
from devices.registry import binding_of
from queue_server.contract.plan import Device, Plan


def devices_of(plan: Plan, kiosk: str, kind: str) -> list[Device]:
    """The kiosk's devices of this kind, in the plan's order."""
    return [device for device in plan.device if device.terminal == kiosk and device.kind == kind]


def printer(device: Device) -> EscposPrinter:
    """The driver of a slip printer.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    profile = PAPER_58_MM if device.width_mm == 58 else PAPER_80_MM
    return EscposPrinter(binding_of(device).wire(), profile, name=device.id)


def reader(device: Device) -> Reader:
    """The driver of a barcode reader.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    binding = binding_of(device)
    built: Reader = binding.build(binding.wire())
    return built
