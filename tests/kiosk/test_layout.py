"""Every face, upright and lying, in both languages and every look: nothing cut off, every bar held."""

import json
from pathlib import Path

import pytest

from tests.kiosk.bar_table import FILE, SIZES
from tests.kiosk.gallery import take
from tests.kiosk.scenes import gallery

pytestmark = [pytest.mark.screen, pytest.mark.timeout(240)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_face_fits_its_screen_and_keeps_every_bar(tmp_path: Path, width: int, height: int) -> None:
    take(tmp_path, width, height, pictures=False)
    wrong = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))
    assert len(wrong) > 400
    assert {face: faults for face, faults in wrong.items() if faults} == {}


def test_the_table_of_bars_has_every_face() -> None:
    table = FILE.read_text(encoding="utf-8")
    assert [face for face in gallery("zh_CN") if f"\n| {face} | " not in table] == []
