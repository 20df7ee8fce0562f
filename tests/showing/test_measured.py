"""The measures of pictures measure what they say."""

from PIL import Image, ImageDraw

from tests.showing.measured import most_flashes


def frame(light: bool, at: int = 0) -> Image.Image:
    picture = Image.new("RGB", (960, 540), "black")
    if light:
        ImageDraw.Draw(picture).rectangle([at, 100, at + 200, 300], fill="white")
    return picture


def test_what_goes_on_and_off_flashes_and_what_changes_once_does_not() -> None:
    on, off = frame(True), frame(False)
    assert most_flashes([off, off, on, on, on]) == 0
    assert most_flashes([off, on, off]) == 1
    assert most_flashes([off, on, off, on, off, on]) == 4
    assert most_flashes([frame(True, 0), frame(True, 300), frame(True, 600)]) == 1
