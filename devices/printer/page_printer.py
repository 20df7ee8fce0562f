"""Prints A4 pages on an IPP printer or a CUPS queue and says honestly what became of them."""

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from devices.errors import DeviceOfflineError, PersonNeededError, PersonReason, TextRefusedError, WrongAnswerError
from devices.link import LinkState, Outage
from devices.printer.changes import StatusChange, changes
from devices.printer.ipp import Attributes, JobState, ask, reasons_in, status_in, suspected
from devices.printer.job import SentJobs
from devices.printer.outcome import PrinterHealth, PrintOutcome, PrintResult
from devices.printer.status import PrinterStatus

PDF_BEGINNING = b"%PDF-"
LOOK_AGAIN_S = 0.2
WORKING = (JobState.PENDING, JobState.HELD, JobState.PROCESSING)


class PagePrinter:
    """One printer at `ipp://host:631/ipp/print`, or a queue at `ipp://host:631/printers/name`.

    Methods block their thread and may be called from several; one job at a time. The printer is told
    to cancel a job that does not come out: pages with somebody's papers on them must not come out later, when nobody
    waits for them.

    Args:
        answer_timeout_s: how long one request may take.
        finish_timeout_s: how long a job may take until it is cancelled.
        changed: told each change of the status; must not call the printer.
    """

    def __init__(
        self,
        uri: str,
        *,
        name: str = "page printer",
        answer_timeout_s: float = 5.0,
        finish_timeout_s: float = 120.0,
        clock: Callable[[], float] = time.monotonic,
        changed: Callable[[StatusChange], None] | None = None,
    ) -> None:
        self._uri = uri
        self._answer_timeout_s = answer_timeout_s
        self._finish_timeout_s = finish_timeout_s
        self._clock = clock
        self._changed = changed
        self._lock = threading.Lock()
        self._outage = Outage(name, uri, clock)
        self._state = LinkState.CLOSED
        self._status = PrinterStatus()
        self._reasons: tuple[str, ...] = ()
        self._sent_jobs = SentJobs()

    @property
    def health(self) -> PrinterHealth:
        """The last known state; never blocks."""
        return PrinterHealth(link=self._state, status=self._status, why=self._outage.why)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The printer's own words for what is wrong, such as `toner-empty-error`; for a technician."""
        return self._reasons

    def close(self) -> None:
        """Nothing is kept open between two requests."""
        with self._lock:
            self._state = LinkState.CLOSED

    def status(self) -> PrinterStatus:
        """Ask the printer now.

        Raises:
            DeviceOfflineError: it cannot be reached, or does not answer.
            WrongAnswerError: it refuses the question; there is no such queue.
        """
        with self._lock:
            return self._look()

    def poll(self) -> PrinterHealth:
        """Look after the printer in the background; never raises for a broken one, never waits for a job."""
        if self._outage.retry_in_s == 0 and self._lock.acquire(blocking=False):
            try:
                self._look()
            except DeviceOfflineError:
                # The health knows why.
                return self.health
            except WrongAnswerError:
                # It is there and refuses the question: such a queue does not exist, or wants a password.
                self._learn(PrinterStatus())
            finally:
                self._lock.release()
        return self.health

    def print(self, pages: bytes | str, *, job_id: str = "") -> PrintOutcome:
        """Print a PDF, or plain text; returns when the printer has completed it or was told to drop it.

        Args:
            job_id: the caller's; the outcome says whether it was sent before. Nothing is repeated by itself.

        Raises:
            PersonNeededError: the printer said beforehand that it cannot print; nothing was sent.
            DeviceOfflineError: the printer could not be reached; nothing was printed.
            WrongAnswerError: the printer refused the job; nothing was printed.
            TextRefusedError: these are no pages.
        """
        content = _pdf(pages)
        with self._lock, tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(content)
            file.flush()
            reason = self._look().person_needed
            if reason is not None:
                raise PersonNeededError(reason)
            number = self._ask("print", file=Path(file.name)).get("job-id")
            if not isinstance(number, int):
                raise WrongAnswerError(f"{self._uri} took a job and gave no number")
            reprint = job_id in self._sent_jobs
            if job_id:
                self._sent_jobs.add(job_id)
            result, reason = self._follow(number)
        return PrintOutcome(result, reason, self._status, len(content), job_id, reprint)

    def _follow(self, job: int) -> tuple[PrintResult, PersonReason | None]:
        give_up_at = self._clock() + self._finish_timeout_s
        while True:
            try:
                state = self._ask("job", job=job).get("job-state")
                reason = self._look().person_needed
            except (DeviceOfflineError, WrongAnswerError):
                return PrintResult.LOST, None
            if state == JobState.COMPLETED:
                return PrintResult.PRINTED, reason
            if state not in WORKING or reason is not None or self._clock() >= give_up_at:
                self._cancel(job)
                return PrintResult.CUT_SHORT, reason or suspected(self._reasons)
            time.sleep(LOOK_AGAIN_S)

    def _cancel(self, job: int) -> None:
        try:
            self._ask("cancel", job=job)
        except (DeviceOfflineError, WrongAnswerError):
            # It has ended by itself, or is gone: the caller is told that the pages did not come out whole.
            return

    def _look(self) -> PrinterStatus:
        attributes = self._ask("status")
        self._reasons = reasons_in(attributes)
        self._learn(status_in(attributes))
        return self._status

    def _ask(self, request: str, *, job: int = 0, file: Path | None = None) -> Attributes:
        self._state = LinkState.BUSY
        try:
            attributes = ask(request, self._uri, timeout_s=self._answer_timeout_s, job=job, file=file)
        except DeviceOfflineError as error:
            self._state = LinkState.ERROR
            self._outage.begins(error)
            self._reasons = ()
            self._learn(PrinterStatus())
            raise
        except BaseException:
            self._state = LinkState.READY
            raise
        self._state = LinkState.READY
        self._outage.over()
        return attributes

    def _learn(self, status: PrinterStatus) -> None:
        old, self._status = self._status, status
        if self._changed is not None:
            for change in changes(old, status):
                self._changed(change)


def _pdf(pages: bytes | str) -> bytes:
    if isinstance(pages, str):
        # Here and not above: who only lists the drivers must not pay for drawing.
        from devices.printer.pages import pdf_of

        return pdf_of(pages)
    if not pages.startswith(PDF_BEGINNING):
        raise TextRefusedError("no PDF: its first bytes are not %PDF-")
    return pages
