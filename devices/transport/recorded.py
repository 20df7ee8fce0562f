"""Conversations with a machine kept on file: recorded on a real wire, replayed as a test."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from devices.errors import DeviceOfflineError, WrongAnswerError
from devices.transport.protocol import Transport


class Entry(msgspec.Struct, frozen=True):
    """One piece of a conversation: `sent` to the machine or `received` from it, as hexadecimal text."""

    direction: Literal["sent", "received"]
    hex: str

    @property
    def content(self) -> bytes:
        return bytes.fromhex(self.hex)


def load_recording(path: Path) -> tuple[Entry, ...]:
    """Read a recording: one JSON object per line.

    Raises:
        msgspec.DecodeError: the file is not a recording.
    """
    return tuple(msgspec.json.decode(line, type=Entry) for line in path.read_bytes().splitlines() if line.strip())


class Recorder:
    """Passes everything on to another wire and appends it to a file."""

    def __init__(self, wire: Transport, path: Path) -> None:
        self._wire = wire
        self._path = path

    @property
    def address(self) -> str:
        return self._wire.address

    @property
    def descriptor(self) -> int | None:
        return self._wire.descriptor

    def open(self) -> None:
        self._wire.open()

    def close(self) -> None:
        self._wire.close()

    def write(self, content: bytes) -> None:
        self._wire.write(content)
        self._append(Entry("sent", content.hex()))

    def read(self, timeout_s: float) -> bytes:
        content = self._wire.read(timeout_s)
        if content:
            self._append(Entry("received", content.hex()))
        return content

    def _append(self, entry: Entry) -> None:
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")


class Recorded:
    """Replays a conversation: answers only after the driver has sent what was sent when it was recorded.

    Time does not pass: a read that finds nothing to answer returns at once.
    """

    def __init__(self, entries: Sequence[Entry], address: str = "recording") -> None:
        self._entries = list(entries)
        self._address = address
        self._expected = b""
        self._open = False

    @property
    def address(self) -> str:
        return self._address

    @property
    def descriptor(self) -> int | None:
        return None

    @property
    def finished(self) -> bool:
        """True when everything recorded has been sent and received."""
        return not self._entries and not self._expected

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False

    def write(self, content: bytes) -> None:
        self._check_open()
        while content:
            if not self._expected:
                self._expected = self._next_sent()
            size = min(len(content), len(self._expected))
            if content[:size] != self._expected[:size]:
                raise WrongAnswerError(f"recording expects {self._expected.hex(' ')}, driver sent {content.hex(' ')}")
            content, self._expected = content[size:], self._expected[size:]

    def read(self, timeout_s: float) -> bytes:
        self._check_open()
        if self._expected or not self._entries or self._entries[0].direction != "received":
            return b""
        return self._entries.pop(0).content

    def _next_sent(self) -> bytes:
        if not self._entries or self._entries[0].direction != "sent":
            raise WrongAnswerError("recording expects nothing to be sent here")
        return self._entries.pop(0).content

    def _check_open(self) -> None:
        if not self._open:
            raise DeviceOfflineError(f"{self._address} is not open")
