"""One frame shows a whole face, and nothing is drawn while nothing changes."""

import json
import subprocess
import sys

import pytest

from tests.kiosk.glass import Glass
from tests.running_hall import ROOT

pytestmark = pytest.mark.screen


def test_a_face_is_drawn_in_one_frame_and_stands_still_while_the_clock_ticks() -> None:
    with Glass(1080, 1920) as glass:
        said = subprocess.check_output(
            [sys.executable, "-m", "tests.kiosk.stillness"], cwd=ROOT, env=glass.environment, text=True, timeout=100
        )
    assert json.loads(said) == []
