"""One source of papers on a thread of its own: live pictures, taken pages and troubles go to listeners."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.capture.source import NoPictureError, SourceStatus
from devices.capture.source import Picture as PictureFile
from devices.errors import DeviceError
from kiosk.scanning.advice import Advice
from kiosk.scanning.decoding import looked_at, whole
from kiosk.scanning.foreign import UnreadableError, pages_of
from kiosk.scanning.forgetting import forget_what_is_freed
from kiosk.scanning.judging import judged
from kiosk.scanning.likeness import likeness
from kiosk.scanning.source import PaperSource
from kiosk.scanning.taken_page import TakenPage, page_of_scan, page_on_desk
from kiosk.scanning.trouble import OF_THE_PAPER, Trouble, trouble_of
from kiosk.scanning.watch import Look, Sight, Watch, look

log = logging.getLogger(__name__)

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]

SHOWN_PX = 960
"""Longer side of a live picture as it is shown."""
SHOWN_KEPT = 4
"""So many live pictures later the memory of one is overwritten."""
FRAME_S = 0.08
AGAIN_S = 1.0
"""How soon a source in trouble is asked again."""
REST_S = 5.0
JOIN_S = 6.0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LivePicture:
    """What the camera sees now, in BGR, no longer than 960 pixels.

    Attributes:
        stay: the number that `want` gave.
        picture: valid until four more have come, or until `forget`; copy it or show it at once.
        corners: of the paper, clockwise, in pixels of the picture; None where there is no paper.
        steady_share: from 0 to 1, how long it has lain still and right; at 1 it is taken.
        taken: this page is in already.
    """

    stay: int
    picture: Picture
    corners: Corners | None
    advice: Advice
    steady_share: float
    taken: bool


Live = Callable[[LivePicture], None]
Taken = Callable[[int, TakenPage], None]
Troubled = Callable[[Trouble | None], None]


class DeskWatch:
    """Watches while it is wanted. Nothing here blocks its caller; listeners run on its thread and block it neither.

    A listener that passes on what it gets compares `stay` when it uses it: what came for an earlier stay belongs to a
    visitor who has left.
    """

    def __init__(
        self,
        source: PaperSource,
        *,
        live: Live = lambda picture: None,
        taken: Taken,
        troubled: Troubled = lambda trouble: None,
        today: Callable[[], date] = date.today,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Listeners: `taken` gets the stay and the page, which is theirs to wipe; `troubled` gets None when well again.

        Args:
            today: no birth date lies after it.
            clock: rising seconds.
        """
        self._source = source
        self._live, self._taken, self._troubled = live, taken, troubled
        self._today, self._clock = today, clock
        self._lock = threading.Lock()
        self._wake, self._leave = threading.Event(), threading.Event()
        self._stay = self._opened = 0
        self._wanted = False
        self._asked = False
        self._watch = Watch()
        self._shown: deque[Picture] = deque()
        self._trouble: Trouble | None = None
        self._thread = threading.Thread(target=self._run, name="desk watch", daemon=True)

    @property
    def live(self) -> bool:
        """Whether there are live pictures; else pages come when asked for with `now`, or from the scanner's button."""
        return self._source.live

    def start(self) -> None:
        """Begins to rest. From now on OpenCV keeps to the thread that calls it, so that the screen has its own core."""
        forget_what_is_freed()
        cv2.setNumThreads(1)
        self._thread.start()

    def want(self) -> int:
        """Pages are wanted from now on; gives the number of this stay. Wanted already, it stays the same.

        A page that was taken before a pause and still lies there is not taken again.
        """
        with self._lock:
            if not self._wanted:
                self._stay += 1
                self._wanted, self._asked = True, False
                self._watch = replace(self._watch, anchor=None, touched=True)
            self._wake.set()
            return self._stay

    def now(self) -> None:
        """The visitor wants the page taken now: as it lies before the camera, or by the scanner."""
        with self._lock:
            self._asked = self._wanted
            self._wake.set()

    def pause(self) -> None:
        """No pages are wanted; what is under way reaches no listener."""
        with self._lock:
            self._wanted = self._asked = False
            self._stay += 1
            self._wake.set()

    def forget(self) -> None:
        """Pauses, and overwrites every live picture that was given out."""
        self.pause()
        with self._lock:
            self._watch = Watch()
            while self._shown:
                self._shown.pop().fill(0)

    def close(self) -> None:
        """Ends after the picture under way."""
        self.forget()
        self._leave.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(JOIN_S)

    def _run(self) -> None:
        while not self._leave.is_set():
            began_s = self._clock()
            stay, asked = self._turn()
            try:
                if stay:
                    self._take(stay, asked)
                else:
                    self._source.rest()
            except (DeviceError, UnreadableError) as error:
                self._tell(trouble_of(error), error)
                self._wake.wait(AGAIN_S)
            except Exception as error:
                log.exception("a picture of a paper stumbled")
                self._tell(Trouble.FAILED, error)
                self._wake.wait(AGAIN_S)
            if not stay:
                self._wake.wait(REST_S)
            elif self._source.live:
                self._leave.wait(max(FRAME_S - (self._clock() - began_s), 0))
            self._wake.clear()
        try:
            self._source.close()
        except DeviceError as error:
            log.warning("the source of papers did not close: %s", error)

    def _turn(self) -> tuple[int, bool]:
        """The stay that is on, 0 for none, and whether a page is asked for now."""
        with self._lock:
            asked, self._asked = self._asked, False
            return (self._stay if self._wanted else 0), asked

    def _take(self, stay: int, asked: bool) -> None:
        if self._opened != stay:
            if self._trouble in OF_THE_PAPER:
                self._tell(None)
            self._source.open()
            self._opened = stay
        picture = self._source.take(asked)
        if picture is None:
            if self._trouble not in OF_THE_PAPER:
                self._tell(None)
        elif self._source.live:
            self._look(stay, picture, asked)
            self._tell(None)
        else:
            self._pages(stay, picture)

    def _look(self, stay: int, file: PictureFile, asked: bool) -> None:
        picture = looked_at(file)
        if picture is None:
            raise NoPictureError(SourceStatus.IO_ERROR, f"a picture of {file.width_px}x{file.height_px} not decoded")
        seen = judged(picture)
        known = likeness(picture, seen.corners) if seen.corners is not None else None
        sight = Sight(seen.corners, seen.advice, known, max(picture.shape[:2]))
        with self._lock:
            if self._stay != stay:
                return
            self._watch, now = look(self._watch, sight, self._clock(), now=asked)
        self._show(stay, picture, now)
        if now.take:
            self._take_page(stay, file, now.corners, picture.shape[1])
        picture.fill(0)

    def _show(self, stay: int, picture: Picture, now: Look) -> None:
        scale = min(SHOWN_PX / max(picture.shape[:2]), 1.0)
        shown = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        corners = None if now.corners is None else now.corners * scale
        with self._lock:
            if self._stay != stay:
                return
            self._shown.append(shown)
            if len(self._shown) > SHOWN_KEPT:
                self._shown.popleft().fill(0)
        self._live(LivePicture(stay, shown, corners, now.advice, now.steady_share, now.taken))

    def _take_page(self, stay: int, file: PictureFile, corners: Corners | None, looked_at_width: int) -> None:
        full = whole(file)
        if full is None:
            return
        scale = full.shape[1] / looked_at_width
        self._give(stay, page_on_desk(full, None if corners is None else corners * scale, self._today()))
        full.fill(0)

    def _pages(self, stay: int, file: PictureFile) -> None:
        for picture in pages_of(file.content):
            self._give(stay, page_of_scan(picture, self._today()))
            picture.fill(0)
        self._tell(None)

    def _give(self, stay: int, page: TakenPage) -> None:
        with self._lock:
            current = self._stay == stay
        if current:
            self._taken(stay, page)
        else:
            page.wipe()

    def _tell(self, trouble: Trouble | None, error: Exception | None = None) -> None:
        if trouble is self._trouble:
            return
        self._trouble = trouble
        if error is None:
            log.info("papers can be scanned again")
        else:
            log.warning("no pages: %s", error)
        self._troubled(trouble)
