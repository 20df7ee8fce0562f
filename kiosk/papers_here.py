"""All of one kiosk by which papers come in, wait and leave for the server, put together."""

import logging
import ssl
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk import visit as v
from kiosk.equipment import devices_of, paper_source
from kiosk.paper_desk import PaperDesk
from kiosk.scanning.desk_watch import DeskWatch
from kiosk.scanning.handover import Handover, PaperKey
from kiosk.scanning.papers_in_hand import PapersInHand
from kiosk.scanning.taken_page import TakenPage
from kiosk.scanning.trouble import Trouble, papers_health
from kiosk.scanning.uploading import Uploader, uploader_of
from queue_server.contract.credential import Credential
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device, Plan

log = logging.getLogger(__name__)


class PapersHere:
    """Brings what waits in `state` to the server; `desk` is None where there is nothing to scan with.

    Args:
        post: brings a call to the screen's thread.
        tell: takes what happens to the visit.
        changed: the screen is to be drawn again.
        health: takes how a machine is now.
    """

    def __init__(
        self,
        plan: Plan,
        credential: Credential,
        state: Path,
        *,
        post: Callable[[Callable[[], None]], None],
        tell: Callable[[v.Happening], None],
        changed: Callable[[], None],
        health: Callable[[DeviceHealth], None],
        now: Callable[[], datetime],
    ) -> None:
        self._health, self._now = health, now
        self._uploader = _uploader(state, credential)
        self._handover = _handover(credential, self._uploader)
        kinds = ("document_camera", "scanner")
        devices = [device for kind in kinds for device in devices_of(plan, credential.client, kind)]
        self._watches: list[DeskWatch] = []
        self.desk: PaperDesk | None = None
        if self._handover and devices:
            self.desk = PaperDesk(PapersInHand(self._handover), post=post, tell=tell, changed=changed)
            self._watches = [self._watch(device, self.desk) for device in devices]

    def start(self) -> None:
        """Begins to look and to bring."""
        for part in (self._uploader, self._handover, *self._watches):
            if part:
                part.start()

    def close(self) -> None:
        """Papers before what brings them away."""
        for part in (*self._watches, self._handover, self._uploader):
            if part:
                part.close()

    def _watch(self, device: Device, desk: PaperDesk) -> DeskWatch:
        def taken(stay: int, page: TakenPage) -> None:
            desk.taken(watch, stay, page)

        def troubled(trouble: Trouble | None) -> None:
            self._health(papers_health(device.id, trouble, self._now()))
            desk.troubled(trouble)

        watch = DeskWatch(paper_source(device), live=desk.live, taken=taken, troubled=troubled)
        desk.add(watch)
        return watch


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
