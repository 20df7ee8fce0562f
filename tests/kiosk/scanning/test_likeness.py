"""One page is known again in other light and place; others are told from it."""

import cv2
import numpy as np

from kiosk.scanning.likeness import alike, likeness
from kiosk.scanning.watch import SAME
from tests.kiosk.scanning.desks import Desk, desk


def seen(photo: Desk, noise_seed: int, light: float = 1.0) -> float:
    """How alike the page is to itself in the photo as it is."""
    noise = np.random.default_rng(noise_seed).normal(0, 4, photo.picture.shape)
    again = np.clip(photo.picture * light + noise, 0, 255).astype(np.uint8)
    return alike(likeness(photo.picture, photo.corners), likeness(again, photo.corners + 0.8))


def test_a_page_is_known_again_in_less_light_and_a_little_elsewhere() -> None:
    for seed, kind in enumerate(("A4", "ID card", "receipt")):
        assert seen(desk(seed, kind=kind, light=0.95), seed, light=0.75) > SAME


def test_another_page_of_the_same_kind_is_another_page() -> None:
    for kind in ("A4", "ID card", "receipt"):
        first, second = (desk(seed, kind=kind, light=0.95) for seed in (3, 5))
        assert alike(likeness(first.picture, first.corners), likeness(second.picture, second.corners)) < SAME


def test_a_blank_page_is_itself_and_no_printed_one() -> None:
    noise = np.random.default_rng(1).normal(0, 5, (2, 720, 1280, 3))
    blank = [np.clip(235 + one, 0, 255).astype(np.uint8) for one in noise]
    corners = np.array([(300, 100), (800, 100), (800, 640), (300, 640)], np.float64)
    first, again = (likeness(picture, corners) for picture in blank)
    cv2.putText(blank[1], "A4", (350, 400), cv2.FONT_HERSHEY_SIMPLEX, 8, (20, 20, 20), 16)
    assert alike(first, again) > SAME
    assert alike(first, likeness(blank[1], corners)) < SAME
