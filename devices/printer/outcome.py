"""What a printer driver tells: the end of one print, and what is known about the printer."""

from enum import Enum

import msgspec

from devices.errors import PersonReason
from devices.link import LinkState
from devices.printer.status import PrinterStatus


class PrintResult(Enum):
    """What became of a slip whose bytes were sent."""

    PRINTED = "printed"
    """The printer confirmed it."""
    CUT_SHORT = "cut_short"
    """The printer stopped in the middle; `reason` says why a person has to come."""
    UNCONFIRMED = "unconfirmed"
    """Everything was sent, but the printer never says how it is."""
    LOST = "lost"
    """The connection broke in the middle: unknown how much is on paper."""


class PrintOutcome(msgspec.Struct, frozen=True):
    """The end of one print.

    Attributes:
        reason: why a person should look at the printer now; may be set after a complete slip too (it used the last
            of the paper).
        status: the printer's last word.
        slip_bytes: size of the whole slip.
        job_id: of the `PrintJob`; empty for a plain document.
        reprint: this id went to the paper before.
    """

    result: PrintResult
    reason: PersonReason | None
    status: PrinterStatus
    slip_bytes: int
    job_id: str = ""
    reprint: bool = False

    @property
    def complete(self) -> bool:
        """True only when the printer itself said so after the last byte."""
        return self.result is PrintResult.PRINTED


class PrinterHealth(msgspec.Struct, frozen=True):
    """What is known about the printer without asking it."""

    link: LinkState
    status: PrinterStatus
    why: str

    @property
    def person_needed(self) -> PersonReason | None:
        """What a person has to do at the printer; None also when it is offline or silent."""
        return self.status.person_needed
