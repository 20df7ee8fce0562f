"""Bar codes and QR codes on the picture of a paper: zbar reads first, zxing reads what zbar cannot."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

Picture = NDArray[np.uint8]
Corners = tuple[tuple[float, float], ...]
Move = NDArray[np.float64]

MOST_PIXELS = 40_000_000
LEAST_SIDE = 16
SMALL_SIDE = 1600
"""Pictures with no longer side than this are tried once more at twice their size."""

BARS_PX = 41
"""Side of the patch whose bars tell how a picture is turned."""

LEAST_ITF = 8
"""ITF has no check digit of its own; shorter readings are pieces of a longer code or print that looks like one."""

_ZBAR = [getattr(pyzbar.ZBarSymbol, name) for name in ("QRCODE", "CODE128", "CODE39", "EAN13", "EAN8", "I25")]
_NAMES = {"CODE128": "Code128", "CODE39": "Code39", "I25": "ITF", "EAN13": "EAN13", "EAN8": "EAN8", "QRCODE": "QRCode"}
_CHINESE = re.compile(r"[\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")
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

    Both readers see the picture as it is, zbar first: a form often bears two kinds, and zbar knows neither PDF417 nor
    Data Matrix, so what it found says nothing of what it did not. Where both found nothing, zxing (a fifth of zbar's
    time) looks again at clearer pictures and at the picture turned so that bars stand upright, which it needs.

    Args:
        picture: gray (height, width) or BGR (height, width, 3), eight bits.
    """
    gray = gray_of(picture)
    if gray is None:
        return ()
    found = _together(by_zbar(gray), by_zxing(gray))
    if found:
        return found
    for clearer, back in _clearer(gray):
        found = by_zxing(clearer)
        if found:
            return tuple(_moved(one, back) for one in found)
    return ()


def by_zbar(gray: Picture) -> tuple[PaperCode, ...]:
    """What zbar alone reads on a gray picture, without the QR codes whose letters it guesses (see `_trusted`)."""
    return _sorted(
        PaperCode(kind, symbol.data.decode("utf-8", "replace"), tuple((float(x), float(y)) for x, y in symbol.polygon))
        for symbol in pyzbar.decode(gray, symbols=_ZBAR)
        if (kind := _NAMES.get(symbol.type)) and _trusted(kind, symbol.data)
    )


def by_zxing(gray: Picture) -> tuple[PaperCode, ...]:
    """What zxing alone reads on a gray picture."""
    return _sorted(
        PaperCode(code.format.name, _text(code.bytes, code.text), _four(code.position))
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


def _clearer(gray: Picture) -> Iterator[tuple[Picture, Move]]:
    """The picture with its shadows lifted, then sharpened twice, then turned; twice as large where it is small.

    Each comes with the way of its points back to the picture.
    """
    lifted = cv2.createCLAHE(clipLimit=3, tileGridSize=(8, 8)).apply(gray)
    scale = 2.0 if max(gray.shape) <= SMALL_SIDE else 1.0
    back = np.array([(1 / scale, 0, 0), (0, 1 / scale, 0)], np.float64)
    large = cv2.resize(lifted, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    calm = cv2.GaussianBlur(large, (0, 0), 1.2)
    yield np.asarray(calm, np.uint8), back
    blurred = cv2.GaussianBlur(calm, (0, 0), 4)
    yield np.asarray(cv2.addWeighted(calm, 2.5, blurred, -1.5, 0), np.uint8), back
    sharp = cv2.addWeighted(large, 5, cv2.GaussianBlur(large, (0, 0), 1.5 * scale), -4, 0)
    yield np.asarray(sharp, np.uint8), back
    yield _turned(gray, _slant(gray))


def _slant(gray: Picture) -> float:
    """Degrees by which bars are turned from upright, where the picture has most of them side by side."""
    calm = np.asarray(cv2.GaussianBlur(gray, (0, 0), 1.0), np.float32)
    across, down = cv2.Sobel(calm, cv2.CV_32F, 1, 0), cv2.Sobel(calm, cv2.CV_32F, 0, 1)
    even = cv2.blur(across * across - down * down, (BARS_PX, BARS_PX))
    odd = cv2.blur(2 * across * down, (BARS_PX, BARS_PX))
    place = np.unravel_index(int(cv2.magnitude(even, odd).argmax()), gray.shape)
    return float(np.degrees(np.arctan2(odd[place], even[place])) / 2)


def _turned(gray: Picture, degrees: float) -> tuple[Picture, Move]:
    """The picture turned against the clock, whole, and the way of its points back."""
    height, width = gray.shape
    side = float(np.hypot(height, width))
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), np.float64)
    turn[:, 2] += (side - width) / 2, (side - height) / 2
    turned = cv2.warpAffine(gray, turn, (int(side), int(side)), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8), np.asarray(cv2.invertAffineTransform(turn), np.float64)


def _trusted(kind: str, content: bytes) -> bool:
    """Whether zbar's content is what stands there: it guesses the letters of a QR code, Chinese ones often as Japanese.

    zxing gives the bytes, so a QR code with more than ASCII is left to it.
    """
    return kind != "QRCode" or content.isascii()


def _text(content: bytes, guessed: str) -> str:
    """The text of a code by its bytes: as UTF-8, as zxing took it, as GB 18030, whichever is Chinese or ASCII first."""
    by_bytes = [_decoded(content, "utf-8"), guessed, _decoded(content, "gb18030")]
    readable = [text for text in by_bytes if text and all(one.isascii() or _CHINESE.match(one) for one in text)]
    return readable[0] if readable else by_bytes[0] or guessed


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _four(position: Any) -> Corners:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple((float(corner.x), float(corner.y)) for corner in corners)


def _moved(code: PaperCode, move: Move) -> PaperCode:
    points = np.array(code.corners, np.float64) @ move[:, :2].T + move[:, 2]
    return PaperCode(code.symbology, code.text, tuple((float(x), float(y)) for x, y in points))


def _together(first: tuple[PaperCode, ...], second: tuple[PaperCode, ...]) -> tuple[PaperCode, ...]:
    """What either read; of both, the corners of the second, which go from the code's own top left."""
    return _sorted(iter((*first, *second)))


def _sorted(codes: Iterator[PaperCode]) -> tuple[PaperCode, ...]:
    """Each code once, from top to bottom, without pieces of an ITF, as which that kind is read when slanted."""
    once = {(code.symbology, code.text): code for code in codes if code.text}.values()
    whole = [code for code in once if code.symbology != "ITF" or _whole_itf(code, once)]
    return tuple(sorted(whole, key=lambda code: min((y, x) for x, y in code.corners or ((0.0, 0.0),))))


def _whole_itf(code: PaperCode, others: Collection[PaperCode]) -> bool:
    longer = (other for other in others if other.symbology == "ITF" and len(other.text) > len(code.text))
    return len(code.text) >= LEAST_ITF and not any(_touch(other.corners, code.corners) for other in longer)


def _touch(one: Corners, other: Corners) -> bool:
    """Whether the upright boxes around both come nearer than half the first one's length (zbar tells but a line)."""
    near = np.ptp(one, axis=0).max() / 2
    (left, top), (right, bottom) = np.min(one, axis=0) - near, np.max(one, axis=0) + near
    (other_left, other_top), (other_right, other_bottom) = np.min(other, axis=0), np.max(other, axis=0)
    return bool(left <= other_right and other_left <= right and top <= other_bottom and other_top <= bottom)
