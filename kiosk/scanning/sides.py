"""The four sides of a paper as edges of the picture: how much of them is seen, and where they lie exactly."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.quads import square

SAMPLES = 60
SKIPPED = 0.06
"""Share of a side left out at each end, as corners may be round or bent."""
NEAR_PX = 1.5
EDGE_PX = 4.0
AT_EDGE = 0.85
LEAST_FURTHER_PX = 5
LEAST_GROWN = 0.6
NEARLY_ALL = 0.85
LEAST_ON_LINE = 12
"""Samples of a side that must agree before it is moved."""


def edge_strength(small: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How strongly each pixel differs from its neighbours, 1 being a plain edge for this picture's noise."""
    calm = np.asarray(cv2.GaussianBlur(small, (0, 0), 1.2), np.float32)
    along, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0), cv2.Sobel(calm, cv2.CV_32F, 0, 1)
    blue, green, red = cv2.split(cv2.magnitude(along, down))
    strength = cv2.max(cv2.max(blue, green), red)
    return np.asarray(strength / max(4 * float(np.median(strength)), 10.0), np.float32)


def support(strength: NDArray[np.float32], quad: NDArray[np.float64]) -> float:
    """Share of the outline that lies within two pixels of an edge; the least seen side counts half.

    What lies along the picture's edge is of a paper that leaves the picture, and counts `AT_EDGE`; two sides there that
    do not meet are none of a paper's.

    Args:
        strength: 1 and more where the picture has an edge.
    """
    reach = np.asarray(cv2.dilate(strength, np.ones((5, 5), np.uint8)), np.float32)
    limit = np.array(strength.shape[::-1]) - 1
    shares, at_edge = [], []
    for start, end in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        points = start + (end - start) * np.linspace(SKIPPED, 1 - SKIPPED, SAMPLES)[:, None]
        beyond = ((points <= EDGE_PX) | (points >= limit - EDGE_PX)).any(axis=1)
        seen = (_at(reach, points) >= 1).astype(np.float64).ravel()
        at_edge.append(float(beyond.mean()) > 0.5)
        shares.append(float(np.where(beyond, AT_EDGE, seen).mean()))
    if sum(at_edge) > 2 or (at_edge[0] and at_edge[2]) or (at_edge[1] and at_edge[3]):
        return 0.0
    return (float(np.mean(shares)) + min(shares)) / 2


def grown(strength: NDArray[np.float32], quad: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quadrilateral made longer where two of its sides go on beyond the one between them.

    The edge of a shadow that lies across a paper looks like its end, but the paper's sides go on.
    """
    reach = np.asarray(cv2.dilate(strength, np.ones((3, 3), np.uint8)), np.float32)
    whole = quad.copy()
    for place in range(4):
        before, one, other, after = (whole[(place + step) % 4] for step in (-1, 0, 1, 2))
        ways = [
            (end - start) / max(float(np.linalg.norm(end - start)), 1e-6)
            for start, end in ((before, one), (after, other))
        ]
        further = [_goes_on(reach, start, way) for start, way in zip((one, other), ways, strict=True)]
        if min(further) >= LEAST_FURTHER_PX:
            longer = whole.copy()
            longer[place], longer[(place + 1) % 4] = one + ways[0] * further[0], other + ways[1] * further[1]
            if square(longer) and support(strength, longer) >= LEAST_GROWN:
                whole = longer
    return whole


def _goes_on(reach: NDArray[np.float32], start: NDArray[np.float64], way: NDArray[np.float64]) -> int:
    """How many pixels an edge goes on from a corner, as far as nearly all of them lie on it."""
    points = start + np.arange(1, max(reach.shape))[:, None] * way
    inside = ((points >= 0) & (points <= np.array(reach.shape[::-1]) - 1)).all(axis=1)
    count = int(np.cumprod(inside).sum())
    if count == 0:
        return 0
    on = (_at(reach, points[:count, None, :])[:, 0] >= 1).astype(np.float64)
    shares = np.cumsum(on) / np.arange(1, count + 1)
    last = np.flatnonzero((shares >= NEARLY_ALL) & (on > 0))
    return int(last[-1]) + 1 if last.size else 0


def refined(picture: NDArray[np.uint8], quad: NDArray[np.float64], within_px: float) -> NDArray[np.float64]:
    """The corners where the sides really cross, each side a line through the steepest steps near where it was.

    Args:
        picture: BGR, whole.
        within_px: how far a side may lie from where it was found coarsely.
    """
    sides = list(zip(quad, np.roll(quad, -1, axis=0), strict=True))
    lines = [
        (start, end)
        if _at_edge(np.array([start, end]), picture.shape[:2], within_px)
        else _line(picture, start, end, within_px)
        for start, end in sides
    ]
    moved = quad.copy()
    for place in range(4):
        corner = _crossing(lines[place - 1], lines[place])
        if corner is not None and np.linalg.norm(corner - quad[place]) <= 4 * within_px:
            moved[place] = corner
    return moved


def _at_edge(points: NDArray[np.float64], shape: tuple[int, ...], within_px: float) -> bool:
    """Whether all points lie along one edge of the picture."""
    limit = np.array(shape[::-1]) - 1
    return bool(((points <= within_px).all(axis=0) | (points >= limit - within_px).all(axis=0)).any())


def _line(
    picture: NDArray[np.uint8], start: NDArray[np.float64], end: NDArray[np.float64], within_px: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two points of the line on which the picture changes most near the side."""
    along = end - start
    length = max(float(np.linalg.norm(along)), 1.0)
    normal = np.array((-along[1], along[0])) / length
    steps = np.linspace(SKIPPED, 1 - SKIPPED, SAMPLES)
    offsets = np.arange(-within_px - 3, within_px + 4)
    points = (start + steps[:, None] * along)[:, None, :] + offsets[:, None] * normal
    profiles = _at(picture, points)
    calm = cv2.GaussianBlur(profiles, (0, 0), sigmaX=1.5, sigmaY=1.0)
    change = np.linalg.norm(calm[:, 2:] - calm[:, :-2], axis=2)[:, 2:-2]
    peak = change.argmax(axis=1)
    where = offsets[3:-3][peak] + _parabola(change, peak)
    strength = change[np.arange(SAMPLES), peak]
    agreeing = _agreeing(steps, where, strength)
    if agreeing.sum() < LEAST_ON_LINE:
        return start, end
    slope, foot = np.polyfit(steps[agreeing], where[agreeing], 1)
    return start + foot * normal, end + (slope + foot) * normal


def _agreeing(
    steps: NDArray[np.float64], where: NDArray[np.float64], strength: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """The samples on the line that the most strength agrees with; every line through two of some samples is tried."""
    best = np.zeros(len(steps), bool)
    most = 0.0
    for first in range(0, len(steps), 3):
        for second in range(first + 12, len(steps), 5):
            slope = (where[second] - where[first]) / (steps[second] - steps[first])
            on = np.abs(where - where[first] - slope * (steps - steps[first])) < NEAR_PX
            weight = float(np.sqrt(strength[on]).sum())
            if weight > most:
                best, most = on, weight
    return best


def _parabola(change: NDArray[np.float32], peak: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far, in steps, the true peak lies from the highest sample."""
    rows, inner = np.arange(len(peak)), np.clip(peak, 1, change.shape[1] - 2)
    before, at, after = change[rows, inner - 1], change[rows, inner], change[rows, inner + 1]
    bend = before - 2 * at + after
    shift = np.where(np.abs(bend) > 1e-6, (before - after) / (2 * np.where(bend == 0, 1, bend)), 0)
    return np.where(inner == peak, np.clip(shift, -0.5, 0.5), 0).astype(np.float64)


def _crossing(
    one: tuple[NDArray[np.float64], NDArray[np.float64]], other: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> NDArray[np.float64] | None:
    """Where two lines cross; None where they are all but parallel."""
    (start, end), (other_start, other_end) = one, other
    ways = np.array([end - start, other_start - other_end]).T
    if abs(float(np.linalg.det(ways))) < 1e-3:
        return None
    share = np.linalg.solve(ways, other_start - start)[0]
    return np.asarray(start + share * (end - start), np.float64)


def _at(plane: NDArray[Any], points: NDArray[np.float64]) -> NDArray[np.float32]:
    """The picture's values at points between its pixels, as float."""
    places = points.astype(np.float32).reshape(points.shape[0], -1, 2)
    across, down = np.ascontiguousarray(places[:, :, 0]), np.ascontiguousarray(places[:, :, 1])
    found = cv2.remap(plane, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)
