"""Light taken out of a page: paper white and print black, without washing out stamps and photos."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Plane = NDArray[np.float32]

CELLS = 64
"""The light is reckoned in cells, that many along the longer side."""
PAPER_SHARE, PAPER_TINT = 0.8, 0.12
"""How bright a cell's lightest part is, compared with the light around, where paper is seen in it."""
SHADOW_SHARE, SHADOW_TINT = 0.35, 0.06
"""A cell that is darker but of the paper's own tint lies in a shadow, unless it is darker than that."""
LEAST_LIGHT = 8.0
FINE, LIGHTER, MIDDLE = 8, slice(50, 60), slice(34, 44)
"""A cell is looked at in 8 by 8 pieces; those by rank of brightness are its lighter and its middle part."""
NEAR_CELLS, LEAST_NEAR = 2.5, 0.02
WHITE, BLACK_PERCENT, MOST_BLACK = 0.96, 0.5, 0.45
"""Share of the light that becomes white; the part of the page that becomes black, and how light that may be."""


def evenly_lit(sheet: Picture) -> Picture:
    """The page in BGR as on white paper under even white light.

    A cell of the page shows paper where its lightest part is about as light as the smooth course of the light over the
    whole page, or darker in the paper's own tint, which is a shadow; photos and coloured fields are neither, and get
    the light of the paper around them.
    """
    light = _light(sheet)
    share = sheet.astype(np.float32) / np.maximum(light, LEAST_LIGHT)
    gray = cv2.cvtColor(share[::4, ::4], cv2.COLOR_BGR2GRAY)
    black = min(float(np.percentile(gray, BLACK_PERCENT)), MOST_BLACK)
    return np.asarray(np.clip((share - black) * (255 / (WHITE - black)), 0, 255), np.uint8)


def _light(sheet: Picture) -> Plane:
    """Blue, green and red of white paper at each pixel."""
    lightest, calm = _cells(sheet)
    course = _course(lightest)
    share = np.asarray(lightest / np.maximum(course, LEAST_LIGHT), np.float32)
    level = share.mean(axis=2)
    tint = np.abs(share / np.maximum(level, 0.01)[:, :, None] - 1).max(axis=2)
    bright = (level > PAPER_SHARE) & (tint < PAPER_TINT)
    shadow = (level > SHADOW_SHARE) & (tint < SHADOW_TINT) & calm
    wide = cv2.morphologyEx((bright | shadow).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)) > 0
    cells = cv2.GaussianBlur(_filled(share, bright | (shadow & wide)) * course, (0, 0), 0.7)
    return np.asarray(cv2.resize(cells, sheet.shape[1::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def _cells(sheet: Picture) -> tuple[Plane, NDArray[np.bool_]]:
    """The colour of each cell's lighter part, and whether the cell has one even ground, printed on or not."""
    scale = CELLS / max(sheet.shape[:2])
    height, width = (max(round(side * scale), 4) for side in sheet.shape[:2])
    fine = cv2.resize(sheet, (width * FINE, height * FINE), interpolation=cv2.INTER_AREA)
    blocks = fine.reshape(height, FINE, width, FINE, 3).transpose(0, 2, 1, 3, 4).reshape(height, width, FINE**2, 3)
    bright = blocks.sum(axis=3, dtype=np.int32)
    ranked = np.take_along_axis(blocks, bright.argsort(axis=2)[:, :, :, None], axis=2).astype(np.float32)
    lighter, middle = ranked[:, :, LIGHTER].mean(axis=2), ranked[:, :, MIDDLE].mean(axis=2)
    return lighter, np.asarray(middle.mean(axis=2) > 0.9 * lighter.mean(axis=2), np.bool_)


def _filled(share: Plane, paper: NDArray[np.bool_]) -> Plane:
    """The cells where paper is seen as they are, the others as the paper around them."""
    weight = paper.astype(np.float32)
    near = cv2.GaussianBlur(share * weight[:, :, None], (0, 0), NEAR_CELLS)
    near_weight = cv2.GaussianBlur(weight, (0, 0), NEAR_CELLS)[:, :, None]
    filled = np.where(near_weight > LEAST_NEAR, near / np.maximum(near_weight, LEAST_NEAR), 1.0)
    return np.asarray(np.where(paper[:, :, None], share, filled), np.float32)


def _course(lightest: Plane) -> Plane:
    """The smooth course of the light over the page: a curved plane under which nearly nothing lies, for each colour."""
    height, width = lightest.shape[:2]
    rows, columns = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(rows), rows, columns, rows * columns, rows**2, columns**2], axis=-1).reshape(-1, 6)
    level = lightest.reshape(-1, 3)
    kept = level.mean(axis=1) >= np.percentile(level.mean(axis=1), 50)
    fitted = level
    for _ in range(4):
        found, *_ = np.linalg.lstsq(terms[kept], level[kept], rcond=None)
        fitted = terms @ found
        kept = level.mean(axis=1) > 0.92 * fitted.mean(axis=1)
        if kept.sum() < 24:
            break
    return np.asarray(np.clip(fitted, LEAST_LIGHT, 255).reshape(lightest.shape), np.float32)
