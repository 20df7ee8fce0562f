"""The paper on a picture of the desk: its four corners, found coarsely by several ways and then to parts of a pixel."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.sides import refined, support

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]
"""Four points (x, y), clockwise from the one nearest to the picture's top left."""

SEARCH_SIDE = 480
"""Longer side, in pixels, of the small picture in which papers are looked for."""
LEAST_SHARE, MOST_SHARE = 0.02, 0.97
"""Of the picture's area: an ID card under a camera for A4 has 4 % or more; what fills everything is the desk."""
LEAST_SUPPORT = 0.55
"""Share of the outline that must lie on an edge of the picture."""
LEAST_FILL = 0.86
"""A shape must fill that much of the quadrilateral drawn around it."""
MOST_SKEW = 0.6
"""Cosine of the sharpest corner of a paper seen at a slant."""


def page_corners(picture: Picture) -> Corners | None:
    """The corners of the largest paper that lies on the desk; None where there is none.

    Args:
        picture: BGR (height, width, 3). A paper that leaves the picture is given with the part that is seen.
    """
    height, width = picture.shape[:2]
    scale = min(SEARCH_SIDE / max(height, width), 1.0)
    small = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    best: Corners | None = None
    best_worth = 0.0
    edges = _edge_strength(small)
    for quad in _quads(small):
        share = float(cv2.contourArea(quad.astype(np.float32))) / (small.shape[0] * small.shape[1])
        seen = support(edges, quad)
        worth = seen * share**0.25
        if seen >= LEAST_SUPPORT and worth > best_worth:
            best, best_worth = quad, worth
    if best is None:
        return None
    return clockwise(refined(picture, (best + 0.5) / scale - 0.5, within_px=3.5 / scale))


def clockwise(corners: Corners) -> Corners:
    """The four corners in the picture's clockwise order, the one nearest to its top left first."""
    middle = corners.mean(axis=0)
    order = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    turned = corners[order]
    return np.asarray(np.roll(turned, -int(turned.sum(axis=1).argmin()), axis=0), np.float64)


def _quads(small: Picture) -> Iterator[Corners]:
    """Every quadrilateral of a paper's shape that one of the ways shows."""
    least = LEAST_SHARE * small.shape[0] * small.shape[1]
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
            if cv2.contourArea(contour) < least:
                break
            shape = np.asarray(contour, np.int32)
            quad = _quad(shape)
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
    colourless = np.clip(light - 1.5 * np.linalg.norm(colours[:, :, 1:] - 128, axis=2), 0, 255).astype(np.uint8)
    for plane in (light, differs, colourless):
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


def _quad(contour: NDArray[np.int32]) -> Corners:
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


def _paperlike(quad: Corners, contour: NDArray[np.int32], small: Picture) -> bool:
    area = float(cv2.contourArea(quad.astype(np.float32)))
    whole = small.shape[0] * small.shape[1]
    if not LEAST_SHARE * whole <= area <= MOST_SHARE * whole:
        return False
    if float(cv2.contourArea(cv2.convexHull(contour))) < LEAST_FILL * area:
        return False
    ways = np.roll(quad, -1, axis=0) - quad
    ways /= np.maximum(np.linalg.norm(ways, axis=1), 1e-6)[:, None]
    return bool(np.abs((ways * np.roll(ways, -1, axis=0)).sum(axis=1)).max() < MOST_SKEW)


def _edge_strength(small: Picture) -> NDArray[np.float32]:
    """How strongly each pixel differs from its neighbours, 1 being a plain edge for this picture's noise."""
    calm = np.asarray(cv2.GaussianBlur(small, (0, 0), 1.2), np.float32)
    along, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0), cv2.Sobel(calm, cv2.CV_32F, 0, 1)
    strength = np.sqrt(along**2 + down**2).max(axis=2)
    return np.asarray(strength / max(4 * float(np.median(strength)), 10.0), np.float32)
