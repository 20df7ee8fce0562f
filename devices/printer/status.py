"""What an ESC/POS printer says about itself: `DLE EOT` questions, three-valued answers; no I/O.

Source: Epson ESC/POS reference, DLE EOT n and GS r n; validity masks as in the device reference, section 2.1.
"""

from enum import Enum, IntEnum

import msgspec

from devices.errors import PersonReason


class Question(IntEnum):
    """The four real-time questions."""

    PRINTER = 1
    OFFLINE_CAUSE = 2
    ERROR_CAUSE = 3
    PAPER = 4


class Presenter(Enum):
    """Where the last slip is, as XFS tells it; UNKNOWN also for printers without presenter."""

    EMPTY = "empty"
    PRESENT = "present"
    TAKEN = "taken"
    RETRACTED = "retracted"
    JAMMED = "jammed"
    UNKNOWN = "unknown"


class Paper(Enum):
    """How much paper there is; silence is UNKNOWN, never OUT."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


IN_ORDER_QUESTION = b"\x1dr\x01"
"""`GS r 1`: the paper sensors, answered only after everything sent before was printed."""

PAPER_SENSOR_QUESTION = b"\x1bv"
"""`ESC v`: the older form of it."""


def question_bytes(question: Question) -> bytes:
    """`DLE EOT n`."""
    return bytes([0x10, 0x04, question])


def in_order_paper(answer: int) -> Paper:
    """The paper sensors in an answer to `GS r 1`."""
    if answer & 0x0C:
        return Paper.OUT
    return Paper.LOW if answer & 0x03 else Paper.OK


class PrinterStatus(msgspec.Struct, frozen=True):
    """What the printer said about itself; None means it did not say.

    Attributes:
        broken: an error that only a repair ends.
        recoverable: an error that a hand ends; generic printers say no more about a paper jam than this.
        in_output: paper hangs in the mouth of the presenter.
        presenter: where the last slip is; followed by the driver over several answers.
        left: a slip nobody took could not be taken back either.
    """

    offline: bool | None = None
    cover_open: bool | None = None
    paper: Paper = Paper.UNKNOWN
    cutter_error: bool | None = None
    broken: bool | None = None
    head_hot: bool | None = None
    feed_button: bool | None = None
    recoverable: bool | None = None
    jammed: bool | None = None
    moving: bool | None = None
    in_output: bool | None = None
    presenter: Presenter = Presenter.UNKNOWN
    left: bool = False

    @property
    def answered(self) -> bool:
        """True when the printer said anything at all."""
        return msgspec.structs.replace(self, presenter=Presenter.UNKNOWN, left=False) != PrinterStatus()

    @property
    def person_needed(self) -> PersonReason | None:
        """Why the printer cannot print, or None when it can or did not say."""
        if self.paper is Paper.OUT:
            return PersonReason.PAPER_OUT
        if self.cover_open:
            return PersonReason.COVER_OPEN
        if self.jammed:
            return PersonReason.PAPER_JAM
        if self.cutter_error:
            return PersonReason.CUTTER
        if self.broken:
            return PersonReason.BROKEN
        if self.head_hot:
            return PersonReason.HEAD_HOT
        if self.left:
            return PersonReason.TAKE_PAPER
        return PersonReason.UNKNOWN if self.offline else None


def with_answer(status: PrinterStatus, question: Question, answer: int | None) -> PrinterStatus:
    """The status after one more answer; None (silence) leaves it as it was."""
    if answer is None:
        return status
    match question:
        case Question.PRINTER:
            changes = {"offline": bool(answer & 0x08), "feed_button": bool(answer & 0x40)}
        case Question.OFFLINE_CAUSE:
            changes = {"cover_open": bool(answer & 0x04)}
            if answer & 0x20:
                return msgspec.structs.replace(status, paper=Paper.OUT, **changes)
        case Question.ERROR_CAUSE:
            changes = {
                "recoverable": bool(answer & 0x04),
                "cutter_error": bool(answer & 0x08),
                "broken": bool(answer & 0x20),
                "head_hot": bool(answer & 0x40),
            }
        case Question.PAPER:
            return msgspec.structs.replace(status, paper=_paper(answer))
    return msgspec.structs.replace(status, **changes)


def _paper(answer: int) -> Paper:
    if answer & 0x60 == 0x60:
        return Paper.OUT
    return Paper.LOW if answer & 0x0C == 0x0C else Paper.OK
