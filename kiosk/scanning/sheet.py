"""The paper alone: cut out of the picture and laid flat as a rectangle."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]


def laid_flat(picture: Picture, corners: Corners, size: tuple[int, int]) -> Picture:
    """The paper within the corners, `size` (width, height) in pixels; its first corner comes to the top left."""
    width, height = size
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32) - 0.5
    place = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    flat = cv2.warpPerspective(picture, place, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8)


def sides_px(corners: Corners) -> tuple[float, float]:
    """Width and height of the paper in the picture, each the mean of its two sides."""
    lengths = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float(lengths[0] + lengths[2]) / 2, float(lengths[1] + lengths[3]) / 2


def small_sheet(picture: Picture, corners: Corners, longest_px: int) -> Picture:
    """The paper laid flat, its longer side `longest_px`."""
    width, height = sides_px(corners)
    scale = longest_px / max(width, height)
    return laid_flat(picture, corners, (max(round(width * scale), 1), max(round(height * scale), 1)))
