"""Drives one barcode reader in USB-COM or serial mode."""

import time
from collections.abc import Callable

import msgspec

from devices.errors import DeviceOfflineError
from devices.link import Link, LinkState
from devices.reader.code import Code
from devices.reader.lines import LineDecoder, RepeatFilter
from devices.transport import Transport

UNFINISHED_LINE_S = 0.5
"""A reader sends a code in one go; a line without end for longer was cut off and must not join the next code."""


class ReaderHealth(msgspec.Struct, frozen=True):
    """What is known about the reader; a reader says nothing until it reads something."""

    link: LinkState
    refused: int
    why: str


class SerialReader:
    """A reader that sends each code with a line end. Has no thread: one thread of the caller calls `read_codes`."""

    def __init__(
        self,
        transport: Transport,
        *,
        name: str = "reader",
        repeat_window_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._link = Link(transport, name, clock)
        self._clock = clock
        self._lines = LineDecoder()
        self._repeats = RepeatFilter(repeat_window_s)
        self._heard_at = 0.0

    @property
    def health(self) -> ReaderHealth:
        """The last known state; never blocks."""
        return ReaderHealth(self._link.state, self._lines.refused, self._link.why)

    def read_codes(self, timeout_s: float) -> list[Code]:
        """Wait at most `timeout_s` for codes; an unplugged reader gives none and is opened again after its back-off.

        Never raises for a broken device, and always takes about `timeout_s` when there is nothing, so it may be
        called in a plain loop.
        """
        started_at = self._clock()
        try:
            with self._link.exchange() as wire:
                received = wire.read(timeout_s)
        except DeviceOfflineError:
            self._lines.forget()
            time.sleep(max(0.0, min(timeout_s, timeout_s - (self._clock() - started_at))))
            return []
        now = self._clock()
        if received and now - self._heard_at > UNFINISHED_LINE_S:
            self._lines.forget()
        if received:
            self._heard_at = now
        return [code for code in self._lines.feed(received) if self._repeats.passes(code, now)]

    def close(self) -> None:
        """Let go of the wire."""
        self._link.close()
