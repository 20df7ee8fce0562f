"""The papers on a picture of the desk: their four corners, found coarsely and then to parts of a pixel."""

import itertools
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.quads import quad_around, quads
from kiosk.scanning.sheet import small_sheet
from kiosk.scanning.sides import edge_strength, grown, refined, support

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]
"""Four points (x, y), clockwise from the one nearest to the picture's top left."""

SEARCH_SIDE = 480
"""Longer side, in pixels, of the small picture in which papers are looked for."""
LIGHTEST, MOST_GAIN = 180, 8
"""How light the lightest of the small picture is made, and by how much at most."""
LEAST_SHARE = 0.02
"""Of the picture's area: an ID card under a camera for A4 has 4 % or more."""
LEAST_SUPPORT, SURE_SUPPORT = 0.55, 0.8
"""Share of the outline that must lie on an edge of the picture; of a second paper's outline."""
SURE_WHITE = 0.65
"""How white a second paper is, compared with the first."""
LEAST_PRINT = 0.03
"""Contrast of what stands on a paper; a thing on the desk and a shadow have less."""
LEAST_BLANK, BLANK_LIGHTER = 0.04, 0.08
"""Of the picture's area, and how much whiter than what is around it, is a paper on which nothing stands."""
MOST_JOINED = 1.12
"""Area around two parts of one paper by the sum of theirs."""


def page_corners(picture: Picture) -> Corners | None:
    """The corners of the paper that lies on the desk; None where there is none.

    Args:
        picture: BGR (height, width, 3). A paper that leaves the picture is given with the part that is seen.
    """
    whole = picture.shape[0] * picture.shape[1]
    large = (paper for paper in papers(picture) if area_of(paper) >= LEAST_SHARE * whole)
    return next(large, None)


def papers(picture: Picture) -> tuple[Corners, ...]:
    """The corners of every paper, none over another, the likeliest first; those that lie too far away as well."""
    height, width = picture.shape[:2]
    scale = min(SEARCH_SIDE / max(height, width), 1.0)
    small = _lit(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    edges = edge_strength(small)
    kept: list[_Candidate] = []
    for one in sorted(_candidates(small, edges), key=lambda one: one.worth, reverse=True):
        if any(_overlap(one.quad, other.quad) for other in kept):
            continue
        printed = _print(picture, one.quad / scale) > LEAST_PRINT
        if (printed and _like(one, kept[0])) if kept else (printed or _blank_paper(small, one)):
            kept.append(replace(one, quad=grown(edges, one.quad)))
    whole = _joined([one.quad for one in kept])
    return tuple(clockwise(refined(picture, (quad + 0.5) / scale - 0.5, within_px=3.5 / scale)) for quad in whole)


def area_of(corners: Corners) -> float:
    """The area within the corners, in square pixels."""
    return float(cv2.contourArea(corners.astype(np.float32)))


def clockwise(corners: Corners) -> Corners:
    """The four corners in the picture's clockwise order, the one nearest to its top left first."""
    middle = corners.mean(axis=0)
    order = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    turned = corners[order]
    return np.asarray(np.roll(turned, -int(turned.sum(axis=1).argmin()), axis=0), np.float64)


@dataclass(frozen=True, slots=True)
class _Candidate:
    quad: Corners
    seen: float
    white: float
    share: float

    @property
    def worth(self) -> float:
        return float(self.seen * self.share**0.25 * self.white**0.5)


def _lit(small: object) -> Picture:
    """A dark picture made light."""
    dark = np.asarray(small, np.uint8)
    gain = min(max(LIGHTEST / max(float(np.percentile(dark, 99)), 1), 1), MOST_GAIN)
    return np.asarray(cv2.convertScaleAbs(dark, alpha=gain), np.uint8)


def _candidates(small: Picture, edges: NDArray[np.float32]) -> list[_Candidate]:
    colours = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), np.uint8)
    whole = small.shape[0] * small.shape[1]
    found = [(quad, support(edges, quad)) for quad in quads(small)]
    return [
        _Candidate(quad, seen, _white(colours, _mask(small, quad)), area_of(quad) / whole)
        for quad, seen in found
        if seen >= LEAST_SUPPORT
    ]


def _white(colours: Picture, where: Picture) -> float:
    """How white it is there, from 0 to 1: light and without colour."""
    light, red, blue, _ = cv2.mean(colours, where)
    return max((light - 2.5 * float(np.hypot(red - 128, blue - 128))) / 255, 0.02)


def _mask(small: Picture, quad: Corners) -> Picture:
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, quad.astype(np.int32), (1,))
    return inside


def _print(picture: Picture, quad: Corners) -> float:
    """Contrast of what stands inside, from far away: letters run into lines, a thing's own shading is left out."""
    gray = cv2.cvtColor(small_sheet(picture, quad, 100), cv2.COLOR_BGR2GRAY).astype(np.float32)
    height, width = gray.shape
    inner = gray[height // 10 : height - height // 10, width // 10 : width - width // 10]
    return float((inner - cv2.GaussianBlur(inner, (0, 0), 6)).std() / max(np.percentile(inner, 80), 1))


def _blank_paper(small: Picture, one: _Candidate) -> bool:
    colours = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), np.uint8)
    middle = one.quad.mean(axis=0)
    far, near = (_mask(small, middle + (one.quad - middle) * size) for size in (1.2, 1.06))
    return one.share >= LEAST_BLANK and one.white > _white(colours, far - near) + BLANK_LIGHTER


def _like(one: _Candidate, first: _Candidate) -> bool:
    """Whether another paper may be meant, not a thing that lies on the desk."""
    return one.seen >= SURE_SUPPORT and one.white > SURE_WHITE * first.white


def _joined(quads: list[Corners]) -> list[Corners]:
    """The papers, two made one again that are parts of one, parted by a shadow's edge."""
    for one, other in itertools.combinations(quads, 2):
        hull = np.asarray(cv2.convexHull(np.concatenate([one, other]).astype(np.float32)), np.float32)
        if cv2.contourArea(hull) < MOST_JOINED * (area_of(one) + area_of(other)):
            rest = [quad for quad in quads if quad is not one and quad is not other]
            return _joined([quad_around(np.round(hull).astype(np.int32)), *rest])
    return quads


def _overlap(one: Corners, other: Corners) -> bool:
    shared, _ = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    return shared > 0.05 * min(area_of(one), area_of(other))
