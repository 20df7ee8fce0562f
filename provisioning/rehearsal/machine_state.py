"""One simulated machine as a page shows it: what it is, its switches and keys, its picture, its health in the hall."""

import msgspec

from devices.registry import driver_of
from devices.simulator import Drawn, Legible, Pressable, PrinterSimulator, ReaderSimulator, Simulator
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device

KINDS = {
    "slip_printer": "号票打印机",
    "barcode_reader": "条码阅读器",
    "led_board": "LED 屏",
    "keypad": "叫号器",
    "evaluator": "评价器",
    "id_card_reader": "身份证阅读器",
    "speech": "语音模块",
    "document_camera": "高拍仪",
    "scanner": "扫描仪",
}


class Switch(msgspec.Struct, frozen=True):
    """A fault that can be switched on and off."""

    device: str
    name: str
    label: str
    on: bool


class Button(msgspec.Struct, frozen=True):
    """Something to do at the machine."""

    name: str
    label: str


class Machine(msgspec.Struct, frozen=True):
    """A simulated machine.

    Attributes:
        own: the sample hall itself has it; the others stand in the machine room only.
        picture: the version of its picture; -1 where there is nothing to be seen.
        reads: codes can be held before it; prints: slips come out of it.
        health: `ok`, `attention`, `broken`, `unknown`, with reason and remedy; empty before the hall has said it.
    """

    device: str
    kind: str
    model: str
    driver: str
    window: int
    port: str
    own: bool
    faults: tuple[Switch, ...]
    keys: tuple[Button, ...]
    reads: bool
    prints: bool
    picture: int
    text: str
    health: str
    reason: str
    remedy: str


def machine_state(device: Device, machine: Simulator, health: DeviceHealth | None, *, own: bool) -> Machine:
    """The machine as it is now."""
    return Machine(
        device=device.id,
        kind=KINDS[device.kind],
        model=driver_of(device.kind, device.driver).machine,
        driver=device.driver,
        window=device.window,
        port=device.port.rpartition("/")[2],
        own=own,
        faults=tuple(Switch(device.id, fault.name, fault.label, fault.on) for fault in machine.faults),
        keys=tuple(Button(key.name, key.label) for key in machine.keys) if isinstance(machine, Pressable) else (),
        reads=isinstance(machine, ReaderSimulator),
        prints=isinstance(machine, PrinterSimulator),
        picture=_version(machine),
        text=machine.text if isinstance(machine, Legible) else "",
        health=health.state if health else "",
        reason=health.reason if health else "",
        remedy=health.remedy if health else "",
    )


def _version(machine: Simulator) -> int:
    """Most pictures are drawn only when somebody looks."""
    if isinstance(machine, Drawn):
        return machine.version
    shots = machine.pictures()
    return shots[-1].id if shots else -1
