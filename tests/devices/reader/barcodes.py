"""Pictures of barcodes of any form, drawn by zxing-cpp."""

import zxingcpp
from PIL import Image


def barcode(form: str, text: str, scale: int = 4) -> Image.Image:
    """A grey picture with quiet zones; `form` as zxing-cpp calls it."""
    symbol = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[form])
    # Its type file does not tell that the picture is a buffer.
    dots = memoryview(zxingcpp.write_barcode_to_image(symbol, scale=scale))  # type: ignore[arg-type]
    assert dots.shape is not None
    height, width = dots.shape[:2]
    return Image.frombytes("L", (width, height), bytes(dots))
