"""Papers of visitors on their way out: each material becomes a PDF, is sealed and spooled, on a thread of its own."""

import hashlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.fonts import FontMissingError
from kiosk.scanning.forgetting import forget_what_is_freed
from kiosk.scanning.pdf import A4_MM, PageError, pdf_of, watermark_for
from kiosk.scanning.sheet import PaperForm
from kiosk.scanning.spool import KEPT_FOR, SpoolFullError
from kiosk.scanning.taken_page import TakenPage
from queue_server.contract.plan import Matter
from queue_server.sealing import About, SealError, seal

log = logging.getLogger(__name__)

KEPT_S = KEPT_FOR.total_seconds()
AGAIN_S = 2.0
JOIN_S = 15.0


@dataclass(frozen=True, slots=True)
class PaperKey:
    """The server's X25519 public key, 32 raw bytes, for papers of `hall`."""

    hall: str
    public: bytes


@dataclass(frozen=True, slots=True)
class Purpose:
    """What papers are for: the request id of the wish that they belong to, its matter, the local day (2026-11-24)."""

    owner: str
    matter: Matter
    day: str


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    purpose: Purpose
    material: str
    pages: Sequence[TakenPage]
    since_s: float

    def wipe(self) -> None:
        for page in self.pages:
            page.wipe()


class Handover:
    """Takes pages over and owns them from then on; wipes them once they are sealed, and after 15 minutes at most."""

    def __init__(
        self,
        key: PaperKey,
        put: Callable[[str, bytes], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Seals with `key`; `put` keeps sealed bytes under an id.

        Args:
            put: raises `SpoolFullError` or `OSError` where it cannot now.
            clock: rising seconds.
        """
        self._key, self._put, self._clock = key, put, clock
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._wake, self._leave = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="handover", daemon=True)

    def start(self) -> None:
        """Begins to seal."""
        forget_what_is_freed()
        self._thread.start()

    def take(self, purpose: Purpose, material: str, pages: Sequence[TakenPage]) -> None:
        """Takes the pages of one material over; returns at once. The same material again replaces itself."""
        with self._lock:
            self._jobs.append(_Job(purpose, material, pages, self._clock()))
        self._wake.set()

    def waiting(self) -> int:
        """How many materials are not sealed yet."""
        with self._lock:
            return len(self._jobs)

    def close(self) -> None:
        """Ends after the material under way; what is not sealed by then is wiped."""
        self._leave.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_S)
        with self._lock:
            while self._jobs:
                self._jobs.pop().wipe()

    def _run(self) -> None:
        while not self._leave.is_set():
            done = True
            for job in self._drop_old():
                done = self._finished(job)
                if not done or self._leave.is_set():
                    break
            self._wake.wait(None if done and not self.waiting() else AGAIN_S)
            self._wake.clear()

    def _drop_old(self) -> list[_Job]:
        """What is left once everything was wiped that has waited too long, the oldest first."""
        with self._lock:
            old = [job for job in self._jobs if self._clock() - job.since_s >= KEPT_S]
            for job in old:
                self._jobs.remove(job)
                job.wipe()
            if old:
                log.warning("%d materials could not be sealed in time, dropped", len(old))
            return list(self._jobs)

    def _finished(self, job: _Job) -> bool:
        """Whether the material is on its way, or never will be; it is wiped then."""
        try:
            self._put(_id(job), _sealed(job, self._key))
        except (SpoolFullError, OSError) as error:
            log.warning("a material cannot be kept now: %s", error)
            return False
        except (PageError, FontMissingError, SealError, ValueError) as error:
            log.error("a material cannot be made a sealed PDF, dropped: %s", error)
        with self._lock:
            if job in self._jobs:
                self._jobs.remove(job)
        job.wipe()
        return True


def _sealed(job: _Job, key: PaperKey) -> bytes:
    about = About(hall=key.hall, owner=job.purpose.owner, matter=job.purpose.matter.code, material=job.material)
    cards = all(page.form is PaperForm.CARD for page in job.pages)
    size_mm = PaperForm.CARD.value if cards else A4_MM
    watermark = watermark_for(job.purpose.matter.name, job.purpose.day)
    return seal(key.public, pdf_of([bytes(page.jpeg) for page in job.pages], watermark, size_mm), about)


def _id(job: _Job) -> str:
    """The same for the same material of the same wish, so that a repeated one replaces itself."""
    return hashlib.sha256(f"{job.purpose.owner}\0{job.material}".encode()).hexdigest()[:40]
