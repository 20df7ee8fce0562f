"""Whether two looks at a paper show the same page, however it lies and whatever the light."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.sheet import laid_flat

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]
Likeness = NDArray[np.float32]

SIDE_PX = 96
SHADE_PX = 4
"""What changes more slowly over the page than that is light, not print."""
CALM_PX = 0.7
LEAST_PRINT = 4.0


def likeness(picture: Picture, corners: Corners) -> Likeness:
    """What stands on a page, coarsely: 96 by 96, mean 0 and length 1, or nearly 0 where nothing stands."""
    fine = cv2.cvtColor(laid_flat(picture, corners, (4 * SIDE_PX, 4 * SIDE_PX)), cv2.COLOR_BGR2GRAY)
    gray = np.asarray(cv2.resize(fine, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA), np.float32)
    print_ = cv2.GaussianBlur(gray, (0, 0), CALM_PX) - cv2.GaussianBlur(gray, (0, 0), SHADE_PX)
    inner = print_[6:-6, 6:-6]
    inner = inner - inner.mean()
    return np.asarray(inner / (max(float(inner.std()), LEAST_PRINT) * inner.shape[0]), np.float32)


def alike(one: Likeness, other: Likeness) -> float:
    """How alike two pages are, turned or not, up to 1; two blank pages are one."""
    blank = max(float((one**2).sum()), float((other**2).sum())) < 0.25
    return 1.0 if blank else max(float((np.rot90(one, turn) * other).sum()) for turn in range(4))
