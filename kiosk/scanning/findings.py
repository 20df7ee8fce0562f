"""What stands on a page: its codes, and the resident identity numbers in them; nothing of it is shown by accident."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.codes import PaperCode, paper_codes
from kiosk.scanning.id_number import IdNumber, id_numbers_in

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PageFindings:
    """Printed or logged it tells only how many and of which kinds; `codes` holds what they say, in clear."""

    codes: tuple[PaperCode, ...] = field(repr=False, default=())
    id_numbers: tuple[IdNumber, ...] = field(repr=False, default=())

    def __repr__(self) -> str:
        return f"PageFindings({', '.join(self.kinds) or 'no codes'}; {len(self.id_numbers)} identity numbers)"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kind of each code (`QRCode`, `Code128`, …), from top to bottom."""
        return tuple(code.symbology for code in self.codes)

    @property
    def masked(self) -> tuple[str, ...]:
        """The identity numbers as they may be shown."""
        return tuple(number.masked() for number in self.id_numbers)

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("what was found on a page is not put away")


def read_page(picture: Picture, today: date) -> PageFindings:
    """What can be read on a page.

    Args:
        today: no birth date lies after it.
    """
    codes = paper_codes(picture)
    found = (number for code in codes for number in id_numbers_in(code.text, today))
    return PageFindings(codes, tuple(dict.fromkeys(found)))
