"""Codes in pictures, as a person uploads or photographs them."""

import io

import pytest
import segno
from PIL import Image, ImageFilter
from pyzbar import pyzbar

from devices.errors import WrongAnswerError
from devices.reader import Code
from devices.reader.picture import decode_picture
from tests.devices.reader.barcodes import barcode


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


@pytest.mark.parametrize(
    ("form", "text", "kind"),
    [
        ("PDF417", "A012", "pdf417"),
        ("DataMatrix", "A012", "datamatrix"),
        ("Aztec", "A012", "aztec"),
        ("Code93", "A012", "code93"),
        ("Codabar", "A12A", "codabar"),
        ("ITF", "123456", "itf"),
        ("DataBar", "0100000001234565", "databar"),
    ],
)
def test_what_only_the_second_reader_reads_is_read_with_its_kind(form: str, text: str, kind: str) -> None:
    assert decode_picture(barcode(form, text.removeprefix("01") if form == "DataBar" else text)) == (Code(text, kind),)


@pytest.mark.parametrize(
    ("form", "text", "kind"),
    [
        ("QRCode", "A012", "qr"),
        ("Code128", "A012", "code128"),
        ("Code39", "A012", "code39"),
        ("EAN8", "12345670", "ean"),
    ],
)
def test_what_both_readers_read_has_the_same_kind(form: str, text: str, kind: str) -> None:
    assert decode_picture(barcode(form, text)) == (Code(text, kind),)


def test_chinese_in_a_qr_code_is_not_guessed_into_another_language() -> None:
    assert decode_picture(qr_png("办事号A012")) == (Code("办事号A012", "qr"),)


def test_control_characters_in_a_picture_are_refused() -> None:
    assert decode_picture(qr_png("A\x1b012")) == ()
    assert decode_picture(barcode("DataMatrix", "A\x07012")) == ()


def test_a_symbol_zbar_cannot_tell_the_orientation_of_goes_to_the_second_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unsure(picture: Image.Image, symbols: object) -> None:
        raise ValueError("4294967295 is not a valid ZBarOrientation")

    monkeypatch.setattr(pyzbar, "decode", unsure)
    assert decode_picture(qr_png("A012")) == (Code("A012", "qr"),)
