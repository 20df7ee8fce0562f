"""Pictures as dots: text rendered for characters the printer lacks, QR codes, and their `GS v 0` command."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from devices.errors import TextRefusedError
from devices.fonts import noto_sans_cjk
from devices.printer.document import Picture
from devices.printer.text import column_width

CELL_WIDTH_DOTS = 12
CELL_HEIGHT_DOTS = 24
LINE_DOTS = 30
BASELINE = 0.88
"""Where the baseline lies in an ideographic cell, from its top."""
QUIET_ZONE_MODULES = 4
MIN_MODULE_DOTS = 3


def picture_of(image: Image.Image) -> Picture:
    """Take an image of mode `1` where white (255) means a black dot."""
    return Picture(width_dots=image.width, height_dots=image.height, bits=image.tobytes())


def raster_command(picture: Picture, *, scale: int = 1) -> bytes:
    """`GS v 0`: mode 0 prints dot by dot, mode 3 (scale 2) doubles both directions.

    Source: Epson ESC/POS reference, GS v 0 m xL xH yL yH d1…dk.
    """
    width_bytes = (picture.width_dots + 7) // 8
    mode = 3 if scale == 2 else 0
    size = width_bytes.to_bytes(2, "little") + picture.height_dots.to_bytes(2, "little")
    return b"\x1dv0" + bytes([mode]) + size + picture.bits


def text_picture(text: str, *, width: int, height: int, bold: bool) -> Picture:
    """One line of text on the printer's grid, at the size its own font would have."""
    size_px = CELL_HEIGHT_DOTS * height
    cell = CELL_WIDTH_DOTS * height
    image = Image.new("L", (max(1, sum(map(column_width, text))) * cell, max(LINE_DOTS, size_px)))
    font = noto_sans_cjk(size_px, bold=bold)
    draw = ImageDraw.Draw(image)
    left = 0
    for character in text:
        cells = column_width(character)
        anchor_x = left + cells * cell / 2 if cells else left - cell
        draw.text((anchor_x, round(size_px * BASELINE)), character, fill=255, font=font, anchor="ms")
        left += cells * cell
    if width != height:
        image = image.resize((image.width * width // height, image.height))
    return picture_of(image.point(lambda grey: 255 if grey > 110 else 0).convert("1"))


@lru_cache(maxsize=64)
def qr_command(content: str, *, paper_dots: int, min_width_dots: float) -> bytes:
    """The commands that print a QR code, level M, to be centred.

    The quiet zone is paper that is fed or left blank, not dots. The module is a whole number of dots, even where the
    paper allows, because the printer then doubles half the dots itself and only a quarter of the bytes has to travel.

    Raises:
        TextRefusedError: the content is too long to be readable on this paper.
    """
    # Here and not above: the module is not needed where nothing is printed.
    import zxingcpp

    try:
        symbol = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    except ValueError as error:
        raise TextRefusedError(f"too long for a QR code: {len(content)} characters") from error
    image = symbol.to_image(scale=1, add_quiet_zones=False)
    dark = memoryview(image)  # type: ignore[arg-type]  # a buffer, which its stub does not say; 0 is dark
    assert dark.shape is not None
    modules = dark.shape[0]
    fits = paper_dots // (modules + 2 * QUIET_ZONE_MODULES)
    if fits < MIN_MODULE_DOTS:
        raise TextRefusedError(f"a QR code of {modules} modules does not fit on {paper_dots} dots")
    wanted = -int(-min_width_dots // modules)
    module_dots = min(wanted + wanted % 2, fits)
    scale = 2 if module_dots % 2 == 0 else 1
    side = modules * module_dots // scale
    light = Image.frombytes("L", (modules, modules), dark.tobytes())
    dots = ImageChops.invert(light).resize((side, side), Image.Resampling.NEAREST).convert("1")
    quiet = b"\x1bJ" + bytes([min(255, QUIET_ZONE_MODULES * module_dots)])
    return quiet + raster_command(picture_of(dots), scale=scale) + quiet
