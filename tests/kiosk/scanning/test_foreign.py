"""Files that others made: pages come out right, or the file is refused with its reason, in bounded time and memory."""

import io
from typing import Any

import numpy as np
import pikepdf
import psutil
import pytest
from PIL import Image, ImageDraw

from devices.simulator.dropping import huge_png
from kiosk.scanning.foreign import CHILD, Unreadable, UnreadableError, pages_of

SIZE = (300, 420)


def drawn(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """White with a black bar at the top and a red one at the left."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0], size[1] // 8), fill="black")
    draw.rectangle((0, size[1] // 2, size[0] // 8, size[1]), fill="red")
    return picture.convert(mode)


def file(picture: Image.Image, form: str, **settings: Any) -> bytes:
    content = io.BytesIO()
    picture.save(content, form, **settings)
    return content.getvalue()


def is_right(page: np.ndarray[Any, np.dtype[np.uint8]]) -> bool:
    """Whether the page shows what was drawn, the right way up."""
    height, width = page.shape[:2]
    top, left, middle = (
        page[height // 16, width // 2],
        page[3 * height // 4, width // 16],
        page[height // 2, width // 2],
    )
    blue, green, red = (int(level) for level in left)
    return bool(top.max() < 90 and red > 170 and max(blue, green) < 100 and middle.min() > 200)


def exif(turn: int) -> Image.Exif:
    """What a telephone says of how it was held."""
    said = Image.Exif()
    said[274] = turn
    return said


@pytest.mark.parametrize(
    "content",
    [
        file(drawn(), "JPEG"),
        file(drawn("CMYK"), "JPEG"),
        file(drawn().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif(6)),
        file(drawn().transpose(Image.Transpose.ROTATE_180), "JPEG", exif=exif(3)),
        file(drawn("P"), "PNG"),
        file(drawn("RGBA"), "PNG"),
        file(drawn(), "TIFF", compression="tiff_lzw"),
        file(drawn(), "PDF", resolution=100),
    ],
    ids=["jpeg", "cmyk", "turned left", "upside down", "palette", "transparent", "tiff", "pdf"],
)
def test_every_form_comes_out_right(content: bytes) -> None:
    (page,) = pages_of(content)
    assert page.shape == (SIZE[1], SIZE[0], 3)
    assert is_right(page)


def test_gray_and_sixteen_bits_come_out_too() -> None:
    deep = Image.fromarray(np.full((200, 100), 40_000, np.uint16))
    (page,) = pages_of(file(deep, "PNG"))
    assert abs(int(page.mean()) - 40_000 // 256) <= 1
    (page,) = pages_of(file(drawn("1"), "TIFF"))
    assert page[200, 200].min() == 255


@pytest.mark.parametrize("form", ["TIFF", "PDF"])
def test_every_page_of_a_file_comes_out_in_its_order(form: str) -> None:
    sizes = [(300, 420), (310, 420), (320, 420)]
    first, *others = (drawn(size=size) for size in sizes)
    pages = list(pages_of(file(first, form, save_all=True, append_images=others)))
    assert [page.shape[1] for page in pages] == [300, 310, 320]


def test_a_page_turned_in_its_pdf_comes_out_upright() -> None:
    with pikepdf.open(io.BytesIO(file(drawn().transpose(Image.Transpose.ROTATE_90), "PDF"))) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        turned = io.BytesIO()
        pdf.save(turned)
    (page,) = pages_of(turned.getvalue())
    assert is_right(page)


def test_a_very_large_page_is_brought_down() -> None:
    (page,) = pages_of(file(drawn("L", (4000, 6000)), "JPEG"))
    assert max(page.shape) <= 3508


def broken_png() -> bytes:
    whole = file(drawn(), "PNG")
    return whole[:100] + bytes(200) + whole[300:]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (huge_png(20_000), Unreadable.TOO_LARGE),
        (file(drawn(size=(1, 1)), "PNG"), Unreadable.TOO_SMALL),
        (file(drawn(size=(2000, 20)), "JPEG"), Unreadable.TOO_SMALL),
        (file(drawn(size=(1500, 2000)), "JPEG")[:9000], Unreadable.CUT_OFF),
        (broken_png(), Unreadable.CUT_OFF),
        (file(drawn(), "PDF")[:500], Unreadable.CUT_OFF),
        (b"no picture at all", Unreadable.NO_PICTURE),
        (b"", Unreadable.NO_PICTURE),
        (file(drawn(), "GIF"), Unreadable.NO_PICTURE),
        (
            file(drawn(size=(70, 70)), "TIFF", save_all=True, append_images=[drawn(size=(70, 70))] * 20),
            Unreadable.TOO_LARGE,
        ),
    ],
    ids=["bomb", "one pixel", "a strip", "half a jpeg", "broken png", "half a pdf", "text", "empty", "gif", "21 pages"],
)
def test_what_gives_no_page_is_refused_with_its_reason(content: bytes, reason: Unreadable) -> None:
    with pytest.raises(UnreadableError) as refused:
        list(pages_of(content))
    assert refused.value.reason is reason


def test_a_pdf_without_pictures_is_refused() -> None:
    empty = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(empty)
    with pytest.raises(UnreadableError, match="no_picture"):
        list(pages_of(empty.getvalue()))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(UnreadableError) as refused:
        list(pages_of(file(drawn(size=(4000, 6000)), "PNG"), most_s=0.01))
    assert refused.value.reason is Unreadable.TOO_SLOW


def test_leaving_in_the_middle_ends_the_process() -> None:
    pages = pages_of(file(drawn(), "TIFF", save_all=True, append_images=[drawn()] * 5))
    next(pages)
    pages.close()
    assert not [child for child in psutil.Process().children() if str(CHILD) in child.cmdline()]
