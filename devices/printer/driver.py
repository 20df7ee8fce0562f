"""Drives one ESC/POS printer: asks before and after each slip and says honestly what became of it."""

import threading
import time
from collections.abc import Callable

import msgspec

from devices.errors import DeviceOfflineError, PersonNeededError
from devices.link import Link, LinkState
from devices.printer.answers import AnswerDecoder
from devices.printer.changes import StatusChange, changes
from devices.printer.conversation import Conversation
from devices.printer.document import Cut, Document, Line, QrCode
from devices.printer.encode import encode, opening
from devices.printer.job import PrintJob, SentJobs
from devices.printer.outcome import PrinterHealth, PrintOutcome, PrintResult
from devices.printer.presenter import RETRACT
from devices.printer.profile import PAPER_80_MM, PrinterProfile
from devices.printer.slip_mouth import SlipMouth
from devices.printer.status import Paper, PrinterStatus, in_order_paper
from devices.transport import Transport

SILENCE_KNOWN_S = 5.0
"""How long a printer that answered nothing is not asked again before a slip, so that a mute one stays fast."""
GIVE_UP_S = 2.0
"""Silence after the slip that ends the waiting."""
SETTLE_S = 1.0
"""How long the paper is watched after the slip on printers that do not answer in order."""


class EscposPrinter:
    """One printer on one wire. Methods block their thread and may be called from several; one slip at a time.

    Nothing is ever sent twice: repeating a slip is the caller's decision.

    Args:
        changed: told each change of the status on the thread that learnt it; must not call the printer.
    """

    def __init__(
        self,
        transport: Transport,
        profile: PrinterProfile = PAPER_80_MM,
        *,
        name: str = "printer",
        answer_timeout_s: float = 0.2,
        finish_timeout_s: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
        changed: Callable[[StatusChange], None] | None = None,
    ) -> None:
        self._profile = profile
        self._answer_timeout_s = answer_timeout_s
        self._finish_timeout_s = finish_timeout_s
        self._clock = clock
        self._link = Link(transport, name, clock)
        self._lock = threading.Lock()
        self._status = PrinterStatus()
        self._decoder = AnswerDecoder()
        self._mouth = SlipMouth(profile, clock)
        self._sent_jobs = SentJobs()
        self._changed = changed
        self._opened = False
        self._silent_until = 0.0
        self._answers_in_order = profile.answers_in_order

    @property
    def profile(self) -> PrinterProfile:
        return self._profile

    @property
    def health(self) -> PrinterHealth:
        """The last known state; never blocks."""
        return PrinterHealth(link=self._link.state, status=self._status, why=self._link.why)

    def warm_up(self) -> None:
        """Load fonts and tables so that the first slip is built as fast as the later ones."""
        lines = tuple(Line("䶮号A", width=size, height=size, bold=bold) for size in (1, 2) for bold in (False, True))
        encode(Document((*lines, QrCode("warm"), Cut())), self._profile)

    def close(self) -> None:
        """Let go of the wire."""
        with self._lock:
            self._link.close()

    def status(self) -> PrinterStatus:
        """Ask the printer now.

        Raises:
            DeviceOfflineError: the printer cannot be reached. A silent one is not offline: its status is unknown.
        """
        with self._lock, self._link.exchange(insist=True) as wire:
            return self._ask(self._talk(wire))

    def identity(self, number: int = 1) -> str | None:
        """What the printer answers to `GS I n`: a text, or bytes in hex; None when it stays silent.

        Raises:
            DeviceOfflineError: the printer cannot be reached.
        """
        with self._lock, self._link.exchange(insist=True) as wire:
            return self._talk(wire).identity(number)

    def remaining_paper_cm(self) -> int | None:
        """How much paper a Custom printer believes is left; None when it stays silent.

        Raises:
            DeviceOfflineError: the printer cannot be reached.
        """
        with self._lock, self._link.exchange(insist=True) as wire:
            return self._talk(wire).remaining_paper_cm()

    def poll(self) -> PrinterHealth:
        """Look after the printer in the background: reconnect when the back-off has passed, refresh the status.

        Never raises for a broken device and never waits for a slip being printed.
        """
        if self._lock.acquire(blocking=False):
            try:
                with self._link.exchange() as wire:
                    talk = self._talk(wire)
                    self._ask(talk)
                    if self._mouth.wants_retraction():
                        wire.write(RETRACT)
                        self._ask(talk)
            except DeviceOfflineError:
                self._lost_sight()
            finally:
                self._lock.release()
        return self.health

    def print(self, work: Document | PrintJob) -> PrintOutcome:
        """Print one document; returns when the printer has confirmed it or nothing more can be learnt.

        Raises:
            PersonNeededError: the printer said beforehand that it cannot print; nothing was sent.
            DeviceOfflineError: the printer could not be reached; nothing was printed.
            TextRefusedError: the document does not fit this printer.
        """
        if isinstance(work, Document):
            return self._print_bytes(encode(work, self._profile))
        reprint = work.id in self._sent_jobs
        slip = encode(work.again() if reprint else work.document, self._profile)
        outcome = self._print_bytes(slip)
        # Refused and unreachable ones raise: not a byte of them is on paper.
        self._sent_jobs.add(work.id)
        return msgspec.structs.replace(outcome, job_id=work.id, reprint=reprint)

    def _print_bytes(self, slip: bytes) -> PrintOutcome:
        with self._lock:
            if self._link.state is LinkState.READY:
                try:
                    return self._print(slip)
                except DeviceOfflineError:
                    # The wire opened earlier is dead and took nothing: the machine may have been replugged since.
                    return self._print(slip)
            return self._print(slip)

    def _print(self, slip: bytes) -> PrintOutcome:
        sent = 0
        try:
            with self._link.exchange(insist=True) as wire:
                talk = self._talk(wire)
                if self._clock() >= self._silent_until:
                    reason = self._ask(talk).person_needed
                    if reason is not None:
                        raise PersonNeededError(reason)
                try:
                    wire.write(slip)
                except DeviceOfflineError as error:
                    sent = error.written
                    raise
                sent = len(slip)
                result = self._finish(talk)
        except DeviceOfflineError:
            self._lost_sight()
            self._silent_until = 0.0
            if sent == 0:
                raise
            result = PrintResult.LOST
        return PrintOutcome(result, self._status.person_needed, self._status, len(slip))

    def _finish(self, talk: Conversation) -> PrintResult:
        if not self._answers_in_order:
            return self._settle(talk)
        mute = self._clock() < self._silent_until
        talk.ask_in_order()
        started_at = heard_at = self._clock()
        while self._clock() - started_at < self._finish_timeout_s:
            answer = talk.in_order_answer(0.1)
            if answer is not None:
                status = self._ask(talk)
                if in_order_paper(answer) is not Paper.OUT:
                    return PrintResult.PRINTED
                self._learn(msgspec.structs.replace(status, paper=Paper.OUT))
                return PrintResult.CUT_SHORT
            status = self._ask(talk)
            if status.person_needed is not None:
                return PrintResult.CUT_SHORT
            if status.answered or talk.buffer_full:
                heard_at = self._clock()
            elif mute or self._clock() - heard_at > GIVE_UP_S:
                return PrintResult.UNCONFIRMED
        # It answers while printing but never in order: this model does not know the question.
        self._answers_in_order = False
        return PrintResult.UNCONFIRMED

    def _settle(self, talk: Conversation) -> PrintResult:
        until = self._clock() + SETTLE_S
        at_last = self._clock() + self._finish_timeout_s
        while True:
            status = self._ask(talk)
            if status.person_needed is not None:
                return PrintResult.CUT_SHORT
            if not status.answered:
                return PrintResult.UNCONFIRMED
            if self._clock() >= (at_last if status.moving else until):
                return PrintResult.PRINTED if not status.moving else PrintResult.UNCONFIRMED
            talk.in_order_answer(0.1)

    def _talk(self, wire: Transport) -> Conversation:
        if not self._opened:
            self._decoder.forget()
            if setting := opening(self._profile):
                wire.write(setting)
            self._opened = True
        return Conversation(wire, self._decoder, self._answer_timeout_s, full_status=self._profile.full_status)

    def _ask(self, talk: Conversation) -> PrinterStatus:
        self._learn(self._mouth.complete(talk.ask_status()))
        if not self._status.answered:
            self._silent_until = self._clock() + SILENCE_KNOWN_S
        return self._status

    def _lost_sight(self) -> None:
        self._opened = False
        self._learn(self._mouth.complete(PrinterStatus()))

    def _learn(self, status: PrinterStatus) -> None:
        old, self._status = self._status, status
        if self._changed is not None:
            for change in changes(old, status):
                self._changed(change)
