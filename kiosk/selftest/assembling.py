"""What there is to look at on one terminal: what its plan names, and what every terminal has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from devices.bench.words import KINDS
from devices.led.sign import PATTERN
from kiosk.clock import utc_now
from kiosk.scanning.source import PaperSource
from kiosk.selftest.camera import Camera
from kiosk.selftest.codes import Codes
from kiosk.selftest.disk import Disk
from kiosk.selftest.hall_news import HallNews
from kiosk.selftest.own_clock import OwnClock, synchronized
from kiosk.selftest.page import TestPage
from kiosk.selftest.paper_loop import HOLD_S, LOOP, PRINTER, PagePrinting, PaperLoop
from kiosk.selftest.running import Check, Steps
from kiosk.selftest.tried import Tried
from kiosk.selftest.versions import Versions
from kiosk.selftest.voice import Voice
from kiosk.selftest.watched import Watched
from kiosk.selftest.way_in import WayIn
from kiosk.selftest.way_to_hall import WayToHall
from kiosk.selftest.working_days import WorkingDays, covered_until
from queue_server.client import HallClient
from queue_server.contract.credential import Credential
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device, Plan
from queue_server.contract.selftest import Finding
from queue_server.release import version
from queue_server.speaking.plan_packs import pack_warnings

READER, CAMERA = "扫码枪", "高拍仪"
OF_A_KIOSK = {"slip_printer": (PRINTER, LOOP), "barcode_reader": (READER,), "document_camera": (CAMERA,)}
"""What a kiosk is told about that has none."""


@dataclass(frozen=True)
class Absent:
    """Something that this terminal does not have."""

    name: str

    def look(self) -> Steps:
        yield Finding(check=self.name, state="absent", words="没有这种设备")


@dataclass(frozen=True)
class Standing:
    """The terminal as it stands, with what is open already.

    Attributes:
        folder: the plan's, with its calendar and voice packs.
        state: where the terminal keeps its own things.
        printing: the slip printer; None where there is none.
        told: how the machines are that somebody looks after here.
        watched: machines of others at this terminal that are in use: how they are is asked of the hall.
        tried: machines at this terminal that nobody has open.
        play: plays a WAV file and gives what went wrong; None where the terminal does not speak.
    """

    plan: Plan
    folder: Path
    credential: Credential
    state: Path
    client: HallClient
    news: HallNews
    printing: PagePrinting | None = None
    codes: Codes | None = None
    refused: Callable[[], int] = lambda: 0
    told: Callable[[], tuple[DeviceHealth, ...]] = tuple
    watched: tuple[Device, ...] = ()
    tried: tuple[Device, ...] = ()
    play: Callable[[bytes], str] | None = None
    camera: Callable[[Device], PaperSource] | None = None
    now: Callable[[], datetime] = utc_now
    synced: Callable[[], bool | None] = synchronized
    hold_s: float = HOLD_S


def checks_of(terminal: Standing) -> tuple[Check, ...]:
    """Everything, in the order in which a technician meets it: the hall, paper, machines, voice, the box itself."""
    plan, way_in = terminal.plan, terminal.credential
    mine = [device for device in plan.device if device.terminal == way_in.client]
    own = [device for device in mine if device not in terminal.tried]
    address = f"{way_in.host}:{way_in.port}"
    local = ZoneInfo(plan.hall.timezone)
    return (
        WayToHall(terminal.client, address),
        Versions(version(), lambda: terminal.news.version),
        *_paper(terminal, own),
        *(Watched(device, READER, terminal.told) for device in _of(own, "barcode_reader")),
        *(Camera(device, terminal.camera) for device in _of(own, "document_camera") if terminal.camera),
        *_missing(plan, way_in.client, mine),
        *(Watched(device, KINDS[device.kind], terminal.news.machines) for device in terminal.watched),
        *(Tried(device) for device in terminal.tried),
        *([Voice(terminal.play, lambda: pack_warnings(plan, terminal.folder))] if terminal.play else []),
        OwnClock(terminal.now, lambda: terminal.client.server_clock, plan.hall.timezone, terminal.synced),
        Disk(terminal.state),
        WorkingDays(plan, terminal.folder, lambda: terminal.now().astimezone(local).date()),
        WayIn(way_in, plan.hall.id, terminal.now),
    )


def _paper(terminal: Standing, own: Iterable[Device]) -> Iterator[Check]:
    """The printer with the reader."""
    for device in _of(own, "slip_printer")[:1]:
        if terminal.printing is not None:
            yield PaperLoop(
                lambda code: _page(terminal, code),
                terminal.printing,
                device.port,
                terminal.codes if _of(own, "barcode_reader") else None,
                terminal.refused,
                terminal.hold_s,
            )


def _missing(plan: Plan, client: str, mine: Iterable[Device]) -> Iterator[Check]:
    """What a kiosk usually has and this one has not."""
    if client in [kiosk.id for kiosk in plan.kiosk]:
        kinds = {device.kind for device in mine}
        yield from (Absent(name) for kind, names in OF_A_KIOSK.items() if kind not in kinds for name in names)


def _page(terminal: Standing, code: str) -> TestPage:
    plan = terminal.plan
    boards = any(device.kind == "led_board" for device in terminal.tried)
    return TestPage(
        hall=plan.hall.name,
        terminal=terminal.credential.client,
        at=terminal.now().astimezone(ZoneInfo(plan.hall.timezone)).strftime("%Y-%m-%d %H:%M:%S"),
        code=code,
        version=version(),
        hall_version=terminal.news.version,
        calendar=covered_until(plan, terminal.folder),
        pattern=PATTERN[0] if boards else "",
    )


def _of(devices: Iterable[Device], kind: str) -> list[Device]:
    return [device for device in devices if device.kind == kind]
