"""A page as it was taken: a JPEG in memory, what was read on it, and a small picture of it."""

from dataclasses import dataclass
from datetime import date

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.findings import PageFindings, read_page
from kiosk.scanning.flatten import finished
from kiosk.scanning.page import page_corners
from kiosk.scanning.sheet import PaperForm, form_of, whole_sheet
from kiosk.scanning.sides import refined

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]

JPEG_QUALITY = 90
PREVIEW_PX = 360
NEAR_SHARE = 0.004
"""Corners found on the live picture are that sure, as a share of the picture's longer side."""
BESIDE = 1.06
MARK, MOST_MARKED = 40, 0.002
"""What differs that much from the ground is a mark on it; a share of marks that an empty glass may have."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TakenPage:
    """One page; nothing of it is printed or logged.

    Attributes:
        jpeg: the page, upright; can be overwritten.
        preview: the page in BGR, its longer side 360 pixels.
    """

    jpeg: bytearray
    form: PaperForm
    findings: PageFindings
    preview: Picture

    def __repr__(self) -> str:
        return f"TakenPage({self.form.name}, {self.findings!r})"

    def wipe(self) -> None:
        """Overwrites the pictures; the page is of no use any more."""
        self.jpeg[:] = bytes(len(self.jpeg))
        self.preview.fill(0)


def page_on_desk(picture: Picture, corners: Corners | None, today: date) -> TakenPage:
    """The page within the corners; the whole picture is the page where there are none.

    Args:
        picture: BGR in all its pixels; `corners` in the same, found coarsely.
    """
    if corners is None:
        return _page(picture.copy(), PaperForm.OTHER, today)
    exact = refined(picture, corners, within_px=max(NEAR_SHARE * max(picture.shape), 3.0))
    return _page(whole_sheet(picture, exact), form_of(exact), today)


def page_of_scan(picture: Picture, today: date) -> TakenPage:
    """The page on a scanner's picture, which mostly fills it; a card alone on the glass is cut out."""
    corners = page_corners(picture)
    if corners is not None and _alone(picture, corners):
        return page_on_desk(picture, corners, today)
    return _page(picture.copy(), form_of(_whole(picture)), today)


def _alone(picture: Picture, corners: Corners) -> bool:
    """Whether there is nothing but an even ground around the corners."""
    wide = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * BESIDE
    outside = np.ones(picture.shape[:2], np.uint8)
    cv2.fillConvexPoly(outside, np.round(wide).astype(np.int32), (0,))
    ground = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)[outside > 0].astype(np.float32)
    return ground.size > 0 and float((np.abs(ground - np.median(ground)) > MARK).mean()) < MOST_MARKED


def _whole(picture: Picture) -> Corners:
    height, width = picture.shape[:2]
    return np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float64)


def _page(sheet: Picture, form: PaperForm, today: date) -> TakenPage:
    findings = read_page(sheet, today)
    page = finished(sheet, findings.codes)
    scale = PREVIEW_PX / max(page.shape[:2])
    preview = np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    _, written = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    taken = TakenPage(bytearray(written), form, findings, preview)
    for own in (written, page, sheet):
        own.fill(0)
    return taken
