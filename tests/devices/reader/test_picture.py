"""Codes in pictures, as a person uploads or photographs them."""

import io

import pytest
import segno
from PIL import Image, ImageFilter

from devices.errors import WrongAnswerError
from devices.reader import Code
from devices.reader.picture import decode_picture


def qr_png(text: str, scale: int = 6) -> bytes:
    file = io.BytesIO()
    segno.make(text, micro=False).save(file, kind="png", scale=scale)
    return file.getvalue()


def test_a_qr_code_is_read_from_a_png() -> None:
    assert decode_picture(qr_png("http://hall/t/A012")) == (Code("http://hall/t/A012", "qr"),)


@pytest.mark.parametrize("degrees", [0, 7, 90, 180, 200])
def test_a_turned_and_blurred_photo_is_read(degrees: int) -> None:
    image = Image.open(io.BytesIO(qr_png("A012"))).convert("L")
    photo = Image.new("L", (600, 500), 200)
    photo.paste(image.rotate(degrees, expand=True, fillcolor=255), (120, 90))
    photo = photo.filter(ImageFilter.GaussianBlur(1))
    assert decode_picture(photo) == (Code("A012", "qr"),)


def test_a_tiny_picture_without_margin_is_read() -> None:
    image = Image.open(io.BytesIO(qr_png("A012", scale=2))).convert("L")
    box = image.point(lambda grey: 255 - grey).getbbox()
    assert box is not None
    assert decode_picture(image.crop(box)) == (Code("A012", "qr"),)


def test_two_codes_are_both_read() -> None:
    photo = Image.new("L", (700, 320), 255)
    for left, text in ((10, "A012"), (360, "B003")):
        photo.paste(Image.open(io.BytesIO(qr_png(text))).convert("L"), (left, 20))
    assert {code.text for code in decode_picture(photo)} == {"A012", "B003"}


def test_an_empty_picture_has_no_codes() -> None:
    assert decode_picture(Image.new("L", (300, 200), 255)) == ()


@pytest.mark.parametrize("content", [b"", b"not a picture", qr_png("A012")[:60]])
def test_what_is_no_picture_is_said_clearly(content: bytes) -> None:
    with pytest.raises(WrongAnswerError):
        decode_picture(content)


def test_the_picture_given_is_left_as_it_was() -> None:
    image = Image.new("L", (4000, 3500), 255)
    decode_picture(image)
    assert image.size == (4000, 3500)
