"""A paper on a picture of the desk made a page: flat, upright, evenly lit."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.codes import PaperCode
from kiosk.scanning.shade import evenly_lit
from kiosk.scanning.sheet import whole_sheet
from kiosk.scanning.upright import turns_to_upright

Picture = NDArray[np.uint8]
Corners = NDArray[np.float64]


def flat(picture: Picture, corners: Corners) -> Picture:
    """The paper within the corners as a page in BGR, in all its pixels.

    It is upright by the run of its lines where that can be told, and lies as it was seen elsewhere.
    """
    return finished(whole_sheet(picture, corners))


def finished(sheet: Picture, codes: Sequence[PaperCode] = ()) -> Picture:
    """A page laid flat made upright, by the codes read on it too, and evenly lit."""
    return np.ascontiguousarray(np.rot90(evenly_lit(sheet), turns_to_upright(sheet, codes)))
