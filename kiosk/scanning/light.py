"""The light on a paper: how white its white is, and where a lamp shines back."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

BLOWN = 250
"""From here on in all colours nothing can be read."""
LEAST_SPOT = 0.002
FALL = 12
"""By how much the paper is darker a little beside a lamp's spot; light that falls slantwise changes by less."""
NEAR_PX, FAR_PX = 17, 31


def white_of(sheet: Picture) -> NDArray[np.float64]:
    """Blue, green and red of the unprinted paper."""
    some = sheet[::2, ::2]
    least = _least(some)
    return np.asarray(np.median(some[least >= np.percentile(least, 70)].reshape(-1, 3), axis=0), np.float64)


def glare_share(sheet: Picture) -> float:
    """Share of the sheet on which a lamp shines back; 0 where the paper is merely light."""
    least = _least(sheet)
    blown = np.asarray(least >= BLOWN, np.uint8)
    blown = np.asarray(cv2.morphologyEx(blown, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    count, labels, figures, _ = cv2.connectedComponentsWithStats(blown)
    share = 0.0
    for number in range(1, count):
        area = float(figures[number, cv2.CC_STAT_AREA]) / least.size
        if area < LEAST_SPOT:
            continue
        spot = np.asarray(labels == number, np.uint8)
        near = cv2.dilate(spot, np.ones((NEAR_PX, NEAR_PX), np.uint8))
        beside = least[(cv2.dilate(spot, np.ones((FAR_PX, FAR_PX), np.uint8)) > 0) & (near == 0)]
        if beside.size and np.percentile(beside, 80) < BLOWN - FALL:
            share += area
    return share


def _least(picture: Picture) -> Picture:
    """The least of the three colours of each pixel."""
    blue, green, red = cv2.split(picture)
    return np.asarray(cv2.min(cv2.min(blue, green), red), np.uint8)
