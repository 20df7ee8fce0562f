"""Codes in a picture, through zbar."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from pyzbar import pyzbar

from devices.errors import WrongAnswerError
from devices.reader.code import Code, parse_code

MAX_SIDE_PX = 3000
MAX_PIXELS = 60_000_000
SMALL_SIDE_PX = 700
KINDS = {
    pyzbar.ZBarSymbol.QRCODE: "qr",
    pyzbar.ZBarSymbol.CODE128: "code128",
    pyzbar.ZBarSymbol.CODE39: "code39",
    pyzbar.ZBarSymbol.EAN13: "ean",
    pyzbar.ZBarSymbol.EAN8: "ean",
}


def decode_picture(picture: bytes | Image.Image) -> tuple[Code, ...]:
    """The codes in a picture, each once; empty when there is none that can be read.

    A code whose position zbar cannot tell makes pyzbar raise `ValueError` (orientation -1 arrives as 4294967295);
    the picture is then tried again in other forms, and counts as unreadable when all of them fail.

    Raises:
        WrongAnswerError: the bytes are not a picture, or one too large to be a photo.
    """
    grey = _loaded(picture) if isinstance(picture, bytes) else picture.convert("L")
    grey.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX))
    return _codes(grey) or _codes(_enlarged(grey)) or _codes(ImageOps.autocontrast(grey, cutoff=2))


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
    try:
        symbols = pyzbar.decode(grey, symbols=list(KINDS))
    except ValueError:
        return ()
    found = {}
    for symbol in symbols:
        code = parse_code(symbol.data)
        if code is not None:
            found[code.text] = Code(code.text, KINDS.get(pyzbar.ZBarSymbol[symbol.type]))
    return tuple(found.values())
