"""JPEG pictures of our own camera decoded: quickly and small for looking, whole for taking."""

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.capture.source import Picture as PictureFile
from kiosk.scanning.codes import MOST_PIXELS

Picture = NDArray[np.uint8]

LIVE_PX = 1280
"""Longer side of what is looked at; the judging of blur and size reckons with it."""
REDUCED = {1: cv2.IMREAD_COLOR, 2: cv2.IMREAD_REDUCED_COLOR_2, 4: cv2.IMREAD_REDUCED_COLOR_4}


def looked_at(file: PictureFile) -> Picture | None:
    """The picture in BGR, its longer side at most `LIVE_PX`; None where it cannot be decoded or is too large to be."""
    longest_px = max(file.width_px, file.height_px)
    if file.width_px * file.height_px > MOST_PIXELS:
        return None
    by = max(part for part in REDUCED if part == 1 or longest_px / part >= LIVE_PX * 0.97)
    picture = _decoded(file.content, REDUCED[by])
    if picture is None or max(picture.shape[:2]) <= LIVE_PX:
        return picture
    scale = LIVE_PX / max(picture.shape[:2])
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def whole(file: PictureFile) -> Picture | None:
    """The picture in BGR with all its pixels; None where it cannot be decoded or is too large to be."""
    return None if file.width_px * file.height_px > MOST_PIXELS else _decoded(file.content, cv2.IMREAD_COLOR)


def _decoded(jpeg: bytes, how: int) -> Picture | None:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), how)
    return None if picture is None else np.asarray(picture, np.uint8)
