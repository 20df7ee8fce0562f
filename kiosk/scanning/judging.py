"""A live picture judged: where the paper lies, and the one thing that would help most before it is taken."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.advice import Advice
from kiosk.scanning.covering import hand_depth
from kiosk.scanning.light import glare_share, white_of
from kiosk.scanning.page import area_of, papers
from kiosk.scanning.sharpness import blur_px
from kiosk.scanning.sheet import small_sheet

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]

SHEET_PX = 400
"""Longer side of the paper for looking at its light and at hands."""
EDGE_SHARE = 0.014
"""A corner that near to the picture's edge, as a share of its side, lies beyond it."""
LEAST_WHITE, LEAST_LIGHT = 52, 16
"""Of the paper; of the lightest that is seen where there is none."""
LEAST_LENGTH, LEAST_AREA = 0.19, 0.028
"""Of the picture's longer side and area."""
MOST_GLARE = 0.004
LEAST_HAND = 0.05
MOST_BLUR_PX = 1.6


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """The paper's `corners` in pixels of the picture judged, None where there is no paper, and the `advice`."""

    corners: Corners | None
    advice: Advice


def judged(picture: Picture) -> Judged:
    """What is seen on a picture of the desk.

    The limits were found on drawn photos (`tests/kiosk/scanning/faulty.py`); no camera was seen yet.

    Args:
        picture: BGR, about 1280 pixels wide; blur and size are told for that.
    """
    found = papers(picture)
    if not found:
        bright = float(np.percentile(picture.max(axis=2)[::4, ::4], 99.5))
        return Judged(None, Advice.MORE_LIGHT if bright < LEAST_LIGHT else Advice.LAY_PAPER)
    return Judged(found[0], _advice(picture, found))


def _advice(picture: Picture, found: tuple[Corners, ...]) -> Advice:
    corners = found[0]
    sheet = small_sheet(picture, corners, SHEET_PX)
    if white_of(sheet).max() < LEAST_WHITE:
        return Advice.MORE_LIGHT
    if len(found) > 1:
        return Advice.ONE_PAPER
    beyond = _beyond(picture, corners)
    if beyond is not None:
        return beyond
    height, width = picture.shape[:2]
    longest = float(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1).max())
    if longest < LEAST_LENGTH * max(width, height) or area_of(corners) < LEAST_AREA * width * height:
        return Advice.NEARER
    if hand_depth(sheet) > LEAST_HAND:
        return Advice.HAND_AWAY
    if glare_share(sheet) > MOST_GLARE:
        return Advice.NO_GLARE
    return Advice.HOLD_STILL if blur_px(picture, corners) > MOST_BLUR_PX else Advice.GOOD


def _beyond(picture: Picture, corners: Corners) -> Advice | None:
    """Where the paper must go so that all of it is seen."""
    height, width = picture.shape[:2]
    near_x, near_y = EDGE_SHARE * width, EDGE_SHARE * height
    left, right = bool(corners[:, 0].min() < near_x), bool(corners[:, 0].max() > width - 1 - near_x)
    top, bottom = bool(corners[:, 1].min() < near_y), bool(corners[:, 1].max() > height - 1 - near_y)
    match left, top, right, bottom:
        case False, False, False, False:
            return None
        case (True, _, True, _) | (_, True, _, True):
            return Advice.LAY_STRAIGHT
        case True, _, _, _:
            return Advice.MOVE_RIGHT
        case _, _, True, _:
            return Advice.MOVE_LEFT
        case _, True, _, _:
            return Advice.MOVE_DOWN
    return Advice.MOVE_UP
