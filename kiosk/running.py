"""Puts one kiosk together: its credential, its machines, its session and its window."""

import logging
import signal
import sys
import time
from functools import partial
from pathlib import Path

from kiosk import visit as v
from kiosk.alone import Alone
from kiosk.checks import Check, checks
from kiosk.delivery import Delivery
from kiosk.door import DoorLock
from kiosk.equipment import devices_of, page_printer, printer, reader
from kiosk.health import KioskHealth
from kiosk.outbox import Outbox, OutboxError
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.screens.setting import prepare
from kiosk.session import Session
from queue_server.client import HallClient
from queue_server.contract.credential import load_credential
from queue_server.contract.plan import Plan, load
from queue_server.contract.ranges import own_range

log = logging.getLogger(__name__)

SWITCH_S = 0.0005
"""The printer's thread gets its turn this soon while the screen's thread builds the next face (Python's own: 5 ms)."""


class NotAKioskError(Exception):
    """The credential belongs to no kiosk of this plan; the text says so in Chinese."""


def run(
    plan_path: Path, credential_path: Path, state: Path, size: tuple[int, int], *, fullscreen: bool, inch: float
) -> None:
    """Runs the kiosk until SIGINT or SIGTERM; in the folder `state` it keeps the numbers it gives by itself.

    Raises:
        PlanError, OSError, msgspec.DecodeError: the plan or the credential cannot be read.
        NotAKioskError, FontMissingError, NoScreenError: it cannot be put together.
    """
    sys.setswitchinterval(SWITCH_S)
    plan, credential = load(plan_path), load_credential(credential_path)
    kiosk = credential.client
    if kiosk not in [known.id for known in plan.kiosk]:
        raise NotAKioskError(f"大厅配置里没有“{kiosk}”这台自助机")
    prepare(*size, fullscreen=fullscreen)
    from kiosk.screens.scene import Scene
    from kiosk.screens.window import KioskWindow, hall_time, leave, post

    client = HallClient(credential)
    slip_device = next(iter(devices_of(plan, kiosk, "slip_printer")), None)
    page_device = next(iter(devices_of(plan, kiosk, "page_printer")), None)
    code_devices = devices_of(plan, kiosk, "barcode_reader")
    machines = KioskHealth(kiosk, client.report_health)

    def printer_changed(device: str, trouble: str) -> None:
        machines.printer(device, trouble)
        session.printer_changed(trouble)

    slips = Printing(printer(slip_device), partial(printer_changed, slip_device.id)) if slip_device else None

    pages = page_printer(page_device) if page_device else None

    outbox = _outbox(plan, kiosk, state)
    delivery = Delivery(client, outbox) if outbox else None
    alone = Alone(plan, kiosk, outbox, delivery.wake) if outbox and delivery else None

    def draw() -> None:
        window.draw()

    session = Session(
        plan, client, post=post, changed=draw, printer=slips, pages=pages, alone=alone, opens=DoorLock(state).opens
    )

    def looked_at() -> tuple[Check, ...]:
        return checks(
            connected=session.connected,
            machines=machines.machines(),
            waiting=outbox.waiting() if outbox else 0,
            state=state,
            local=hall_time(plan.hall.timezone),
            desk=f"{credential.host}:{credential.port}",
        )

    def scene() -> Scene:
        return Scene(
            plan=plan,
            visit=session.visit,
            board=session.board,
            forecast=session.forecast,
            connected=session.connected,
            alone=session.has_own_numbers,
            trouble=session.trouble,
            reader=bool(code_devices),
            checks=looked_at() if isinstance(session.visit.step, v.Checks) else (),
            now=time.monotonic(),
            local=hall_time(plan.hall.timezone),
        )

    window = KioskWindow(scene, session.take, session.reset, inch)
    readings = [
        Reading(reader(device), session.scanned, partial(machines.reader, device.id)) for device in code_devices
    ]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: leave())
    session.start()
    client.start()
    if delivery:
        delivery.start()
    if slips:
        slips.start()
    for reading in readings:
        reading.start()
    try:
        window.run()
    finally:
        for reading in readings:
            reading.close()
        if slips:
            slips.close()
        client.close()
        if outbox and delivery:
            delivery.close()
            outbox.close()


def _outbox(plan: Plan, kiosk: str, state: Path) -> Outbox | None:
    """Where numbers given alone are kept; None where there are none to give, or nowhere to keep them."""
    if not own_range(plan, kiosk):
        return None
    try:
        return Outbox(state, f"{kiosk}-outbox")
    except OutboxError as error:
        log.error("no numbers without the desk: %s", error)
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
