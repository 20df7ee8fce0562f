"""What is new about a printer: told only when it differs from before."""

from enum import Enum

import msgspec

from devices.printer.status import PrinterStatus

TOLD = ("offline", "paper", "cover_open", "jammed", "cutter_error", "broken", "head_hot", "presenter", "left")


class StatusChange(msgspec.Struct, frozen=True):
    """One thing that is different now.

    Attributes:
        what: the field of `PrinterStatus`; a `presenter` from PRESENT to TAKEN is what XFS calls MediaTaken.
    """

    what: str
    old: Enum | bool | None
    new: Enum | bool | None


def changes(old: PrinterStatus, new: PrinterStatus) -> tuple[StatusChange, ...]:
    """What a person or a log wants to know about the step from `old` to `new`."""
    pairs = ((what, getattr(old, what), getattr(new, what)) for what in TOLD)
    return tuple(StatusChange(what, before, after) for what, before, after in pairs if before != after)
