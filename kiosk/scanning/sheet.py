"""The paper alone: cut out of the picture and laid flat as a rectangle."""

from enum import Enum

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]


MOST_PX = 3508
"""A4 at 300 dots per inch."""
SAME_RATIO = 0.05


class PaperForm(Enum):
    """A paper's usual form by its sides in millimetres; a sheet of A5 has those of A4."""

    A4 = (210.0, 297.0)
    CARD = (54.0, 85.6)
    OTHER = (0.0, 0.0)

    @property
    def ratio(self) -> float:
        """The longer side by the shorter; 0 where none is usual."""
        shorter, longer = self.value
        return longer / shorter if shorter else 0.0


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


def form_of(corners: Corners) -> PaperForm:
    """What paper it is by its sides."""
    longer, shorter = sorted(sides_px(corners), reverse=True)
    near = [form for form in PaperForm if form.ratio and abs(longer / max(shorter, 1e-6) / form.ratio - 1) < SAME_RATIO]
    return near[0] if near else PaperForm.OTHER


def whole_sheet(picture: Picture, corners: Corners) -> Picture:
    """The paper laid flat in all its pixels, in the ratio of its form, or as seen where it has none."""
    width, height = sides_px(corners)
    scale = min(MOST_PX / max(width, height), 1.0)
    longer, shorter = max(width, height) * scale, min(width, height) * scale
    shorter = longer / (form_of(corners).ratio or longer / shorter)
    size = (longer, shorter) if width > height else (shorter, longer)
    return laid_flat(picture, corners, (max(round(size[0]), 1), max(round(size[1]), 1)))


def small_sheet(picture: Picture, corners: Corners, longest_px: int) -> Picture:
    """The paper laid flat, its longer side `longest_px`."""
    width, height = sides_px(corners)
    scale = longest_px / max(width, height)
    return laid_flat(picture, corners, (max(round(width * scale), 1), max(round(height * scale), 1)))
