"""A file that only grows, one JSON line a record, each with the hash of the line before it, so that a change shows."""

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec

TAIL_BYTES = 1 << 16
"""Far more than a line takes."""
Said = TypeVar("Said", bound=msgspec.Struct)


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """`after` is the SHA-256 of the whole line before, empty in the first one."""

    after: str
    said: msgspec.Raw


class Chained(Generic[Said]):
    """Records of `kind` in the file at `path`; several processes may add to it.

    As with the journal, whoever rewrites everything after a change hides it from the file itself, and lines cut off at
    the very end leave no trace: a hash that was noted elsewhere shows both.
    """

    def __init__(self, path: Path, kind: type[Said]) -> None:
        self._path = path
        self._kind = kind

    def add(self, said: Said) -> None:
        """Adds a record and waits until the disk has it; what a power cut left of a line is cut off.

        Raises:
            OSError: the disk refuses.
        """
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            end, last = _end(file)
            file.truncate(end)
            file.seek(end)
            line = _Line(after=_hash(last), said=msgspec.Raw(msgspec.json.encode(said)))
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def records(self) -> tuple[Said, ...]:
        """Every record, the oldest first; what is none is left out, and `first_broken` tells of it."""
        found = []
        for line in self._lines():
            with contextlib.suppress(msgspec.DecodeError):
                said = msgspec.json.decode(line, type=_Line).said
                found.append(msgspec.json.decode(said, type=self._kind))
        return tuple(found)

    def first_broken(self) -> int | None:
        """The number (from 1) of the first line that does not follow from the one before it; None where all do."""
        before = b""
        for number, line in enumerate(self._lines(), 1):
            try:
                follows = msgspec.json.decode(line, type=_Line).after == _hash(before)
            except msgspec.DecodeError:
                follows = False
            if not follows:
                return number
            before = line
        return None

    def _lines(self) -> Iterator[bytes]:
        if self._path.exists():
            with self._path.open("rb") as file:
                yield from (line.removesuffix(b"\n") for line in file if line.endswith(b"\n"))


def _end(file: BinaryIO) -> tuple[int, bytes]:
    """Where the last whole line ends, and that line."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - TAIL_BYTES)
    file.seek(start)
    tail = file.read()
    end = tail.rfind(b"\n") + 1
    return start + end, tail[:end].removesuffix(b"\n").rpartition(b"\n")[2]


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest() if line else ""
