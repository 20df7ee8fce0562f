"""What the start page shows now, as one value: machines, slips, strips, calls spoken, processes, people."""

from pathlib import Path

import msgspec

from devices.simulator import PrinterSimulator
from devices.simulator.sign import SignSimulator
from provisioning.rehearsal.hall import PracticeHall
from provisioning.rehearsal.machine_state import Machine, machine_state
from queue_server.contract.plan import Role

SPOKEN_SHOWN = 8


class Picture(msgspec.Struct, frozen=True):
    """A picture that the page fetches; `version` rises when it is another one, `note` says it in words."""

    device: str
    version: int
    note: str = ""
    at: float = 0.0


class Spoken(msgspec.Struct, frozen=True):
    """A spoken call: the file to play and whom it called where."""

    file: str
    number: str
    window: int


class Process(msgspec.Struct, frozen=True):
    """A process of the hall; `starts` counts how often it was started."""

    name: str
    running: bool
    starts: int


class Named(msgspec.Struct, frozen=True):
    """What is called in both languages."""

    name: str
    name_en: str


class Clerk(msgspec.Struct, frozen=True):
    """A clerk and the PIN that works in this practice hall."""

    name: str
    pin: str


class Window(msgspec.Struct, frozen=True):
    """A window, the address of its console, the device that is its LED strip, and who may log in there."""

    number: int
    services: tuple[Named, ...]
    address: str
    strip: str
    clerks: tuple[Clerk, ...]


class Desk(msgspec.Struct, frozen=True):
    """A page of those who are at no window, its address, and who may log in there."""

    named: Named
    address: str
    clerks: tuple[Clerk, ...]


class Snapshot(msgspec.Struct, frozen=True):
    """The whole page; `read` is the sentence that the kiosk read aloud last, a file to play."""

    hall: Named
    with_desktop: bool
    screens: dict[str, tuple[int, int]]
    slips: tuple[Picture, ...]
    strips: tuple[Picture, ...]
    spoken: tuple[Spoken, ...]
    read: str
    machines: tuple[Machine, ...]
    processes: tuple[Process, ...]
    windows: tuple[Window, ...]
    desks: tuple[Desk, ...]


def snapshot(hall: PracticeHall) -> Snapshot:
    """Everything as it is; slips newest first, spoken calls newest first."""
    return Snapshot(
        hall=Named(hall.plan.hall.name, hall.plan.hall.name_en),
        with_desktop=hall.with_desktop,
        screens={name: screen.size for name, screen in hall.screens.items()},
        slips=_slips(hall),
        strips=_strips(hall),
        spoken=_spoken(hall.spoken),
        read=max((file.name for file in hall.read.glob("*.wav")), key=lambda name: int(name[:-4]), default=""),
        machines=_machines(hall),
        processes=tuple(Process(name, one.running, one.starts) for name, one in hall.processes.items()),
        windows=_windows(hall),
        desks=(
            _desk(hall, "guide", Named("导办台", "Guide desk"), "guide-desk"),
            _desk(hall, "manager", Named("大厅总览", "The hall"), "manager"),
            _desk(hall, "manager", Named("投诉和差评", "Complaints and bad ratings"), "concerns"),
            _desk(hall, "manager", Named("人员", "People"), "people"),
            _desk(hall, "technician", Named("设备和终端", "Machines and terminals"), "machines"),
        ),
    )


def _slips(hall: PracticeHall) -> tuple[Picture, ...]:
    printers = {device: machine for device, machine in hall.machines.items() if isinstance(machine, PrinterSimulator)}
    slips = [
        Picture(device, slip.id, slip.note, slip.at) for device, one in printers.items() for slip in one.pictures()
    ]
    return tuple(sorted(slips, key=lambda slip: slip.at, reverse=True))


def _strips(hall: PracticeHall) -> tuple[Picture, ...]:
    strips = {device: machine for device, machine in hall.machines.items() if isinstance(machine, SignSimulator)}
    return tuple(Picture(device, one.version, one.text) for device, one in strips.items())


def _spoken(folder: Path) -> tuple[Spoken, ...]:
    files = sorted(folder.glob("*-*-*.wav"), key=lambda file: (int(file.stem.split("-")[0]), file.name), reverse=True)
    parts = [(file.name, *file.stem.split("-")[1:3]) for file in files[:SPOKEN_SHOWN]]
    return tuple(Spoken(name, number, int(window)) for name, number, window in parts)


def _machines(hall: PracticeHall) -> tuple[Machine, ...]:
    own = {device.id for device in hall.sample.device}
    health = hall.health
    return tuple(
        machine_state(device, hall.machines[device.id], health.get(device.id), own=device.id in own)
        for device in hall.plan.device
    )


def _windows(hall: PracticeHall) -> tuple[Window, ...]:
    return tuple(
        Window(
            window.number,
            tuple(Named(service.name, service.name_en) for service in hall.plan.services_of(window.number)),
            f"{hall.web_address}/window/{window.number}",
            next((device.id for device in hall.plan.device if device.window == window.number), ""),
            tuple(Clerk(hall.plan.clerks[clerk].name, hall.pins[clerk]) for clerk in window.clerks),
        )
        for window in hall.plan.window
    )


def _desk(hall: PracticeHall, role: Role, named: Named, page: str) -> Desk:
    people = tuple(Clerk(clerk.name, hall.pins[clerk.id]) for clerk in hall.plan.clerk if role in clerk.roles)
    return Desk(named, f"{hall.web_address}/{page}", people)
