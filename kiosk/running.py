"""Puts one kiosk together: its credential, its machines, its session and its window."""

import gc
import logging
import signal
import sys
import time
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
from kiosk.papers_here import PapersHere
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.renewal import Renewal
from kiosk.screens.scene import NOTHING_TO_SCAN_WITH, Scene
from kiosk.screens.setting import prepare
from kiosk.self_testing import SelfTesting, player
from kiosk.selftest.assembling import Standing
from kiosk.selftest.codes import Codes
from kiosk.selftest.hall_news import HallNews
from kiosk.session import Session
from kiosk.speech.narrator import Said
from kiosk.speech.of_screens import narrator
from kiosk.speech.sinks import Loudspeaker, SpokenFolder
from queue_server.beginning_again import begin_again
from queue_server.client import HallClient, measured
from queue_server.contract.credential import Credential, load_credential
from queue_server.contract.plan import Plan
from queue_server.contract.plan.watched import WatchedPlan
from queue_server.contract.ranges import own_range
from queue_server.watchdog import Watchdog
from queue_server.workdays.in_folder import calendar_beside

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
    watched, credential = WatchedPlan(setting.plan), load_credential(setting.credential)
    if credential.client not in [known.id for known in watched.plan.kiosk]:
        raise NotAKioskError(f"大厅配置里没有“{credential.client}”这台自助机")
    prepare(*setting.size, fullscreen=setting.fullscreen)
    terminal = Terminal(watched.plan, credential, setting, renewal=Renewal(watched))
    terminal.run()
    if terminal.again:
        begin_again()


class Terminal:
    """One kiosk, whole, with the clock `now`. Kivy must have been set up.

    Attributes:
        again: whether it left to begin again with another plan.
    """

    def __init__(
        self,
        plan: Plan,
        credential: Credential,
        setting: Setting,
        now: Callable[[], datetime] = utc_now,
        *,
        renewal: Renewal | None = None,
    ) -> None:
        from kiosk.screens.picture import picture_of
        from kiosk.screens.window import KioskWindow, leave, post

        kiosk, watchdog = credential.client, Watchdog()
        self._plan, self._credential, self._state, self._now = plan, credential, setting.state, now
        self.again = False
        self._renewal = renewal
        self._client = HallClient(credential)
        self._machines = KioskHealth(kiosk, self._client.report_health)
        self._slips = self._slip_printing(kiosk)
        page_device = next(iter(devices_of(plan, kiosk, "page_printer")), None)
        self._outbox = _outbox(plan, kiosk, setting.state)
        self._delivery = Delivery(kiosk, self._client, self._outbox) if self._outbox else None
        self._calendar = calendar_beside(setting.plan, plan)
        alone = (
            Alone(plan, kiosk, self._outbox, self._delivery.wake, now, calendar=self._calendar)
            if self._outbox and self._delivery
            else None
        )
        self._papers = PapersHere(
            plan,
            credential,
            setting.state,
            post=post,
            tell=self._tell,
            changed=self._draw,
            health=self._machines.tell,
            now=now,
        )
        sink = SpokenFolder(setting.spoken_into) if setting.spoken_into else Loudspeaker()
        self._codes = Codes()
        standing = Standing(
            plan,
            setting.plan.parent,
            credential,
            setting.state,
            self._client,
            HallNews(self._client),
            printing=self._slips,
            codes=self._codes,
            refused=lambda: sum(reading.refused for reading in self._readings),
            told=self._machines.machines,
            play=player(sink),
            camera=paper_source,
            now=now,
        )
        self._selftest = SelfTesting(standing, changed=lambda: post(self._draw), ended=self._selftest_ended)
        self._session = Session(
            plan,
            self._client,
            post=post,
            changed=self._draw,
            printer=self._slips,
            pages=page_printer(page_device) if page_device else None,
            alone=alone,
            papers=self._papers.desk,
            selftest=self._selftest.conductor,
            opens=DoorLock(setting.state).opens,
        )
        self._readings = [
            Reading(reader(device), self._scanned, partial(self._machines.reader, device.id))
            for device in devices_of(plan, kiosk, "barcode_reader")
        ]
        panel = next(known for known in plan.kiosk if known.id == kiosk)
        self._narrator = narrator(sink, panel.headset)
        say = self._narrator.say if self._narrator else _silent
        session = self._session
        self._window = KioskWindow(
            self._scene, self._tell, session.reset, panel.panel_inch, say=say, alive=watchdog.alive
        )
        self._orders = Orders(
            kiosk,
            self._client,
            post=post,
            quiet=lambda: isinstance(session.visit.step, v.Idle),
            picture=lambda: picture_of(self._window.stage),
            leave=leave,
            self_test=self.order_selftest,
        )

    def run(self) -> None:
        """Until SIGINT or SIGTERM."""
        from kiosk.screens.window import leave

        self._leave = leave
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: leave())
        self._session.start()
        self._orders.start()
        self._client.start()
        for part in (self._delivery, self._slips, *self._readings, self._papers):
            if part:
                part.start()
        try:
            self._window.run()
        finally:
            self._close()

    def _close(self) -> None:
        """The client before its delivery, so that nothing is waited for."""
        self._selftest.conductor.close()
        numbers = (self._slips, self._client, self._delivery, self._outbox)
        for part in (self._narrator, *self._readings, self._papers, *numbers):
            if part:
                part.close()

    def _tell(self, happening: v.Happening) -> None:
        """What happens on the glass and elsewhere; another plan is taken up while nobody is there."""
        self._session.take(happening)
        if self._renewal and isinstance(happening, v.Tick) and self._renewal.now(self._session.visit, time.monotonic()):
            self.again = True
            self._leave()

    def order_selftest(self) -> None:
        """The kiosk looks at itself as soon as nobody stands before it; from any thread."""
        self._session.order_selftest()

    def _selftest_ended(self) -> None:
        self._session.selftest_ended()

    def _scanned(self, code: str) -> None:
        if not self._codes.heard(code):
            self._session.scanned(code)

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
            calendar=self._calendar,
            trouble=session.trouble,
            reader=bool(self._readings),
            desk=self._papers.desk.view if self._papers.desk else NOTHING_TO_SCAN_WITH,
            selftest=self._selftest.conductor.view,
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
