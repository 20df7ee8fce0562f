"""Which way up a page is: by the codes on it, else by the run of its lines and where they begin."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.codes import PaperCode

Picture = NDArray[np.uint8]

LOOKED_AT_PX = 640
LEAST_INK = 10
GAPS_PX = (3, 5, 7, 11)
SURE_RATIO = 1.25
"""Of the lengths of runs, along the lines and across them."""
LEAST_LINES = 5
SAME_START = 0.02
"""Of the page's width."""
MORE_STARTS = 0.2
"""That much larger a share of the lines begins together than ends together."""


def turns_to_upright(sheet: Picture, codes: Sequence[PaperCode]) -> int:
    """Quarter turns counter-clockwise (`np.rot90`) after which the page can be read; 0 where nothing tells.

    Args:
        sheet: the page laid flat, BGR.
        codes: those read on it, with four corners from their own top left where known.
    """
    by_code = [turns for code in codes if (turns := _turns_of(code)) is not None]
    gray = _looked_at(sheet)
    ratio = _lines_ratio(gray)
    lines_run = 0 if ratio > SURE_RATIO else 1 if ratio < 1 / SURE_RATIO else None
    if by_code and lines_run in (None, by_code[0] % 2):
        return by_code[0]
    if lines_run is None:
        return 0
    return (lines_run + _half_turn(np.asarray(np.rot90(gray, lines_run), np.uint8))) % 4


def _turns_of(code: PaperCode) -> int | None:
    """By the side from a code's own top left to its top right."""
    if len(code.corners) != 4:
        return None
    along = np.subtract(code.corners[1], code.corners[0])
    if float(np.linalg.norm(along)) < 8:
        return None
    return round(float(np.degrees(np.arctan2(along[1], along[0]))) / 90) % 4


def _looked_at(sheet: Picture) -> Picture:
    gray = cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY)
    scale = LOOKED_AT_PX / max(gray.shape)
    return np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _ink(gray: Picture) -> NDArray[np.float32]:
    """How much darker than its surroundings each pixel is; the page's rim is left out."""
    light = cv2.GaussianBlur(gray, (0, 0), 12).astype(np.float32)
    dark = np.clip(light - gray - 8, 0, 80)
    rim = max(gray.shape) // 40
    dark[:rim], dark[-rim:], dark[:, :rim], dark[:, -rim:] = 0, 0, 0, 0
    return np.asarray(dark, np.float32)


def _lines_ratio(gray: Picture) -> float:
    """Above 1 where lines run across, below 1 where they run down.

    Letters stand closer to each other than lines do: small gaps closed along the lines make long runs.
    """
    ink = np.asarray(_ink(gray) > LEAST_INK, np.uint8)
    ratios = [_run(ink, gap) / _run(np.asarray(ink.T, np.uint8), gap) for gap in GAPS_PX]
    return max(ratios, key=lambda ratio: abs(float(np.log(ratio))))


def _run(ink: Picture, gap: int) -> float:
    """Mean length of the runs of ink along the rows once gaps are closed."""
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)), np.int8)
    return float((closed.sum() + 1) / ((np.diff(closed, axis=1) == 1).sum() + 1))


def _half_turn(gray: Picture) -> int:
    """2 where the lines that run across end together at the right and begin at different places, else 0."""
    ink = np.asarray(_ink(gray) > LEAST_INK, np.uint8)
    run = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, 31), np.uint8))
    run = cv2.morphologyEx(run, cv2.MORPH_OPEN, np.ones((3, 15), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(np.asarray(run, np.uint8))
    height, width = gray.shape
    lines = boxes[1:count]
    lines = lines[(lines[:, cv2.CC_STAT_WIDTH] > 0.1 * width) & (lines[:, cv2.CC_STAT_HEIGHT] < 0.08 * height)]
    if len(lines) < LEAST_LINES:
        return 0
    starts = lines[:, cv2.CC_STAT_LEFT]
    begin, end = _together(starts, width), _together(starts + lines[:, cv2.CC_STAT_WIDTH], width)
    return 2 if end - begin > MORE_STARTS else 0


def _together(places: NDArray[np.int32], width: int) -> float:
    """The largest share of the places that lie together."""
    near = np.abs(places[:, None] - places[None, :]) <= SAME_START * width
    return float(near.mean(axis=1).max())
