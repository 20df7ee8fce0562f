"""What a kiosk keeps on its own disk until the server has it: numbers given alone, papers on their way."""

import logging
import ssl
from pathlib import Path

from kiosk.outbox import Outbox, OutboxError
from kiosk.scanning.handover import Handover, PaperKey
from kiosk.scanning.uploading import Uploader, uploader_of
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Plan
from queue_server.contract.ranges import own_range

log = logging.getLogger(__name__)


def own_outbox(plan: Plan, kiosk: str, state: Path) -> Outbox | None:
    """Where numbers given alone are kept; None where there are none to give, or nowhere to keep them."""
    if not own_range(plan, kiosk):
        return None
    try:
        return Outbox(state, f"{kiosk}-outbox")
    except OutboxError as error:
        log.error("no numbers without the desk: %s", error)
        return None


def papers_uploader(state: Path, credential: Credential) -> Uploader | None:
    """Brings sealed papers to the server; None where the hall takes none, or nothing can be kept on the way."""
    try:
        return uploader_of(state / "papers", credential)
    except (OSError, ssl.SSLError) as error:
        log.error("no papers are scanned: %s", error)
        return None


def papers_handover(credential: Credential, uploader: Uploader | None) -> Handover | None:
    """Seals scanned papers; None where they cannot be brought anywhere."""
    if credential.papers is None or uploader is None:
        return None
    return Handover(PaperKey(credential.hall, credential.papers.key), uploader.put)
