"""Full screen where no window manager runs: the window takes the whole screen, whatever size was asked for."""

import os
import subprocess
import sys

import pytest

from tests.kiosk.glass import Glass
from tests.running_hall import ROOT

pytestmark = pytest.mark.screen

SAY_SIZE = """
from kiosk.screens.setting import prepare
prepare(1080, 1920, fullscreen=True)
from kivy.core.window import Window
print(*Window.size, Window.left, Window.top)
"""


def test_the_window_takes_the_whole_screen() -> None:
    with Glass(1280, 720) as glass:
        said = subprocess.run(
            [sys.executable, "-c", SAY_SIZE],
            cwd=ROOT,
            env=glass.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert said.stdout.split() == ["1280", "720", "0", "0"]


def test_without_a_screen_nothing_hangs() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    asked = "from kiosk.screens.setting import *\ntry: prepare(1, 1, fullscreen=False)\nexcept NoScreenError: print(1)"
    said = subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, env=environment, text=True, timeout=60)
    assert said.strip() == "1"


def test_a_missing_plan_is_one_sentence() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    said = subprocess.run(
        [sys.executable, "-m", "kiosk", "--plan", "no-such-hall.toml", "--credential", "none.json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert "no-such-hall.toml" in said.stderr
