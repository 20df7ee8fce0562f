"""The electronics of simulated readers: what they say for a code and what they answer, by family."""

import time
from collections.abc import Callable
from typing import Protocol

from devices.reader import em3095, newland
from devices.reader.keys import typed
from devices.reader.plain import TRIGGERS, Family

REFUSING = {"refusing": "拒绝指令"}
KEPT_BYTES = 64
Say = Callable[[Callable[[], bytes]], None]
"""Runs what makes the bytes under the simulator's lock and sends them."""


class ReaderMachine(Protocol):
    """Called under the simulator's lock."""

    @property
    def faults(self) -> dict[str, str]:
        """Switches of its own with their Chinese labels."""
        ...

    @property
    def triggered(self) -> bool: ...

    def attach(self, say: Say) -> None:
        """Gets how to say something without being asked."""
        ...

    def code(self, text: str) -> bytes:
        """What it sends for a code it has read."""
        ...

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        """Take bytes from the host; returns the answer."""
        ...

    def lose_power(self) -> None:
        """Forget what is not kept without power."""
        ...


class LineMachine:
    """Sends lines and answers nothing; a Honeywell or Datalogic one has a trigger."""

    def __init__(self, family: Family = "none", *, suffix: bytes = b"\r") -> None:
        self._trigger = TRIGGERS[family]
        self._suffix = suffix
        self._heard = b""
        self.triggered = False
        self.faults: dict[str, str] = {}

    def attach(self, say: Say) -> None:
        """It never speaks first."""

    def code(self, text: str) -> bytes:
        return text.encode() + self._suffix

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        self._heard = (self._heard + received)[-KEPT_BYTES:]
        if self._trigger is not None:
            on, off = self._heard.rfind(self._trigger.on), self._heard.rfind(self._trigger.off)
            self.triggered = on > off if max(on, off) >= 0 else self.triggered
        return b""

    def lose_power(self) -> None:
        self.triggered = False
        self._heard = b""


class NewlandMachine(LineMachine):
    """Answers text commands with ACK, or with 05 for those it does not know, and `?` with `!`.

    Attributes: `settings` are the tags it was told, `lasting` those that survive a power cycle.
    """

    def __init__(self) -> None:
        super().__init__()
        self.faults = REFUSING
        self.settings: list[str] = []
        self.lasting: list[str] = []

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        self._heard = (self._heard + received)[-KEPT_BYTES:]
        said = b""
        if newland.PROBE in received:
            said += newland.ALIVE
        while (end := self._heard.find(newland.END)) >= 0:
            frame, self._heard = self._heard[: end + len(newland.END)], self._heard[end + len(newland.END) :]
            start = frame.rfind(newland.COMMAND_START)
            command = newland.decode_command(frame[start:]) if start >= 0 else None
            if command is not None:
                said += newland.encode_answer(newland.TextAnswer(command, self._obey(command, faults)))
        return said

    def lose_power(self) -> None:
        super().lose_power()
        self.settings = list(self.lasting)

    def _obey(self, command: newland.TextCommand, faults: frozenset[str]) -> int:
        if "refusing" in faults:
            return 0x15
        if not command.tag.startswith("SCN"):
            return 0x05
        if command.tag.startswith("SCNTRG"):
            self.triggered = command.tag.endswith("1")
        self.settings.append(command.tag)
        if command.lasting:
            self.lasting.append(command.tag)
        return 0x06


class Em3095Machine(LineMachine):
    """A module with zones of settings; answers OK, "CRC wrong" or "invalid". Its trigger ends with the code."""

    def __init__(self) -> None:
        super().__init__()
        self.faults = REFUSING

    def code(self, text: str) -> bytes:
        self.triggered = False
        return super().code(text)

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        self._heard += received
        said = b""
        while True:
            start = self._heard.find(em3095.COMMAND_START)
            self._heard = self._heard[start:] if start >= 0 else self._heard[-1:]
            head = len(em3095.COMMAND_START)
            if start < 0 or len(self._heard) < head + em3095.HEAD:
                return said
            reading = self._heard[head] == em3095.READ_ZONE
            size = head + em3095.HEAD + self._heard[head + 1] + em3095.CRC
            if len(self._heard) < size:
                return said
            frame, self._heard = self._heard[:size], self._heard[size:]
            said += em3095.encode_answer(self._answer(em3095.decode_command(frame), faults, reading))

    def _answer(self, command: em3095.ZoneCommand | None, faults: frozenset[str], reading: bool) -> em3095.ZoneAnswer:
        if command is None:
            return em3095.ZoneAnswer(em3095.BAD_CRC, b"\x00")
        if "refusing" in faults or command.kind not in (em3095.READ_ZONE, em3095.WRITE_ZONE):
            return em3095.ZoneAnswer(em3095.INVALID, b"\x00")
        if not reading and command.zone == em3095.TRIGGER_ZONE and command.content:
            self.triggered = bool(command.content[0] & 1)
        return em3095.ZoneAnswer(em3095.OK, bytes([self.triggered]) if reading else b"\x00")


class TypingMachine(LineMachine):
    """Types its codes as a keyboard does; can be given to a driver that does not insist on a real grab."""

    def code(self, text: str) -> bytes:
        return typed(text, time.monotonic_ns() // 1000)
