"""A folder into which a scanner's own program puts its pictures: each is taken once, whole, and deleted.

What lay there before it was opened is left alone, and so are files that are no pictures, hidden ones, links and
folders: a folder named by mistake loses nothing.
"""

import logging
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from devices.capture.source import Form, NoPictureError, Picture, SourceHealth, SourceStatus
from devices.errors import DeviceOfflineError

log = logging.getLogger(__name__)

FORMS: dict[str, Form] = {
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".tif": "tiff",
    ".tiff": "tiff",
    ".pdf": "pdf",
}
STARTS: dict[Form, tuple[bytes, ...]] = {
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "tiff": (b"II*\0", b"MM\0*"),
    "pdf": (b"%PDF-",),
}
ENDS: dict[Form, bytes] = {"jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82", "pdf": b"%%EOF"}
"""A whole file has it near its end; TIFF has none."""
NEAR_END = 1024
UNFINISHED_S = 10.0
"""So long may a program pause in the middle of a file; then it is taken as it is, and is no whole picture."""
LARGEST_BYTES = 64 << 20
LOOK_S = 0.2


class _Lying(msgspec.Struct, frozen=True):
    """One file as it was seen to lie there."""

    name: str
    bytes: int
    written_ns: int
    inode: int


class WatchedFolder:
    """The folder `path`; one thread uses it.

    Args:
        steady_s: a file that has not changed for so long is complete.
        clock: rising seconds.
    """

    def __init__(
        self,
        path: Path,
        *,
        steady_s: float = 1.0,
        timeout_s: float = 60.0,
        largest_bytes: int = LARGEST_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path = path
        self._steady_s = steady_s
        self._timeout_s = timeout_s
        self._largest_bytes = largest_bytes
        self._clock = clock
        self._before: frozenset[_Lying] | None = None
        self._since: dict[_Lying, float] = {}
        self._health = SourceHealth(SourceStatus.UNKNOWN)

    @property
    def health(self) -> SourceHealth:
        """The last known state; never blocks."""
        return self._health

    def open(self) -> None:
        """Begin to take what is put there from now on."""
        if self._before is None:
            self._before = frozenset(self._pictures())
            if self._before:
                log.warning("%d pictures lie in %s since before, left alone", len(self._before), self._path)

    def snap(self) -> Picture:
        """The next picture that is put there, within `timeout_s`."""
        self.open()
        deadline = self._clock() + self._timeout_s
        while (picture := self.next()) is None:
            if self._clock() >= deadline:
                raise self._failed(NoPictureError(SourceStatus.NO_DOCS, f"nothing within {self._timeout_s} s"))
            time.sleep(LOOK_S)
        return picture

    def next(self) -> Picture | None:
        """The picture that is complete for longest, deleted from the folder; None when there is none yet.

        Raises:
            DeviceOfflineError: the folder is not there, or what lies in it cannot be deleted.
            NoPictureError: what was put there is no picture, or too large; it is deleted.
        """
        now_s = self._clock()
        lying = self._lying()
        self._since = {one: self._since.get(one, now_s) for one in lying}
        for one in sorted(lying, key=lambda one: (one.written_ns, one.name)):
            steady_s = now_s - self._since[one]
            if steady_s >= self._steady_s and (steady_s >= UNFINISHED_S or self._finished(one)):
                return self._taken(one)
        return None

    def clear(self) -> None:
        """Delete what was put there since it was opened and not taken: papers of somebody who has left.

        Raises:
            DeviceOfflineError: as `next`.
        """
        for one in self._lying():
            self._delete(one)
        self._since.clear()

    def close(self) -> None:
        """Take no more pictures."""
        self._before = None
        self._since.clear()

    def _lying(self) -> list[_Lying]:
        self.open()
        return [one for one in self._pictures() if one not in (self._before or ())]

    def _pictures(self) -> list[_Lying]:
        try:
            with os.scandir(self._path) as entries:
                files = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            raise self._offline(error) from error
        return [
            _Lying(name, status.st_size, status.st_mtime_ns, status.st_ino)
            for name, status in files
            if stat.S_ISREG(status.st_mode) and _form(name) is not None and not name.startswith(".")
        ]

    def _finished(self, one: _Lying) -> bool:
        """Whether the file ends as its form does; one that is too large need not be read for that."""
        form = _form(one.name)
        end = ENDS.get(form) if form else None
        if end is None or one.bytes > self._largest_bytes:
            return one.bytes > 0
        try:
            with (self._path / one.name).open("rb") as file:
                file.seek(-min(NEAR_END, one.bytes), os.SEEK_END)
                return end in file.read(NEAR_END)
        except OSError as error:
            raise self._offline(error) from error

    def _taken(self, one: _Lying) -> Picture:
        form = _form(one.name)
        assert form is not None
        content = b""
        try:
            if one.bytes <= self._largest_bytes:
                content = (self._path / one.name).read_bytes()
        except OSError as error:
            raise self._offline(error) from error
        self._delete(one)
        if not content:
            why = f"a file of {one.bytes} bytes, at most {self._largest_bytes}"
            raise self._failed(NoPictureError(SourceStatus.UNSUPPORTED, why))
        if not content.startswith(STARTS[form]):
            raise self._failed(NoPictureError(SourceStatus.UNSUPPORTED, f"a file that is no {form} inside"))
        self._health = SourceHealth(SourceStatus.GOOD)
        return Picture(content, form)

    def _delete(self, one: _Lying) -> None:
        self._since.pop(one, None)
        try:
            (self._path / one.name).unlink(missing_ok=True)
        except OSError as error:
            raise self._offline(error) from error

    def _offline(self, error: OSError) -> DeviceOfflineError:
        why = f"{self._path} cannot be used as a scanner's folder: {error.strerror}"
        self._health = SourceHealth(SourceStatus.IO_ERROR, why)
        return DeviceOfflineError(why)

    def _failed(self, error: NoPictureError) -> NoPictureError:
        self._health = SourceHealth(error.status, str(error))
        return error


def _form(name: str) -> Form | None:
    return FORMS.get(Path(name).suffix.lower())
