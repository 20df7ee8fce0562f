"""A desk under a document camera: papers are laid on it and taken away, a hand lies over them, a lamp shines back."""

import threading
import time
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulator.drawn_papers import paper

Picture = NDArray[np.uint8]

WIDTH, HEIGHT = 2048, 1536
A4_PX = 1860
"""Length of an A4 sheet: 159 dots per inch."""
PX_PER_MM = A4_PX / 297
LENGTH_MM = {"A4": 297.0, "A4 with QR": 297.0, "ID card": 54.0, "receipt": 180.0}
"""From the top to the bottom of each paper."""
ACROSS = frozenset({"A4", "A4 with QR"})
"""Papers that fit under the camera only when they lie across."""
LAYING_S = 0.7
DESK, SKIN = (72, 58, 44), (132, 164, 216)
JPEG_QUALITY = 88


class DeskScene:
    """What the camera sees, as JPEG; may be used by several threads.

    Args:
        clock: rising seconds, by which a paper moves while it is being laid.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._paper: Picture | None = None
        self._turn = 0.0
        self._across = False
        self._laid_at = 0.0
        self._count = 0
        self._on: set[str] = set()
        self._changes = 0
        self._kept: tuple[int, bytes] | None = None
        self._ground = _desk()

    @property
    def version(self) -> int:
        """Rises whenever something else is seen, and once more when it has come to rest."""
        with self._lock:
            return self._version()

    def lay(self, kind: str) -> None:
        """A hand lays another paper of this kind there, in place of the one that lies there."""
        with self._lock:
            self._count += 1
            rng = np.random.default_rng([self._count, 3])
            drawn = np.ascontiguousarray(paper(kind, rng)[:, :, ::-1])
            self._across = kind in ACROSS
            length = LENGTH_MM[kind] * PX_PER_MM
            size = (round(length * drawn.shape[1] / drawn.shape[0]), round(length))
            self._paper = np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_AREA), np.uint8)
            self._turn = float(rng.uniform(-2.5, 2.5))
            self._laid_at = self._clock()
            self._changes += 1

    def take_away(self) -> None:
        """The desk is empty."""
        with self._lock:
            self._paper = None
            self._changes += 1

    def switch(self, name: str, on: bool) -> None:
        """`hand`, `glare` or `blurred`."""
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            self._changes += 1

    def jpeg(self) -> bytes:
        """The picture as it is now; drawn anew only when it is another one."""
        with self._lock:
            share, version = self._share(), self._version()
            if self._kept is not None and self._kept[0] == version and share == 1:
                return self._kept[1]
            _, written = cv2.imencode(".jpg", self._drawn(share), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
            self._kept = (version, written.tobytes())
            return self._kept[1]

    def _share(self) -> float:
        """How far the paper has been laid."""
        return min((self._clock() - self._laid_at) / LAYING_S, 1.0) if self._paper is not None else 1.0

    def _version(self) -> int:
        return 2 * self._changes + int(self._share() == 1)

    def _drawn(self, share: float) -> Picture:
        seen = self._ground.copy()
        away = (1 - share) * HEIGHT
        if self._paper is not None:
            self._lay(seen, self._paper, away)
        if "hand" in self._on or share < 1:
            _hand(seen, (WIDTH * 0.56, HEIGHT * (0.62 if share == 1 else 0.25) + away))
        if "glare" in self._on:
            _glare(seen, (WIDTH * 0.5, HEIGHT * 0.5))
        if "blurred" in self._on:
            seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), 7), np.uint8)
        return seen

    def _lay(self, seen: Picture, drawn: Picture, away: float) -> None:
        height, width = drawn.shape[:2]
        angle = np.radians(self._turn + (90 if self._across else 0))
        place = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
        middle = np.array((WIDTH / 2, HEIGHT / 2 + away))
        shift = middle - place @ np.array((width / 2, height / 2))
        way = np.column_stack([place, shift])
        cover = cv2.warpAffine(np.full((height, width), 255, np.uint8), way, (WIDTH, HEIGHT))
        shadow = cv2.GaussianBlur(
            cv2.warpAffine(cover, np.array([(1.0, 0, 6), (0, 1.0, 8)]), (WIDTH, HEIGHT)), (0, 0), 9
        )
        seen[:] = (seen * (1 - 0.35 / 255 * shadow[:, :, None])).astype(np.uint8)
        laid = cv2.warpAffine(drawn, way, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR)
        np.copyto(seen, np.asarray(laid * 0.93, np.uint8), where=cover[:, :, None] > 127)


def _desk() -> Picture:
    rng = np.random.default_rng(7)
    grain = cv2.GaussianBlur(rng.normal(0, 40, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), sigmaX=30, sigmaY=1.5)
    fine = rng.normal(0, 2.5, (HEIGHT, WIDTH)).astype(np.float32)
    return np.clip(np.array(DESK, np.float32) + (grain + fine)[:, :, None], 0, 255).astype(np.uint8)


def _hand(seen: Picture, tip: tuple[float, float]) -> None:
    """Four fingers and the back of a hand that comes from below."""
    x, y = tip
    for finger, longer in enumerate((40, 0, 14, 70)):
        start = (round(x + finger * 96), round(y + longer))
        cv2.line(seen, start, (start[0] + 60, round(y + 420)), SKIN, 84, cv2.LINE_AA)
    cv2.line(seen, (round(x + 210), round(y + 480)), (round(x + 260), HEIGHT * 3), SKIN, 360, cv2.LINE_AA)


def _glare(seen: Picture, middle: tuple[float, float]) -> None:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    spot = 330 * np.exp(-((columns - middle[0]) ** 2 + (rows - middle[1]) ** 2) / (2 * 110.0**2))
    seen[:] = np.clip(seen * 0.85 + spot[:, :, None], 0, 255).astype(np.uint8)
