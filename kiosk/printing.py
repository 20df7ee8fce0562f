"""The slip printer on a thread of its own: slips and handouts in, what became of them out; looked after in between."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from devices.errors import DeviceOfflineError, PersonNeededError, TextRefusedError
from devices.link import LinkState
from devices.printer import Document, EscposPrinter, PrinterHealth, PrintResult
from kiosk.handout import Handout, handout_document
from kiosk.selftest.page import TestPage, page_document
from kiosk.slip import Slip, document
from kiosk.trace import trace
from kiosk.visit.steps import Paper, SlipState

log = logging.getLogger(__name__)

POLL_S = 2.0
PATIENCE_S = 20.0
"""A slip that could not begin for so long is not printed any more: its visitor has gone with the number in mind."""

OFFLINE = "offline"
LATE = "late"
CUT_SHORT = "cut_short"
UNPRINTABLE = "unprintable"


SlipPaper = Slip | Handout | TestPage


@dataclass(frozen=True)
class _Job:
    paper: SlipPaper
    before: float
    done: Callable[[SlipState], None]


class Printing:
    """Prints each slip and each handout once; `done` and `changed` are called on the printer's thread.

    Args:
        printer: the driver; this thread is the only one that uses it.
        changed: told the printer's trouble (a device's word, `offline`, or empty) at first and whenever it changes.
    """

    def __init__(self, printer: EscposPrinter, changed: Callable[[str], None]) -> None:
        self._printer = printer
        self._changed = changed
        self._trouble: str | None = None
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="printing", daemon=True)

    def start(self) -> None:
        """Begins to look after the printer."""
        self._thread.start()

    def print(self, paper: SlipPaper, done: Callable[[SlipState], None]) -> None:
        """Prints as soon as the printer is free and returns at once."""
        self._jobs.put(_Job(paper, time.monotonic() + PATIENCE_S, done))
        trace("slip_queued", number=_name(paper))

    def close(self) -> None:
        """Ends after the slip in work; waits no longer than a slip may take."""
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(15.0)

    def _run(self) -> None:
        self._printer.warm_up()
        self._look()
        while True:
            try:
                job = self._jobs.get(timeout=POLL_S)
            except queue.Empty:
                self._look()
                continue
            if job is None:
                break
            job.done(self._print(job))
            if self._jobs.empty():
                self._look()
        self._printer.close()

    def _print(self, job: _Job) -> SlipState:
        if time.monotonic() > job.before:
            return SlipState(Paper.PERSON_NEEDED, LATE)
        try:
            outcome = self._printer.print(_document(job.paper, self._printer.profile.columns))
        except PersonNeededError as error:
            return SlipState(Paper.PERSON_NEEDED, error.reason.value)
        except DeviceOfflineError as error:
            log.warning("slip %s not printed: %s", _name(job.paper), error)
            return SlipState(Paper.PERSON_NEEDED, OFFLINE)
        except TextRefusedError as error:
            log.error("slip %s cannot be printed: %s", _name(job.paper), error)
            return SlipState(Paper.PERSON_NEEDED, UNPRINTABLE)
        trace("slip_written", number=_name(job.paper), result=outcome.result.value)
        match outcome.result:
            case PrintResult.PRINTED:
                return SlipState(Paper.PRINTED)
            case PrintResult.UNCONFIRMED:
                return SlipState(Paper.UNKNOWN)
            case PrintResult.CUT_SHORT | PrintResult.LOST:
                return SlipState(Paper.PERSON_NEEDED, CUT_SHORT)

    def _look(self) -> None:
        trouble = trouble_of(self._printer.poll())
        if trouble != self._trouble:
            self._trouble = trouble
            self._changed(trouble)


def _name(paper: SlipPaper) -> str:
    match paper:
        case Slip(number=number):
            return number
        case Handout(matter=matter):
            return matter
        case TestPage(code=code):
            return code
    assert_never(paper)


def _document(paper: SlipPaper, columns: int) -> Document:
    match paper:
        case Slip():
            return document(paper, columns)
        case Handout():
            return handout_document(paper, columns)
        case TestPage():
            return page_document(paper, columns)
    assert_never(paper)


def trouble_of(health: PrinterHealth) -> str:
    """Why slips do not come out now: a device's word, `offline`, or empty when they should."""
    reason = health.person_needed
    if reason is not None:
        return reason.value
    return OFFLINE if health.link is LinkState.ERROR else ""
