"""The simulated machines of a practice hall, one for each device of its plan."""

from pathlib import Path

from devices.simulator import OnbonSimulator, PrinterSimulator, ReaderSimulator
from queue_server.contract.plan import Device, Plan

DOTS = {80: 576, 58: 384}
"""Dots across the paper of each width in millimetres, at 203 dots per inch."""

Machine = OnbonSimulator | PrinterSimulator | ReaderSimulator


def machines(plan: Plan, folder: Path) -> dict[str, Machine]:
    """A machine per device id, its serial line in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    return {device.id: _machine(device, folder / device.id) for device in plan.device}


def _machine(device: Device, path: Path) -> Machine:
    path.unlink(missing_ok=True)
    match device.kind:
        case "slip_printer":
            return PrinterSimulator(path, width_dots=DOTS[device.width_mm])
        case "barcode_reader":
            return ReaderSimulator(path)
        case "led_board":
            return OnbonSimulator(path)
