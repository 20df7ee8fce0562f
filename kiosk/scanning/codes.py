"""Bar codes and QR codes on the picture of a paper: zbar reads first, zxing where zbar finds nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

Picture = NDArray[np.uint8]
Corners = tuple[tuple[float, float], ...]

MOST_PIXELS = 40_000_000
LEAST_SIDE = 16
SMALL_SIDE = 1600
"""Pictures with no longer side than this are tried once more at twice their size."""

_ZBAR = [getattr(pyzbar.ZBarSymbol, name) for name in ("QRCODE", "CODE128", "CODE39", "EAN13", "EAN8", "I25")]
_NAMES = {"CODE128": "Code128", "CODE39": "Code39", "I25": "ITF", "EAN13": "EAN13", "EAN8": "EAN8", "QRCODE": "QRCode"}
_ZXING = zxingcpp.barcode_formats_from_str("QRCode|Code128|Code39|EAN13|EAN8|ITF|PDF417|DataMatrix")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code on a paper: its kind (`QRCode`, `Code128`, …), what it says, its corners in pixels of the picture."""

    symbology: str
    text: str
    corners: Corners


Reader = Callable[[Picture], tuple[PaperCode, ...]]


def paper_codes(picture: object) -> tuple[PaperCode, ...]:
    """Every code found on a picture, each once, from top to bottom; none where this is no picture.

    zbar sees the picture as it is, zxing only where zbar found nothing, then both again on a picture made clearer.

    Args:
        picture: gray (height, width) or BGR (height, width, 3), eight bits.
    """
    gray = gray_of(picture)
    if gray is None:
        return ()
    for read in (by_zbar, by_zxing):
        found = read(gray)
        if found:
            return found
    for clearer, scale in _clearer(gray):
        for read in (by_zxing, by_zbar):
            found = read(clearer)
            if found:
                return tuple(_scaled(one, 1 / scale) for one in found)
    return ()


def by_zbar(gray: Picture) -> tuple[PaperCode, ...]:
    """What zbar alone reads on a gray picture."""
    return _sorted(
        PaperCode(_NAMES[symbol.type], _text(symbol.data), tuple((float(x), float(y)) for x, y in symbol.polygon))
        for symbol in pyzbar.decode(gray, symbols=_ZBAR)
    )


def by_zxing(gray: Picture) -> tuple[PaperCode, ...]:
    """What zxing alone reads on a gray picture."""
    return _sorted(
        PaperCode(code.format.name, code.text, _four(code.position))
        for code in zxingcpp.read_barcodes(gray, formats=_ZXING, text_mode=zxingcpp.TextMode.Plain)
    )


def gray_of(picture: object) -> Picture | None:
    """The picture in gray, whole in memory; None where this is none or it is too small or too large to read."""
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or picture.ndim not in {2, 3}:
        return None
    if min(picture.shape[:2]) < LEAST_SIDE or picture.shape[0] * picture.shape[1] > MOST_PIXELS:
        return None
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    if picture.shape[2] == 3:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return np.ascontiguousarray(picture[:, :, 0]) if picture.shape[2] == 1 else None


def _clearer(gray: Picture) -> Iterator[tuple[Picture, float]]:
    """The picture with its shadows lifted, then sharpened; twice as large where it is small. With the scale of each."""
    lifted = cv2.createCLAHE(clipLimit=3, tileGridSize=(8, 8)).apply(gray)
    scale = 2.0 if max(gray.shape) <= SMALL_SIDE else 1.0
    large = cv2.resize(lifted, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    calm = cv2.GaussianBlur(large, (0, 0), 1.2)
    yield np.asarray(calm, np.uint8), scale
    blurred = cv2.GaussianBlur(calm, (0, 0), 4)
    yield np.asarray(cv2.addWeighted(calm, 2.5, blurred, -1.5, 0), np.uint8), scale


def _text(content: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _four(position: Any) -> Corners:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((float(corner.x), float(corner.y)) for corner in corners)


def _scaled(code: PaperCode, factor: float) -> PaperCode:
    return PaperCode(code.symbology, code.text, tuple((x * factor, y * factor) for x, y in code.corners))


def _sorted(codes: Iterator[PaperCode]) -> tuple[PaperCode, ...]:
    once = {(code.symbology, code.text): code for code in codes if code.text}
    return tuple(sorted(once.values(), key=lambda code: min((y, x) for x, y in code.corners or ((0.0, 0.0),))))
