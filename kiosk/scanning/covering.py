"""A hand over the paper: a piece in the colours of skin that reaches in over a side of it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.light import white_of

Picture = NDArray[np.uint8]

RED, BLUE = (141, 178), (78, 122)
"""Skin in YCrCb once the paper's white is white (Chai and Ngan 1999, a little wider)."""
LEAST_LIGHT = 50
WHITE = 235
AT_SIDE_PX = 5


def hand_depth(sheet: Picture) -> float:
    """How far a hand reaches over the sheet, as a share of its shorter side; 0 where there is none.

    A face on a photo and a red stamp touch no side of the paper.
    """
    balanced = np.clip(sheet / np.maximum(white_of(sheet), 1) * WHITE, 0, 255).astype(np.uint8)
    light, red, blue = cv2.split(cv2.cvtColor(cv2.GaussianBlur(balanced, (0, 0), 1.5), cv2.COLOR_BGR2YCrCb))
    skin = (light > LEAST_LIGHT) & (red > RED[0]) & (red < RED[1]) & (blue > BLUE[0]) & (blue < BLUE[1])
    whole = cv2.morphologyEx(skin.astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    height, width = whole.shape
    rows, columns = np.mgrid[:height, :width]
    depth = np.minimum(np.minimum(rows, height - 1 - rows), np.minimum(columns, width - 1 - columns))
    count, labels = cv2.connectedComponents(np.asarray(whole, np.uint8))
    reaching = (depth[labels == number] for number in range(1, count))
    deepest = max((float(piece.max()) for piece in reaching if piece.min() <= AT_SIDE_PX), default=0.0)
    return float(deepest / min(height, width))
