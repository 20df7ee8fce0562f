"""Sizes out of the heads of picture files."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.capture.sizes import jpeg_size, png_size


def file(form: str, size: tuple[int, int], **settings: object) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, form, **settings)
    return content.getvalue()


@pytest.mark.parametrize("settings", [{}, {"progressive": True}, {"comment": b"\xff\xc0 not a frame"}])
def test_the_size_of_a_jpeg(settings: dict[str, object]) -> None:
    assert jpeg_size(file("JPEG", (37, 21), **settings)) == (37, 21)
    assert jpeg_size(file("JPEG", (37, 21), **settings) + bytes(100)) == (37, 21)


def test_the_size_of_a_png() -> None:
    assert png_size(file("PNG", (37, 21))) == (37, 21)


def test_half_a_file_has_no_size() -> None:
    for content, size in ((file("PNG", (37, 21)), png_size), (file("JPEG", (37, 21)), jpeg_size)):
        assert size(content[: len(content) // 2]) is None
        assert size(b"") is None


@given(st.binary(max_size=80))
def test_noise_never_breaks_it(noise: bytes) -> None:
    assert png_size(noise) is None
    jpeg_size(b"\xff\xd8" + noise + b"\xff\xd9")
