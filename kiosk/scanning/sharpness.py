"""How blurred the print on a paper is, whatever its contrast and light."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]

AROUND_PX = 9
LEAST_STEP = 0.15
"""Of the paper's white: what counts as an edge of print or of the paper itself."""
LEAST_EDGES = 60
CALM_PX = 0.7


def blur_px(picture: Picture, corners: Corners) -> float:
    """Deviation in pixels of the blur, by the edges on the paper and around it; 0 where there are none to tell it.

    An edge of height h under a blur of deviation s is at its steepest h / (s * sqrt(2 pi)). A deviation beyond three
    pixels is told as about three.
    """
    gray, inside = _cut_out(picture, corners)
    calm = cv2.GaussianBlur(gray, (0, 0), CALM_PX)
    steep = np.hypot(cv2.Sobel(calm, cv2.CV_32F, 1, 0, ksize=1), cv2.Sobel(calm, cv2.CV_32F, 0, 1, ksize=1)) / 2
    around = np.ones((AROUND_PX, AROUND_PX), np.uint8)
    step = cv2.dilate(calm, around) - cv2.erode(calm, around)
    white = float(np.percentile(gray[inside], 85)) if inside.any() else 0.0
    edges = inside & (step > max(LEAST_STEP * white, 12)) & (steep >= 0.98 * cv2.dilate(steep, around))
    if edges.sum() < LEAST_EDGES:
        return 0.0
    return float(np.percentile(step[edges] / steep[edges], 30) / np.sqrt(2 * np.pi))


def _cut_out(picture: Picture, corners: Corners) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The gray picture around the paper, and which of its pixels are on the paper or just beside it."""
    wide = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 1.03
    limit = np.array(picture.shape[1::-1])
    first = np.clip(np.floor(wide.min(axis=0)), 0, limit - 1).astype(int)
    last = np.clip(np.ceil(wide.max(axis=0)) + 1, first + 1, limit).astype(int)
    part = picture[first[1] : last[1], first[0] : last[0]]
    inside = np.zeros(part.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.round(wide - first).astype(np.int32), (1,))
    return np.asarray(cv2.cvtColor(part, cv2.COLOR_BGR2GRAY), np.float32), inside > 0
