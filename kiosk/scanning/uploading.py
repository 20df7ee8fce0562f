"""Sealed papers from the kiosk to the server over HTTPS, in a thread that the screen never waits for."""

import hashlib
import logging
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from kiosk.scanning.spool import Spool
from queue_server.contract.credential import Credential

log = logging.getLogger(__name__)

CHUNK_BYTES = 256 << 10
TIMEOUT_S = 10.0
LOOK_S = 1.0
LONGEST_WAIT_S = 30.0


def uploader_of(folder: Path, credential: Credential) -> "Uploader | None":
    """An uploader with the spool in `folder`, by what the kiosk's credential says; None where the hall takes no papers.

    Papers are to be sealed with `credential.papers.key`.
    """
    papers = credential.papers
    return Uploader(folder, papers.address, papers.certificate, credential) if papers else None


class Uploader:
    """Sends what `put` gives it and what already waited; the spool belongs to this thread alone from `start` on."""

    def __init__(
        self,
        folder: Path,
        address: str,
        certificate: str,
        credential: Credential,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """To the papers' `address` (`https://host:port`), trusting `certificate` (PEM) alone.

        Raises:
            ssl.SSLError: this is no certificate.
            OSError: the folder cannot be made or read.
        """
        self._address, self._now = address, now
        self._trusted = ssl.create_default_context(cadata=certificate)
        self._trusted.verify_flags |= ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN  # it need not be a root
        self._auth = (credential.client, credential.password)
        self._leave, self._wake = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        self._spool = Spool(folder, now())
        self._thread = threading.Thread(target=self._run, name="papers", daemon=True)

    def start(self) -> None:
        """Begins to send."""
        self._thread.start()

    def put(self, id: str, sealed: bytes) -> None:
        """Keeps a sealed paper until the server has it.

        Raises:
            NotSealedError, SpoolFullError, OSError: as `Spool.put`.
        """
        with self._lock:
            self._spool.put(id, sealed, self._now())
        self._wake.set()

    def waiting(self) -> int:
        """How many papers wait."""
        with self._lock:
            return len(self._spool.waiting())

    def close(self) -> None:
        """Ends after the piece under way; what waits stays on the disk."""
        self._leave.set()
        self._wake.set()
        self._thread.join(TIMEOUT_S + LOOK_S)

    def _run(self) -> None:
        wait_s, up = LOOK_S, True
        while not self._leave.is_set():
            try:
                self._round()
                wait_s = LOOK_S
                if not up:
                    log.info("papers reach the server again")
                up = True
            except (httpx.HTTPError, OSError) as error:
                if up:
                    log.warning("papers wait, the server does not take them: %s", error)
                up, wait_s = False, min(wait_s * 2, LONGEST_WAIT_S)
            self._wake.wait(wait_s)
            self._wake.clear()

    def _round(self) -> None:
        with self._lock:
            self._spool.expire(self._now())
            ids = [one.id for one in self._spool.waiting()]
        if not ids:
            return
        with httpx.Client(base_url=self._address, verify=self._trusted, auth=self._auth, timeout=TIMEOUT_S) as client:
            refused: httpx.HTTPStatusError | None = None
            for id in ids:
                if self._leave.is_set():
                    return
                try:
                    self._send(client, id)
                except httpx.HTTPStatusError as error:  # one paper that is refused holds up no other
                    refused = error
            if refused is not None:
                raise refused

    def _send(self, client: httpx.Client, id: str) -> None:
        with self._lock:
            sealed = self._spool.read(id)
        if sealed is None:
            return
        announced = {"id": id, "length": len(sealed), "sha256": hashlib.sha256(sealed).hexdigest()}
        answer = client.post("/papers", json=announced).raise_for_status()
        while answer.headers["Upload-Done"] != "1":
            if self._leave.is_set():
                return
            offset = int(answer.headers["Upload-Offset"])
            piece = sealed[offset : offset + CHUNK_BYTES]
            answer = client.patch(f"/papers/{id}", content=piece, headers={"Upload-Offset": str(offset)})
            answer.raise_for_status()
        with self._lock:
            if self._spool.read(id) == sealed:
                self._spool.delete(id)
