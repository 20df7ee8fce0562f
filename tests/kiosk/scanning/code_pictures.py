"""Pictures of codes as a camera sees them, each from its seed: eight kinds, harmed in seven ways, the truth known."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import segno
import zxingcpp
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]

LINEAR = ("Code128", "Code39", "EAN13", "EAN8", "ITF")
KINDS = ("QRCode", *LINEAR, "PDF417", "DataMatrix")
HARMS = ("none", "blur", "rotation", "perspective", "noise", "low light", "glare")
WHOLE_SET = 336
"""Six of each kind and harm."""
SIZE = (900, 640)


@dataclass(frozen=True, slots=True)
class CodePicture:
    """A gray picture and what its only code says."""

    kind: str
    harm: str
    text: str
    picture: Picture


def code_pictures(count: int = WHOLE_SET) -> Iterator[CodePicture]:
    """The first `count` of an endless row in which kinds and harms take turns."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        harm = HARMS[number // len(KINDS) % len(HARMS)]
        yield code_picture(kind, harm, number)


def code_picture(kind: str, harm: str, seed: int) -> CodePicture:
    """One picture of 900x640 pixels: the code on light paper, then the harm, stronger or weaker by the seed."""
    rng = np.random.default_rng([seed, 5])
    text = _said(kind, rng)
    paper = np.full((SIZE[1], SIZE[0]), int(rng.integers(215, 245)), np.uint8)
    code = bare_code(kind, text, pixels=int(rng.integers(3, 5)))
    code = np.asarray(np.interp(code, (0, 255), (20, paper[0, 0])), np.uint8)
    height, width = code.shape
    left = int(rng.integers(20, max(SIZE[0] - width - 20, 21)))
    top = int(rng.integers(20, max(SIZE[1] - height - 20, 21)))
    paper[top : top + height, left : left + width] = code[: SIZE[1] - top, : SIZE[0] - left]
    centre = (left + width / 2, top + height / 2)
    return CodePicture(kind, harm, text, np.asarray(_harmed(paper, harm, centre, rng), np.uint8))


def bare_code(kind: str, text: str, pixels: int) -> Picture:
    """The code itself in black on white with its quiet zone, a module `pixels` wide."""
    if kind == "QRCode":
        written = io.BytesIO()
        segno.make(text, micro=False, encoding="utf-8").save(written, kind="png", scale=pixels, border=4)
        return np.asarray(Image.open(written).convert("L"), np.uint8)
    drawn = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind)).to_image(scale=pixels)
    return np.pad(np.asarray(drawn, np.uint8), 10 * pixels, constant_values=255)


def _said(kind: str, rng: np.random.Generator) -> str:
    digits = "".join(str(digit) for digit in rng.integers(0, 10, 12))
    match kind:
        case "EAN13":
            return digits + _ean_check(digits)
        case "EAN8":
            return digits[:7] + _ean_check(digits[:7])
        case "ITF":
            return digits
        case "Code39" | "Code128":
            return f"SL{digits[:8]}"
        case "QRCode":
            return f"https://example.cn/slip?of={digits}"
        case _:
            return f"PY-{digits}-2026"


def _ean_check(digits: str) -> str:
    return str(-sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits))) % 10)


def _harmed(paper: Picture, harm: str, centre: tuple[float, float], rng: np.random.Generator) -> NDArray[np.generic]:
    match harm:
        case "blur":
            return np.asarray(cv2.GaussianBlur(paper, (0, 0), float(rng.uniform(1.0, 2.2))))
        case "rotation":
            turn = np.asarray(cv2.getRotationMatrix2D(centre, float(rng.uniform(-180, 180)), 0.75), np.float64)
            turn[0, 2] += SIZE[0] / 2 - centre[0]
            turn[1, 2] += SIZE[1] / 2 - centre[1]
            return np.asarray(cv2.warpAffine(paper, turn, SIZE, borderValue=225.0))
        case "perspective":
            return _leaning(paper, rng)
        case "noise":
            return _noisy(paper.astype(np.float32), float(rng.uniform(12, 40)), rng)
        case "low light":
            return _noisy(paper * float(rng.uniform(0.10, 0.25)), 4.0, rng)
        case "glare":
            return _glaring(paper, centre, rng)
        case _:
            return paper


def _leaning(paper: Picture, rng: np.random.Generator) -> NDArray[np.generic]:
    width, height = SIZE
    was = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    shift = rng.uniform(0.02, 0.2, (4, 2)) * (width, height)
    now = was + shift.astype(np.float32) * np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], np.float32)
    lean = cv2.getPerspectiveTransform(was, now.astype(np.float32))
    return np.asarray(cv2.warpPerspective(paper, lean, SIZE, borderValue=90.0))


def _glaring(paper: Picture, centre: tuple[float, float], rng: np.random.Generator) -> NDArray[np.generic]:
    away = rng.uniform(60, 180), rng.uniform(0, 2 * np.pi)
    x, y = centre[0] + away[0] * np.cos(away[1]), centre[1] + away[0] * np.sin(away[1])
    rows, columns = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
    spot = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * rng.uniform(40, 90) ** 2))
    return np.asarray(np.clip(paper * 0.8 + 255 * spot, 0, 255), np.float64)


def _noisy(light: NDArray[Any], deviation: float, rng: np.random.Generator) -> NDArray[np.generic]:
    return np.asarray(np.clip(light + rng.normal(0, deviation, light.shape), 0, 255))
