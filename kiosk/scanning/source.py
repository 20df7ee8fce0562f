"""Where papers come from: one way to ask a camera, a scanner and a scanner's folder for pictures."""

import contextlib
import time
from typing import Protocol

from devices.capture.folder import WatchedFolder
from devices.capture.source import LiveSource, Newest, Picture, PictureSource
from devices.errors import DeviceError

IDLE_S = 0.1
"""How long a source that has nothing lets its thread wait."""


class PaperSource(Protocol):
    """Used by one thread: `open` for each visitor, then `take` again and again.

    Each may raise `DeviceError`; another try may help.
    """

    @property
    def live(self) -> bool:
        """Whether its pictures show what is before it now; else each is a paper that somebody had scanned."""
        ...

    def open(self) -> None:
        """A visitor is about to scan papers."""
        ...

    def take(self, asked: bool) -> Picture | None:
        """The next picture, within its timeout; None where there is none and all is well.

        Args:
            asked: the visitor asks for a page now.
        """
        ...

    def rest(self) -> None:
        """Nobody scans papers: lets go of the machine and of what nobody will fetch."""
        ...

    def close(self) -> None:
        """For good."""
        ...


class LivePapers:
    """A camera over a desk."""

    live = True

    def __init__(self, camera: LiveSource) -> None:
        self._camera = camera
        self._stream = contextlib.ExitStack()
        self._newest: Newest | None = None

    def open(self) -> None:
        if self._newest is None:
            self._newest = self._stream.enter_context(self._camera.stream())

    def take(self, asked: bool) -> Picture | None:
        self.open()
        assert self._newest is not None
        try:
            return self._newest()
        except BaseException:
            self.rest()
            raise

    def rest(self) -> None:
        self._newest = None
        self._stream.close()

    def close(self) -> None:
        self.rest()


class AskedPapers:
    """A scanner that scans one page when it is told to."""

    live = False

    def __init__(self, scanner: PictureSource) -> None:
        self._scanner = scanner
        self._last: DeviceError | None = None
        """How the last attempt failed; that stays so until the next one."""

    def open(self) -> None:
        """It is looked at when it is asked, for looking takes it seconds."""

    def take(self, asked: bool) -> Picture | None:
        if asked:
            self._last = None
            try:
                return self._scanner.snap()
            except DeviceError as error:
                self._last = error
        if self._last is not None:
            raise self._last
        time.sleep(IDLE_S)
        return None

    def rest(self) -> None:
        self._last = None
        self._scanner.close()

    def close(self) -> None:
        self._scanner.close()


class DroppedPapers:
    """A folder into which a scanner's own program puts what was scanned with its own button."""

    live = False

    def __init__(self, folder: WatchedFolder) -> None:
        self._folder = folder

    def open(self) -> None:
        self._folder.clear()

    def take(self, asked: bool) -> Picture | None:
        picture = self._folder.next()
        if picture is None:
            time.sleep(IDLE_S)
        return picture

    def rest(self) -> None:
        self._folder.clear()

    def close(self) -> None:
        self._folder.close()
