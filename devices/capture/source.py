"""What every source of pictures offers: document camera or scanner; what is done with the picture is not its matter."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import Enum
from typing import Literal, Protocol

import msgspec

from devices.errors import DeviceError


class SourceStatus(Enum):
    """How the last attempt ended, in SANE's words; `TIMEOUT` where the machine did not end it itself."""

    UNKNOWN = "UNKNOWN"
    GOOD = "GOOD"
    BUSY = "BUSY"
    JAMMED = "JAMMED"
    NO_DOCS = "NO_DOCS"
    COVER_OPEN = "COVER_OPEN"
    IO_ERROR = "IO_ERROR"
    UNSUPPORTED = "UNSUPPORTED"
    TIMEOUT = "TIMEOUT"


HAND_NEEDED = frozenset({SourceStatus.JAMMED, SourceStatus.NO_DOCS, SourceStatus.COVER_OPEN})
"""States that end only when a person comes to the machine; after the others a new try may help."""


class NoPictureError(DeviceError):
    """The machine was reached and gave no picture; `status` tells why."""

    def __init__(self, status: SourceStatus, why: str) -> None:
        super().__init__(f"{status.value}: {why}")
        self.status = status


Form = Literal["jpeg", "png", "tiff", "pdf"]


class Picture(msgspec.Struct, frozen=True):
    """A whole picture file in memory; it is never written to a disk here. TIFF and PDF may hold several pages.

    Attributes:
        width_px, height_px: 0 where its head was not read.
    """

    content: bytes
    form: Form
    width_px: int = 0
    height_px: int = 0


class SourceHealth(msgspec.Struct, frozen=True):
    """Attributes: `why` in English for logs, empty while all is well."""

    status: SourceStatus
    why: str = ""


class PictureSource(Protocol):
    """Has no thread: one thread of the caller uses it; every call ends within the source's timeout."""

    @property
    def health(self) -> SourceHealth:
        """The last known state; never blocks."""
        ...

    def open(self) -> None:
        """Take the machine; taking it twice does nothing.

        Raises:
            DeviceOfflineError: it is not there or cannot be used.
            NoPictureError: another program has it.
        """
        ...

    def snap(self) -> Picture:
        """Take one picture; opens the machine when needed.

        Raises:
            DeviceOfflineError: it is not there or was unplugged.
            NoPictureError: it gave none.
        """
        ...

    def close(self) -> None:
        """Let go of the machine."""
        ...


Newest = Callable[[], Picture]
"""Gives the newest whole picture, waiting for it within the source's timeout; raises as `PictureSource.snap`.

Pictures that came while nobody asked are left out. Once it has raised, the stream is over.
"""


class LiveSource(PictureSource, Protocol):
    """A source that shows what is before it all the time."""

    def stream(self) -> AbstractContextManager[Newest]:
        """Pictures for as long as it lasts; takes the machine and lets go of it at the end.

        Raises:
            DeviceOfflineError, NoPictureError: as `snap`.
        """
        ...
