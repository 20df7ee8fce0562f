"""Codes in a picture, through two readers: zbar first, zxing-cpp for what zbar does not read."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from pyzbar import pyzbar
from pyzbar.pyzbar import ZBarSymbol as Symbol

from devices.errors import WrongAnswerError
from devices.reader.code import AIM_KINDS, Code, parse_code

MAX_SIDE_PX = 3000
MAX_PIXELS = 60_000_000
SMALL_SIDE_PX = 700
SURE = {
    Symbol.QRCODE: "qr",
    Symbol.CODE128: "code128",
    Symbol.CODE39: "code39",
    Symbol.EAN13: "ean",
    Symbol.EAN8: "ean",
}
UNSURE = {
    Symbol.CODE93: "code93",
    Symbol.CODABAR: "codabar",
    Symbol.I25: "itf",
    Symbol.DATABAR: "databar",
    Symbol.DATABAR_EXP: "databar",
}
"""zbar sees these in pictures that hold something else, so it is asked for them only when nothing else was found."""
ZXING_FORMATS = (
    *("QRCode", "MicroQRCode", "RMQRCode", "DataMatrix", "Aztec", "PDF417", "MicroPDF417", "CompactPDF417"),
    *("Code128", "Code39", "Code93", "Codabar", "ITF", "EANUPC", "DataBar"),
)
"""All whose kind `Code` has a word for; others, such as two-digit supplements, are seen where there are none."""


def decode_picture(picture: bytes | Image.Image) -> tuple[Code, ...]:
    """The codes in a picture, each once; empty when there is none that can be read.

    A code whose position zbar cannot tell makes pyzbar raise `ValueError` (orientation -1 arrives as 4294967295); the
    picture then goes to the second reader. So does a code with letters beyond ASCII, whose charset zbar guesses wrong.

    Raises:
        WrongAnswerError: the bytes are not a picture, or one too large to be a photo.
    """
    grey = _loaded(picture) if isinstance(picture, bytes) else picture.convert("L")
    grey.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
    return (
        _codes(grey)
        or _codes(_enlarged(grey))
        or _by_zbar(ImageOps.autocontrast(grey, cutoff=2), SURE)
        or _by_zbar(grey, UNSURE)
    )


def _loaded(picture: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(picture)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise WrongAnswerError(f"a picture of {image.width} x {image.height} is too large")
            return ImageOps.exif_transpose(image).convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise WrongAnswerError(f"not a picture: {error}") from error


def _enlarged(grey: Image.Image) -> Image.Image:
    scale = 2 if max(grey.size) < SMALL_SIDE_PX else 1
    return ImageOps.expand(grey.resize((grey.width * scale, grey.height * scale)), border=24, fill=255)


def _codes(grey: Image.Image) -> tuple[Code, ...]:
    codes = _by_zbar(grey, SURE)
    if codes and all(code.text.isascii() for code in codes):
        return codes
    return _by_zxing(grey) or codes


def _by_zbar(grey: Image.Image, kinds: dict[Symbol, str]) -> tuple[Code, ...]:
    try:
        symbols = pyzbar.decode(grey, symbols=list(kinds))
    except ValueError:
        return ()
    found = {}
    for symbol in symbols:
        code = parse_code(symbol.data)
        if code is not None:
            found[code.text] = Code(code.text, kinds.get(Symbol[symbol.type]))
    return tuple(found.values())


def _by_zxing(grey: Image.Image) -> tuple[Code, ...]:
    # Loaded late: most pictures never need it.
    import zxingcpp

    found = {}
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat[name] for name in ZXING_FORMATS])
    for symbol in zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        code = parse_code(symbol.text.encode())
        if code is not None:
            found[code.text] = Code(code.text, AIM_KINDS.get(symbol.symbology_identifier[1:2]))
    return tuple(found.values())
