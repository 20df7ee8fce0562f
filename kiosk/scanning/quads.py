"""Every four-cornered shape on a small picture of the desk that may be a paper, found by several ways."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]

LEAST_SHARE, MOST_SHARE = 0.004, 0.97
"""Of the picture's area: a paper that lies far away, and what fills everything, which is the desk."""
LEAST_FILL = 0.86
"""A shape must fill that much of the quadrilateral drawn around it."""
MOST_SKEW = 0.6
"""Cosine of the sharpest corner of a paper seen at a slant."""


def quads(small: Picture) -> Iterator[Corners]:
    """Every quadrilateral of a paper's shape that one of the ways shows."""
    least = LEAST_SHARE * small.shape[0] * small.shape[1]
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
            if cv2.contourArea(contour) < least:
                break
            shape = np.asarray(contour, np.int32)
            quad = quad_around(shape)
            if _paperlike(quad, shape, small):
                yield quad


def _masks(small: Picture) -> Iterator[Picture]:
    """Black and white pictures in which the paper may be one piece: edges closed, and what differs from the desk."""
    calm = cv2.medianBlur(small, 5)
    colours = np.asarray(cv2.cvtColor(calm, cv2.COLOR_BGR2LAB), np.float32)
    light = np.asarray(colours[:, :, 0], np.uint8)
    ring = np.concatenate([colours[:6].reshape(-1, 3), colours[-6:].reshape(-1, 3), *_sides(colours)])
    away = np.linalg.norm((colours - np.median(ring, axis=0)) * (1.0, 1.6, 1.6), axis=2)
    differs = np.clip(away * (255 / max(float(away.max()), 1)), 0, 255).astype(np.uint8)
    vivid = np.asarray(cv2.cvtColor(calm, cv2.COLOR_BGR2HSV)[:, :, 1], np.uint8)
    colourless = np.clip(light - 1.5 * np.linalg.norm(colours[:, :, 1:] - 128, axis=2), 0, 255).astype(np.uint8)
    for plane in (light, differs, colourless, 255 - vivid):
        level, mask = cv2.threshold(plane, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        yield _whole(mask)
        bright = plane[plane > level]
        if bright.size:
            upper, _ = cv2.threshold(bright.reshape(-1, 1), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
            yield _whole(np.asarray((plane > upper) * 255, np.uint8))
    for side in (41, 121):
        yield _whole(np.asarray((light > cv2.blur(light, (side, side)).astype(np.float32) + 4) * 255, np.uint8))
    for low, high in ((15, 45), (40, 110)):
        edges = np.zeros(small.shape[:2], np.uint8)
        for channel in (light, differs):
            edges |= np.asarray(cv2.Canny(channel, low, high), np.uint8)
        yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), np.uint8)


def _sides(colours: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return colours[:, :6].reshape(-1, 3), colours[:, -6:].reshape(-1, 3)


def _whole(mask: object) -> Picture:
    """The mask without print inside it, and without threads between it and other things."""
    closed = cv2.morphologyEx(np.asarray(mask, np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), np.uint8)


def quad_around(contour: NDArray[np.int32]) -> Corners:
    """The hull of a shape brought down to four corners by the finest step that does it."""
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        near = cv2.approxPolyDP(hull, share * around, True)
        if len(near) == 4:
            return np.asarray(near.reshape(4, 2), np.float64)
        if len(near) < 4:
            break
    return np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float64)


def square(quad: Corners) -> bool:
    """Whether all corners are those of a rectangle seen at a slant."""
    ways = np.roll(quad, -1, axis=0) - quad
    ways /= np.maximum(np.linalg.norm(ways, axis=1), 1e-6)[:, None]
    skew = np.abs((ways * np.roll(ways, -1, axis=0)).sum(axis=1)).max()
    return bool(cv2.isContourConvex(quad.astype(np.float32)) and skew < MOST_SKEW)


def _paperlike(quad: Corners, contour: NDArray[np.int32], small: Picture) -> bool:
    area = float(cv2.contourArea(quad.astype(np.float32)))
    whole = small.shape[0] * small.shape[1]
    if not LEAST_SHARE * whole <= area <= MOST_SHARE * whole:
        return False
    if float(cv2.contourArea(cv2.convexHull(contour))) < LEAST_FILL * area:
        return False
    return square(quad)
