"""Identity numbers read from codes on a page are checked, and shown to nobody by accident."""

import logging
import pickle
from datetime import date

import numpy as np
import pytest

from kiosk.scanning.findings import read_page
from tests.kiosk.scanning.code_pictures import bare_code

TODAY = date(2026, 11, 24)
NUMBER = "11010519491231002X"
"""The invented number of GB 11643's own example."""


def page(*texts: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    drawn = np.full((320 * len(texts), 500, 3), 240, np.uint8)
    for row, text in enumerate(texts):
        code = bare_code("QRCode", text, 6)
        drawn[320 * row + 20 : 320 * row + 20 + code.shape[0], 20 : 20 + code.shape[1]] = code[:, :, None]
    return drawn


def test_a_right_number_is_found_once_and_a_wrong_one_is_none() -> None:
    found = read_page(page(f"ID {NUMBER};", f"{NUMBER} 110105194912310021"), TODAY)
    assert [number.reveal() for number in found.id_numbers] == [NUMBER]
    assert found.masked == ("**************002X",)
    assert found.kinds == ("QRCode", "QRCode")


def test_what_was_found_is_never_shown_in_clear(caplog: pytest.LogCaptureFixture) -> None:
    found = read_page(page(NUMBER), TODAY)
    logging.getLogger("kiosk").warning("%s %r", found, found)
    assert NUMBER[:14] not in f"{found} {found!r} {[found]} {found.id_numbers} {caplog.text}"
    with pytest.raises(TypeError):
        pickle.dumps(found)
