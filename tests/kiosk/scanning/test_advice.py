"""What a visitor is told about the paper under the camera, on photos whose fault is known."""

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image

from kiosk.scanning.advice import Advice, advice_sentence
from kiosk.scanning.judging import judged
from tests.kiosk.scanning.advice_drawn import SIZE, drawn
from tests.kiosk.scanning.desks import desk, off_by_px
from tests.kiosk.scanning.faulty import FAULTS, Picture, good

LARGEST_PICTURE = 10_000


def live(photo: Picture) -> Picture:
    """As the kiosk looks at it."""
    return np.asarray(cv2.resize(photo, (1280, 720), interpolation=cv2.INTER_AREA), np.uint8)


@pytest.mark.parametrize(("fault", "advice"), FAULTS.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_each_fault_is_told(fault: Callable[[int], Picture], advice: Advice) -> None:
    assert judged(live(fault(7))).advice is advice


@pytest.mark.parametrize("seed", range(0, 24, 8))
def test_a_paper_that_lies_right_gets_no_advice(seed: int) -> None:
    assert judged(live(good(seed))).advice is Advice.GOOD


def test_the_corners_are_those_of_the_live_picture() -> None:
    photo = desk(0, kind="A4", ground="dark", turn=4, harmless=True)
    assert off_by_px(judged(live(photo.picture)).corners, photo.corners / 1.5) < 2


def test_a_paper_with_nothing_on_it_is_a_paper() -> None:
    picture = np.full((720, 1280, 3), 60, np.uint8)
    cv2.rectangle(picture, (300, 100), (800, 640), (235, 240, 240), -1)
    noisy = np.clip(picture + np.random.default_rng(1).normal(0, 3, picture.shape), 0, 255).astype(np.uint8)
    assert judged(noisy).advice is Advice.GOOD


@pytest.mark.parametrize("advice", Advice)
def test_every_advice_is_said_in_both_languages_and_shown_as_it_is_drawn(advice: Advice) -> None:
    assert advice_sentence("zh_CN", advice) != advice_sentence("en", advice)
    content = advice.picture.read_bytes()
    assert len(content) <= LARGEST_PICTURE
    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == SIZE
        difference = np.abs(np.asarray(shown.convert("RGB"), int) - np.asarray(drawn(advice).convert("RGB"), int))
    assert difference.mean() < 1, "run python -m tests.kiosk.scanning.advice_drawn"
