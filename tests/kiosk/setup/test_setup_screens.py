"""Every face of the first start, upright and lying: nothing is cut off or covers another thing; and its pictures."""

from pathlib import Path
from typing import get_args

import pytest

from kiosk.screens.setup.plugs import strokes
from kiosk.setup.values import Plug
from queue_server.contract.selftest import Drawing
from queue_server.contract.words import Language
from tests.kiosk.setup_pictures import take


@pytest.mark.screen
@pytest.mark.parametrize(("size", "language"), [((1080, 1920), "zh_CN"), ((1920, 1080), "en")])
def test_every_face_is_whole_and_every_key_fits_a_finger(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    assert take(tmp_path, *size, [language], pictures=False) == {}


@pytest.mark.parametrize("picture", [name for name in (*get_args(Plug), *get_args(Drawing), "stick") if name])
def test_every_plug_and_every_remedy_has_its_picture(picture: str) -> None:
    drawn = strokes(picture)
    assert drawn
    assert all(0 <= part <= 1 for stroke in drawn for point in stroke for part in point)
    assert all(len(stroke) >= 2 for stroke in drawn)


def test_plugs_look_different() -> None:
    assert len({strokes(plug) for plug in get_args(Plug)}) == len(get_args(Plug))
