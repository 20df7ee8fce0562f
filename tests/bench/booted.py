"""From a bare box to a hall in a booted Debian: seconds of installation and first start, touches of the first start."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError
from tests.bench.processes import ROOT
from tests.booted.machine import lacking

LAST_STEP = "the_first_start_makes_a_hall"
TIMEOUT_S = 3600
INSTALL_AT_MOST = 1.5
"""Of the seconds that Debian's own programs take for the same packages, given by hand."""


def booted(_: Effort) -> Sequence[Figure]:
    """Measured in the proof on plain Linux; nothing, and why, where this machine cannot boot systems of its own."""
    if missing := lacking():
        print(f"  booted is not measured here: {'; '.join(missing)}", file=sys.stderr)
        return ()
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "tests.booted", "--out", out, "--by-hand", "--until", LAST_STEP]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    if done.returncode:
        raise BenchError(f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return (
        Figure("install_s", figures["install_s"]),
        Figure("install_ratio", figures["install_s"] / figures["by_hand_s"], at_most=INSTALL_AT_MOST),
        Figure("first_start_touches", figures["first_start_touches"], at_most=25),
        Figure("first_start_machine_s", figures["first_start_machine_s"], at_most=60),
    )
