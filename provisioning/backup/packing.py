"""Packing a box into a sealed file, whole or not at all: it is read back before it gets its name."""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, cast

import msgspec

from provisioning.backup.contents import Folders, files, is_database
from provisioning.backup.sealing import Opened, Sealer, SealError
from queue_server.journal.copying import copy

ABOUT = "about.json"


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Which hall a backup is of, by its id, and when it was made, by which version."""

    format: Literal[1] = 1
    hall: str
    at: datetime
    version: str
    papers: bool


def pack(out: Path, secret: bytes, about: About, folders: Folders) -> None:
    """Writes the backup of a box to `out`; what visitors scanned is in it where `about` says so.

    Raises:
        JournalError: a database cannot be copied.
        OSError: something cannot be read or written; there is no backup.
    """
    fresh = out.with_name(f"{out.name}.new")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            sealer = Sealer(file, secret)
            with _writing(sealer) as tar:
                _add(tar, ABOUT, msgspec.json.encode(about))
                for room in folders.rooms():
                    for name, path in files(room, papers=about.papers):
                        with suppress(FileNotFoundError):  # it was there a moment ago
                            _put(tar, name, path, folders.state.parent)
            sealer.finish()
            file.flush()
            os.fsync(file.fileno())
        for _ in unpacked(fresh, secret):
            pass
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def unpacked(backup: Path, secret: bytes) -> Iterator[tuple[tarfile.TarInfo, IO[bytes] | None]]:
    """Every member with its content, which has to be read before the next; the first one is `ABOUT`.

    Raises:
        SealError: it is no backup, does not open with the secret, or is not whole.
        OSError: it cannot be read.
    """
    with backup.open("rb") as file:
        opened = Opened(file, secret)
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", opened), mode="r|", encoding="utf-8") as tar:
                for member in tar:
                    yield member, tar.extractfile(member) if member.isreg() else None
            while opened.read(1 << 20):
                pass
        except tarfile.TarError as error:
            raise SealError("备份不完整或被改过，请换一份") from error


def _writing(sealer: Sealer) -> tarfile.TarFile:
    return tarfile.open(fileobj=cast("IO[bytes]", sealer), mode="w|", format=tarfile.PAX_FORMAT, encoding="utf-8")


def _put(tar: tarfile.TarFile, name: str, path: Path, room: Path) -> None:
    header = tar.gettarinfo(path, name)
    if path.is_dir():
        tar.addfile(header)
        return
    header.type = tarfile.REGTYPE  # a file of two names is two files
    with tempfile.TemporaryDirectory(prefix=".tinghao-", dir=room) as folder:
        source = path
        if is_database(path):
            source = Path(folder) / path.name
            copy(path, source)
        with source.open("rb") as content:
            header.size = os.fstat(content.fileno()).st_size
            tar.addfile(header, content)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    header = tarfile.TarInfo(name)
    header.size = len(content)
    tar.addfile(header, io.BytesIO(content))
