"""Does every machine of a plan hang where it can be served, in a way that its driver takes? Nothing is opened."""

from collections import Counter
from collections.abc import Iterator

from devices.registry import ON_A_BUS, BindingError, binding_of
from queue_server.contract.plan import Device, Mistake, Plan

AT_A_KIOSK = ("slip_printer", "page_printer", "barcode_reader", "document_camera", "scanner")
"""Kinds that a kiosk drives in its own process; all others are the agent's."""
ONE_A_KIOSK = ("slip_printer", "page_printer")
KINDS = {"slip_printer": "号票打印机", "page_printer": "A4 打印机"}


def binding_mistakes(plan: Plan) -> list[Mistake]:
    """All mistakes of the plan's machines that only their drivers know."""
    return [*_places(plan), *_doubled(plan), *_settings(plan)]


def _places(plan: Plan) -> Iterator[Mistake]:
    kiosks = {kiosk.id for kiosk in plan.kiosk}
    for index, device in enumerate(plan.device, 1):
        if device.terminal in kiosks and device.kind not in AT_A_KIOSK:
            yield Mistake(f"device[{index}].terminal", f"{device.kind} 不能接在自助机上，请写 agent")
        elif device.terminal not in kiosks and device.kind in AT_A_KIOSK:
            yield Mistake(f"device[{index}].terminal", f"{device.kind} 要接在自助机上，请写自助机的 id")


def _doubled(plan: Plan) -> Iterator[Mistake]:
    counted = Counter((device.terminal, device.kind) for device in plan.device if device.kind in ONE_A_KIOSK)
    for (terminal, kind), count in counted.items():
        if count > 1:
            yield Mistake("device.terminal", f"“{terminal}”接了 {count} 台{KINDS[kind]}，只会用第一台，请留一台")


def _settings(plan: Plan) -> Iterator[Mistake]:
    for index, device in enumerate(plan.device, 1):
        try:
            _build(device)
        except BindingError as error:
            yield Mistake(f"device[{index}].options" if "options" in str(error) else f"device[{index}]", str(error))


def _build(device: Device) -> None:
    binding = binding_of(device)
    wire = binding.wire() if binding.has_wire else None
    binding.build(None if device.kind in ON_A_BUS else wire)
