"""The proof on plain Linux as one test, for those who ask for it."""

import subprocess
import sys

import pytest

from tests.bench.processes import ROOT

HOUR_S = 3600


@pytest.mark.timeout(HOUR_S)
def test_two_bare_boxes_become_a_hall_by_a_technicians_commands() -> None:
    told = subprocess.run([sys.executable, "-m", "tests.booted"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
