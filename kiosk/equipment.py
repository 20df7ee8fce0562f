"""The kiosk's own machines as its plan names them."""

from msgspec.structs import replace

from devices.printer import EscposPrinter
from devices.printer.page_printer import PagePrinter
from devices.reader.reader import Reader
from devices.registry import binding_of
from kiosk.scanning.source import AskedPapers, DroppedPapers, LivePapers, PaperSource
from queue_server.contract.plan import Device, Plan


def devices_of(plan: Plan, kiosk: str, kind: str) -> list[Device]:
    """The kiosk's devices of this kind, in the plan's order."""
    return [device for device in plan.device if device.terminal == kiosk and device.kind == kind]


def printer(device: Device) -> EscposPrinter:
    """The driver of a slip printer; without a model in its options, the usual one for its paper.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    binding = binding_of(device)
    binding = replace(binding, options={"profile": f"generic-{device.width_mm}mm", **binding.options})
    built: EscposPrinter = binding.build(binding.wire())
    return built


def page_printer(device: Device) -> PagePrinter:
    """The driver of an A4 printer.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    binding = binding_of(device)
    built: PagePrinter = binding.build(binding.wire())
    return built


def reader(device: Device) -> Reader:
    """The driver of a barcode reader.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    binding = binding_of(device)
    built: Reader = binding.build(binding.wire())
    return built


def paper_source(device: Device) -> PaperSource:
    """Where papers are scanned in: a document camera, a scanner, or a scanner's folder.

    Raises:
        BindingError: it is bound in a way its driver does not take.
    """
    driver = binding_of(device).build(None)
    match device.kind, device.driver:
        case "document_camera", _:
            return LivePapers(driver)
        case "scanner", "folder":
            return DroppedPapers(driver)
        case _:
            return AskedPapers(driver)
