"""Readers that send lines and answer nothing: plain ones, Honeywell's and Datalogic's with their trigger commands."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from devices.reader.code import Code
from devices.reader.lines import LineDecoder
from devices.reader.protocol import Command

Family = Literal["none", "honeywell", "datalogic"]


class TriggerBytes(msgspec.Struct, frozen=True):
    """What switches a trigger; neither is answered."""

    on: bytes
    off: bytes


DATALOGIC = {"enable": b"E", "disable": b"D", "reset": b"R", "beep": b"B"}
"""Host commands of Datalogic's manuals."""
TRIGGERS: dict[Family, TriggerBytes | None] = {
    "none": None,
    "honeywell": TriggerBytes(b"\x16T\r", b"\x16U\r"),
    "datalogic": TriggerBytes(DATALOGIC["enable"], DATALOGIC["disable"]),
}
"""Honeywell/HHP manuals (serial trigger, TRGMOD0; HHP 4820 alike); Datalogic readers are enabled and disabled."""


class PlainLines:
    """Codes as lines; see `LineDecoder`."""

    def __init__(self, family: Family = "none") -> None:
        self._lines = LineDecoder()
        self._trigger = TRIGGERS[family]

    @property
    def refused(self) -> int:
        return self._lines.refused

    @property
    def buffered_bytes(self) -> int:
        return self._lines.buffered_bytes

    def feed(self, received: bytes) -> Iterator[Code]:
        yield from self._lines.feed(received)

    def forget(self) -> None:
        self._lines.forget()

    def greeting(self) -> None:
        """Such a reader keeps its settings."""

    def trigger(self, on: bool) -> Command | None:
        if self._trigger is None:
            return None
        return Command(self._trigger.on if on else self._trigger.off, answered=False)

    def probe(self) -> None:
        """Nothing it would answer is published."""
