"""Questions and answers on an open wire to a printer."""

import time
from typing import TypeVar

from devices.printer.answers import Answer, AnswerDecoder, AutomaticAnswer, FlowControl, FullAnswer, InOrderAnswer
from devices.printer.answers import RealTimeAnswer as RealTime
from devices.printer.automatic import FULL_STATUS_QUESTION, with_automatic, with_full
from devices.printer.commands import REMAINING_PAPER_QUESTION, identity_in, identity_question, remaining_paper_cm
from devices.printer.status import IN_ORDER_QUESTION, PrinterStatus, Question, question_bytes, with_answer
from devices.transport import Transport

Wanted = TypeVar("Wanted", RealTime, FullAnswer)


class Conversation:
    """One exchange with the printer; keeps what arrives between the answers it waits for.

    Args:
        decoder: lives as long as the connection, for a message may be split between two exchanges.
        full_status: ask Custom's full status first.
    """

    def __init__(
        self, wire: Transport, decoder: AnswerDecoder, answer_timeout_s: float, *, full_status: bool = False
    ) -> None:
        self._wire = wire
        self._decoder = decoder
        self._answer_timeout_s = answer_timeout_s
        self._full_status = full_status
        self._automatic: AutomaticAnswer | None = None
        self._in_order: int | None = None
        self.buffer_full = False

    def ask_status(self) -> PrinterStatus:
        """Ask whether it is online and has paper, and for the causes only when something is wrong."""
        status = self._ask_full() if self._full_status else PrinterStatus()
        told_all = status.answered
        for question in (Question.PRINTER,) if told_all else (Question.PRINTER, Question.PAPER):
            status = with_answer(status, question, self._ask(question))
        if status.person_needed is not None and not told_all:
            for question in (Question.OFFLINE_CAUSE, Question.ERROR_CAUSE):
                status = with_answer(status, question, self._ask(question))
        if not status.answered and self._automatic is not None:
            # It speaks by itself but does not answer: better than nothing.
            status = with_automatic(status, self._automatic)
        return status

    def ask_in_order(self) -> None:
        """Ask to be told when everything sent so far was printed."""
        self._in_order = None
        self._wire.write(IN_ORDER_QUESTION)

    def in_order_answer(self, timeout_s: float) -> int | None:
        """The answer to `ask_in_order`, waiting at most `timeout_s`."""
        if self._in_order is None:
            self._hear(timeout_s)
        return self._in_order

    def identity(self, number: int) -> str | None:
        """The answer to `GS I n`; None when there is none."""
        return identity_in(self._unframed(identity_question(number)))

    def remaining_paper_cm(self) -> int | None:
        """The answer to Custom's `GS E1`; None when there is none."""
        return remaining_paper_cm(self._unframed(REMAINING_PAPER_QUESTION))

    def _ask(self, question: Question) -> int | None:
        answer = self._answer(question_bytes(question), RealTime)
        return None if answer is None else answer.byte

    def _ask_full(self) -> PrinterStatus:
        self._decoder.expects_full = True
        answer = self._answer(FULL_STATUS_QUESTION, FullAnswer)
        self._decoder.expects_full = False
        return PrinterStatus() if answer is None else with_full(PrinterStatus(), answer)

    def _answer(self, question: bytes, wanted: type[Wanted]) -> Wanted | None:
        self._hear(0)
        self._wire.write(question)
        deadline = time.monotonic() + self._answer_timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            for answer in self._hear(left_s):
                if isinstance(answer, wanted):
                    return answer
        return None

    def _hear(self, timeout_s: float) -> list[Answer]:
        answers = list(self._decoder.feed(self._wire.read(timeout_s)))
        for answer in answers:
            match answer:
                case AutomaticAnswer():
                    self._automatic = answer
                case InOrderAnswer(byte=byte) if self._in_order is None:
                    self._in_order = byte
                case FlowControl(full=full):
                    self.buffer_full = full
        return answers

    def _unframed(self, question: bytes) -> bytes:
        """All that arrives until it is quiet; for answers without fixed bits."""
        self._hear(0)
        self._wire.write(question)
        received = b""
        while piece := self._wire.read(self._answer_timeout_s):
            received += piece
        return received
