"""Every face in both orientations and languages: nothing cut off, nothing covered, every target large enough."""

import json
from pathlib import Path

import pytest

from tests.kiosk.gallery import take

pytestmark = pytest.mark.screen


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1920, 1080)])
def test_every_face_fits_its_screen(tmp_path: Path, width: int, height: int) -> None:
    take(tmp_path, width, height, pictures=False)
    wrong = json.loads((tmp_path / "faults.json").read_text(encoding="utf-8"))
    assert len(wrong) > 300
    assert {face: faults for face, faults in wrong.items() if faults} == {}
