"""Photos of papers laid wrongly, each from its seed, with the advice that helps."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.simulator.drawn_papers import A4, ID_CARD, RECEIPT, paper
from kiosk.scanning.advice import Advice
from tests.kiosk.scanning.desks import DESKS, SIZE, Desk, desk, lain, lay

Picture = NDArray[np.uint8]

SKINS = ((135, 165, 215), (95, 125, 185), (70, 95, 140), (160, 190, 235))
"""In BGR, in full light."""


def good(seed: int) -> Picture:
    """A paper that lies right, in more or less light."""
    rng = np.random.default_rng([seed, 21])
    return desk(seed, light=float(rng.uniform(0.55, 1.0)), blur_px=float(rng.uniform(0.6, 1.4))).picture


def blurred(seed: int) -> Picture:
    """Out of focus."""
    rng = np.random.default_rng([seed, 22])
    return desk(seed, light=float(rng.uniform(0.6, 1.0)), blur_px=float(rng.uniform(3.5, 8))).picture


def dark(seed: int) -> Picture:
    """Hardly any light."""
    rng = np.random.default_rng([seed, 23])
    return desk(seed, light=float(rng.uniform(0.05, 0.16)), blur_px=1.0).picture


def glaring(seed: int) -> Picture:
    """A lamp shines back from somewhere on the paper."""
    rng = np.random.default_rng([seed, 24])
    photo = _lit(seed, rng)
    at = _inside(photo, rng, 0.2, 0.8)
    rows, columns = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    radius = float(rng.uniform(40, 90))
    spot = float(rng.uniform(280, 420)) * np.exp(-((columns - at[0]) ** 2 + (rows - at[1]) ** 2) / (2 * radius**2))
    return np.asarray(np.clip(photo.picture * 0.85 + spot[:, :, None], 0, 255), np.uint8)


def off_the_left(seed: int) -> Picture:
    """The paper leaves the picture at its left."""
    return _off(seed, (-1, 0))


def off_the_top(seed: int) -> Picture:
    """The paper leaves the picture at its top."""
    return _off(seed, (0, -1))


def off_the_right(seed: int) -> Picture:
    """The paper leaves the picture at its right."""
    return _off(seed, (1, 0))


def off_the_bottom(seed: int) -> Picture:
    """The paper leaves the picture at its bottom."""
    return _off(seed, (0, 1))


def under_a_hand(seed: int) -> Picture:
    """One to four fingers lie over a side of the paper."""
    rng = np.random.default_rng([seed, 25])
    light = float(rng.uniform(0.6, 1.0))
    photo = desk(seed, light=light, blur_px=float(rng.uniform(0.6, 1.2)))
    covered = photo.picture.copy()
    skin = np.array(SKINS[seed % len(SKINS)]) * light * float(rng.uniform(0.8, 1.0))
    side = int(rng.integers(0, 4))
    start, end = photo.corners[side], photo.corners[(side + 1) % 4]
    inward = photo.corners.mean(axis=0) - (start + end) / 2
    inward /= np.linalg.norm(inward)
    first = float(rng.uniform(0.2, 0.6))
    wide = int(rng.uniform(44, 62))
    for finger in range(int(rng.integers(1, 5))):
        on_edge = start + (end - start) * first + finger * (wide + 6) * (end - start) / np.linalg.norm(end - start)
        tip = on_edge + inward * float(rng.uniform(60, 110))
        cv2.line(covered, _pixel(on_edge - inward * 2500), _pixel(tip), skin.tolist(), wide, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(covered, (0, 0), 0.8), np.uint8)


def two_papers(seed: int) -> Picture:
    """Another paper lies beside the first, neither over the other."""
    rng = np.random.default_rng([seed, 26])
    kinds = (A4, ID_CARD, RECEIPT)
    ground = DESKS[seed % len(DESKS)]
    photo = desk(
        seed, kind=kinds[seed % 3], ground=ground, turn=float(rng.normal(0, 5)), size=0.85, light=1.0, blur_px=0.7
    )
    other = kinds[int(rng.integers(0, 3))]
    seen = photo.picture.astype(np.float32)
    drawn = paper(other, rng)
    height = float(rng.uniform(380, 700)) if other != ID_CARD else float(rng.uniform(260, 400))
    width = height * drawn.shape[1] / drawn.shape[0]
    angle = np.radians(rng.normal(0, 8))
    rotation = np.array([(np.cos(angle), -np.sin(angle)), (np.sin(angle), np.cos(angle))])
    box = np.array([(-width, -height), (width, -height), (width, height), (-width, height)]) / 2 @ rotation.T
    left, right = photo.corners[:, 0].min(), photo.corners[:, 0].max()
    room = (left, SIZE[0] - right)
    middle = left / 2 if room[0] > room[1] else (right + SIZE[0]) / 2
    fit = min(1.0, (max(room) - 60) / np.ptp(box[:, 0]))
    corners = box * fit + (middle, SIZE[1] / 2 + rng.uniform(-100, 100))
    lay(seen, drawn, corners, rng)
    light = float(rng.uniform(0.6, 1.0))
    return np.asarray(np.clip(cv2.GaussianBlur(seen * light, (0, 0), 0.8), 0, 255), np.uint8)


def far(seed: int) -> Picture:
    """The paper is small in the picture."""
    rng = np.random.default_rng([seed, 27])
    small = {A4: 0.18, ID_CARD: 0.36, RECEIPT: 0.19}[(A4, ID_CARD, RECEIPT)[seed % 3]]
    return desk(seed, size=small * float(rng.uniform(1.0, 1.15)), light=1.0, blur_px=0.8).picture


def empty(seed: int) -> Picture:
    """Nothing but the desk, lit well or less well."""
    rng = np.random.default_rng([seed, 28])
    return desk(seed, shift=(9000, 0), light=float(rng.uniform(0.6, 1.0)), blur_px=1.0, harmless=seed % 2 == 0).picture


FAULTS: dict[Callable[[int], Picture], Advice] = {
    blurred: Advice.HOLD_STILL,
    dark: Advice.MORE_LIGHT,
    glaring: Advice.NO_GLARE,
    off_the_left: Advice.MOVE_RIGHT,
    off_the_top: Advice.MOVE_DOWN,
    off_the_right: Advice.MOVE_LEFT,
    off_the_bottom: Advice.MOVE_UP,
    under_a_hand: Advice.HAND_AWAY,
    two_papers: Advice.ONE_PAPER,
    far: Advice.NEARER,
    empty: Advice.LAY_PAPER,
}
"""Every fault with the advice that helps."""


def _lit(seed: int, rng: np.random.Generator) -> Desk:
    return desk(seed, light=float(rng.uniform(0.6, 1.0)), blur_px=float(rng.uniform(0.6, 1.2)))


def _inside(photo: Desk, rng: np.random.Generator, least: float, most: float) -> NDArray[np.float64]:
    across, down = rng.uniform(least, most, 2)
    top = photo.corners[0] + (photo.corners[1] - photo.corners[0]) * across
    bottom = photo.corners[3] + (photo.corners[2] - photo.corners[3]) * across
    return np.asarray(top + (bottom - top) * down, np.float64)


def _off(seed: int, way: tuple[int, int]) -> Picture:
    rng = np.random.default_rng([seed, 29])
    light, blur_px = float(rng.uniform(0.6, 1.0)), float(rng.uniform(0.6, 1.2))
    turn = float(rng.normal(0, 4))
    corners = lain(seed, turn)
    beyond = float(rng.uniform(0.08, 0.35))
    size = np.ptp(corners, axis=0)
    target = np.array(SIZE) / 2 - (corners.min(axis=0) + corners.max(axis=0)) / 2
    edge = (np.array(SIZE) / 2 - size / 2 + size * beyond) * way
    shift = np.where(np.array(way) != 0, target + edge, 0)
    return desk(seed, turn=turn, shift=(float(shift[0]), float(shift[1])), light=light, blur_px=blur_px).picture


def _pixel(point: NDArray[np.float64]) -> tuple[int, int]:
    x, y = np.round(point).astype(int)
    return int(x), int(y)
