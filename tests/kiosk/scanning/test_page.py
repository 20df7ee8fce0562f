"""The paper found on photos of desks whose truth is known."""

import cv2
import numpy as np
import pytest

from kiosk.scanning.page import clockwise, page_corners
from tests.kiosk.scanning.desks import desk, off_by_px


@pytest.mark.parametrize("seed", [*range(0, 24, 4), 3, 39])
def test_the_paper_is_found_where_it_lies(seed: int) -> None:
    photo = desk(seed)
    assert off_by_px(page_corners(photo.picture), photo.corners) < 15


def test_a_calm_picture_gives_the_corners_within_two_pixels() -> None:
    photo = desk(0, kind="A4", ground="dark", turn=4, harmless=True)
    assert off_by_px(page_corners(photo.picture), photo.corners) < 2


def test_corners_go_clockwise_from_the_top_left_however_the_paper_lies() -> None:
    for turn in range(-170, 180, 80):
        found = page_corners(desk(4, kind="ID card", ground="wood", turn=turn, harmless=True).picture)
        assert found is not None
        assert np.array_equal(found, clockwise(found[[2, 0, 3, 1]]))
        assert cv2.contourArea(found.astype(np.float32), oriented=True) > 0


@pytest.mark.parametrize("ground", ["dark", "light", "wood", "cloth"])
def test_an_empty_desk_holds_no_paper(ground: str) -> None:
    photo = desk(2, ground=ground, shift=(9000, 0), harmless=True)
    assert page_corners(photo.picture) is None


def test_a_black_picture_holds_no_paper() -> None:
    assert page_corners(np.zeros((1080, 1920, 3), np.uint8)) is None
