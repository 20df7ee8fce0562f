"""Puts one kiosk together: its credential, its machines, its session and its window."""

import gc
import logging
import signal
import ssl
import sys
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import visit as v
from kiosk.alone import Alone
from kiosk.checks import Check, checks
from kiosk.clock import utc_now
from kiosk.delivery import Delivery
from kiosk.door import DoorLock
from kiosk.equipment import devices_of, page_printer, paper_source, printer, reader
from kiosk.health import KioskHealth
from kiosk.orders import Orders
from kiosk.outbox import Outbox, OutboxError
from kiosk.paper_desk import PaperDesk
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.scanning.desk_watch import DeskWatch
from kiosk.scanning.handover import Handover, PaperKey
from kiosk.scanning.papers_in_hand import PapersInHand
from kiosk.scanning.taken_page import TakenPage
from kiosk.scanning.trouble import Trouble, papers_health
from kiosk.scanning.uploading import Uploader, uploader_of
from kiosk.screens.scene import NOTHING_TO_SCAN_WITH, Scene
from kiosk.screens.setting import prepare
from kiosk.session import Session
from kiosk.speech.narrator import Narrator, Said
from kiosk.speech.reading_voice import ReadingVoice
from kiosk.speech.sinks import Loudspeaker, SpokenFolder, player_on
from kiosk.trace import trace
from queue_server.client import HallClient, measured
from queue_server.contract.credential import Credential, load_credential
from queue_server.contract.plan import Device, Plan, load
from queue_server.contract.ranges import own_range

log = logging.getLogger(__name__)

SWITCH_S = 0.0005
"""The printer's thread gets its turn this soon while the screen's thread builds the next face (Python's own: 5 ms)."""


class NotAKioskError(Exception):
    """The credential belongs to no kiosk of this plan; the text says so in Chinese."""


@dataclass(frozen=True)
class Setting:
    """How a kiosk is started; in the folder `state` it keeps the numbers that it gives by itself.

    Screens are read aloud into the folder `spoken_into`, or on the loudspeaker where it is None.
    """

    plan: Path
    credential: Path
    state: Path
    size: tuple[int, int]
    fullscreen: bool = False
    spoken_into: Path | None = None


def run(setting: Setting) -> None:
    """Runs the kiosk until SIGINT or SIGTERM.

    Raises:
        PlanError, OSError, msgspec.DecodeError: the plan or the credential cannot be read.
        NotAKioskError, FontMissingError, NoScreenError: it cannot be put together.
    """
    gc.disable()  # until the window runs: all that is made before then stays
    sys.setswitchinterval(SWITCH_S)
    plan, credential = load(setting.plan), load_credential(setting.credential)
    if credential.client not in [known.id for known in plan.kiosk]:
        raise NotAKioskError(f"大厅配置里没有“{credential.client}”这台自助机")
    prepare(*setting.size, fullscreen=setting.fullscreen)
    Terminal(plan, credential, setting).run()


class Terminal:
    """One kiosk, whole, with the clock `now`. Kivy must have been set up."""

    def __init__(
        self, plan: Plan, credential: Credential, setting: Setting, now: Callable[[], datetime] = utc_now
    ) -> None:
        from kiosk.screens.picture import picture_of
        from kiosk.screens.window import KioskWindow, leave, post

        kiosk = credential.client
        self._plan, self._credential, self._state, self._now = plan, credential, setting.state, now
        self._client = HallClient(credential)
        self._machines = KioskHealth(kiosk, self._client.report_health)
        self._slips = self._slip_printing(kiosk)
        page_device = next(iter(devices_of(plan, kiosk, "page_printer")), None)
        self._outbox = _outbox(plan, kiosk, setting.state)
        self._delivery = Delivery(kiosk, self._client, self._outbox) if self._outbox else None
        alone = Alone(plan, kiosk, self._outbox, self._delivery.wake, now) if self._outbox and self._delivery else None
        self._uploader = _uploader(setting.state, credential)
        self._handover = _handover(credential, self._uploader)
        self._papers = self._paper_desk(kiosk)
        self._session = Session(
            plan,
            self._client,
            post=post,
            changed=self._draw,
            printer=self._slips,
            pages=page_printer(page_device) if page_device else None,
            alone=alone,
            papers=self._papers,
            opens=DoorLock(setting.state).opens,
        )
        self._readings = [
            Reading(reader(device), self._session.scanned, partial(self._machines.reader, device.id))
            for device in devices_of(plan, kiosk, "barcode_reader")
        ]
        panel = next(known for known in plan.kiosk if known.id == kiosk)
        self._narrator = _narrator(setting.spoken_into, panel.headset)
        say = self._narrator.say if self._narrator else _silent
        session = self._session
        self._window = KioskWindow(self._scene, session.take, session.reset, panel.panel_inch, say)
        self._orders = Orders(
            kiosk,
            self._client,
            post=post,
            quiet=lambda: isinstance(session.visit.step, v.Idle),
            picture=lambda: picture_of(self._window.stage),
            leave=leave,
        )

    def run(self) -> None:
        """Until SIGINT or SIGTERM."""
        from kiosk.screens.window import leave

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: leave())
        self._session.start()
        self._orders.start()
        self._client.start()
        for part in (self._delivery, self._slips, *self._readings, self._uploader, self._handover, *self._watches):
            if part:
                part.start()
        try:
            self._window.run()
        finally:
            self._close()

    def _close(self) -> None:
        """The client before its delivery, so that nothing is waited for; papers before what brings them away."""
        papers = (*self._watches, self._handover, self._uploader)
        numbers = (self._slips, self._client, self._delivery, self._outbox)
        for part in (self._narrator, *self._readings, *papers, *numbers):
            if part:
                part.close()

    def _tell(self, happening: v.Happening) -> None:
        self._session.take(happening)

    def _draw(self) -> None:
        self._window.draw()
        self._orders.look()

    def _scene(self) -> Scene:
        session = self._session
        return Scene(
            plan=self._plan,
            visit=session.visit,
            board=session.board,
            forecast=session.forecast,
            connected=session.connected,
            alone=session.has_own_numbers,
            trouble=session.trouble,
            reader=bool(self._readings),
            desk=self._papers.view if self._papers else NOTHING_TO_SCAN_WITH,
            checks=self._checks() if isinstance(session.visit.step, v.Checks) else (),
            now=time.monotonic(),
            local=self._local(),
        )

    def _checks(self) -> tuple[Check, ...]:
        return checks(
            connected=self._session.connected,
            machines=self._machines.machines(),
            waiting=self._outbox.waiting() if self._outbox else 0,
            state=self._state,
            local=self._local(),
            desk=f"{self._credential.host}:{self._credential.port}",
            box=measured(self._credential.client, self._now()),
        )

    def _paper_desk(self, kiosk: str) -> PaperDesk | None:
        """Where papers are scanned in; None where there is nothing to scan with, or the hall takes no papers."""
        from kiosk.screens.window import post

        self._watches: list[DeskWatch] = []
        kinds = ("document_camera", "scanner")
        devices = [device for kind in kinds for device in devices_of(self._plan, kiosk, kind)]
        if self._handover is None or not devices:
            return None
        desk = PaperDesk(
            PapersInHand(self._handover),
            post=post,
            tell=self._tell,
            changed=self._draw,
        )
        for device in devices:
            self._watches.append(self._watch(device, desk))
        return desk

    def _watch(self, device: Device, desk: PaperDesk) -> DeskWatch:
        def taken(stay: int, page: TakenPage) -> None:
            desk.taken(watch, stay, page)

        def troubled(trouble: Trouble | None) -> None:
            self._machines.tell(papers_health(device.id, trouble, self._now()))
            desk.troubled(trouble)

        watch = DeskWatch(paper_source(device), live=desk.live, taken=taken, troubled=troubled)
        desk.add(watch)
        return watch

    def _local(self) -> datetime:
        return self._now().astimezone(ZoneInfo(self._plan.hall.timezone))

    def _slip_printing(self, kiosk: str) -> Printing | None:
        device = next(iter(devices_of(self._plan, kiosk, "slip_printer")), None)
        if device is None:
            return None

        def changed(trouble: str) -> None:
            self._machines.printer(device.id, trouble)
            self._session.printer_changed(trouble)

        return Printing(printer(device), changed)


def _silent(_said: Said) -> None:
    """Nothing is read aloud."""


def _outbox(plan: Plan, kiosk: str, state: Path) -> Outbox | None:
    """Where numbers given alone are kept; None where there are none to give, or nowhere to keep them."""
    if not own_range(plan, kiosk):
        return None
    try:
        return Outbox(state, f"{kiosk}-outbox")
    except OutboxError as error:
        log.error("no numbers without the desk: %s", error)
        return None


def _uploader(state: Path, credential: Credential) -> Uploader | None:
    """Brings sealed papers to the server; None where the hall takes none, or nothing can be kept on the way."""
    try:
        return uploader_of(state / "papers", credential)
    except (OSError, ssl.SSLError) as error:
        log.error("no papers are scanned: %s", error)
        return None


def _handover(credential: Credential, uploader: Uploader | None) -> Handover | None:
    if credential.papers is None or uploader is None:
        return None
    return Handover(PaperKey(credential.hall, credential.papers.key), uploader.put)


def _narrator(spoken_into: Path | None, headset: str) -> Narrator | None:
    """Reads screens aloud; None where not even the chime is there."""
    try:
        sink = SpokenFolder(spoken_into) if spoken_into else Loudspeaker()
        ear = Loudspeaker(player_on(headset)) if headset and not spoken_into else None
        return Narrator(ReadingVoice(), sink, lambda sentence: trace("spoken", text=sentence), ear)
    except (OSError, wave.Error) as error:
        log.error("screens are not read aloud: %s", error)
        return None


def size_of(text: str) -> tuple[int, int]:
    """`1080x1920` as numbers.

    Raises:
        ValueError: not of that form, or too small to be a screen.
    """
    width, height = (int(part) for part in text.lower().split("x"))
    if not (320 <= width <= 8000 and 320 <= height <= 8000):
        raise ValueError(text)
    return width, height
