"""Questions and answers on an open wire to a printer."""

import time

from devices.printer.status import (
    IN_ORDER_QUESTION,
    PrinterStatus,
    Question,
    answer_in,
    in_order_answer_in,
    question_bytes,
    with_answer,
)
from devices.transport import Transport

KEPT_BYTES = 64


class Conversation:
    """One exchange with the printer; keeps what arrives between the answers it waits for."""

    def __init__(self, wire: Transport, answer_timeout_s: float) -> None:
        self._wire = wire
        self._answer_timeout_s = answer_timeout_s
        self._unasked = b""

    def ask_status(self) -> PrinterStatus:
        """Ask whether it is online and has paper, and for the causes only when something is wrong."""
        status = PrinterStatus()
        for question in (Question.PRINTER, Question.PAPER):
            status = with_answer(status, question, self._ask(question))
        if status.person_needed is not None:
            for question in (Question.OFFLINE_CAUSE, Question.ERROR_CAUSE):
                status = with_answer(status, question, self._ask(question))
        return status

    def ask_in_order(self) -> None:
        """Ask to be told when everything sent so far was printed."""
        self._unasked = b""
        self._wire.write(IN_ORDER_QUESTION)

    def in_order_answer(self, timeout_s: float) -> int | None:
        """The answer to `ask_in_order`, waiting at most `timeout_s`."""
        if in_order_answer_in(self._unasked) is None:
            self._keep(self._wire.read(timeout_s))
        return in_order_answer_in(self._unasked)

    def _ask(self, question: Question) -> int | None:
        self._keep(self._wire.read(0))
        self._wire.write(question_bytes(question))
        deadline = time.monotonic() + self._answer_timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            received = self._wire.read(left_s)
            answer = answer_in(received)
            self._keep(bytes(byte for byte in received if byte != answer))
            if answer is not None:
                return answer
        return None

    def _keep(self, received: bytes) -> None:
        self._unasked = (self._unasked + received)[-KEPT_BYTES:]
