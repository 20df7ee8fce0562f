"""A failed handler neither ends the kiosk nor shows anything of itself."""

import subprocess
import sys

import pytest

from tests.kiosk.glass import Glass, until
from tests.running_hall import ROOT

pytestmark = pytest.mark.screen

ON_A_TILE = (0.25, 0.35)
"""On the first screen, from its top left."""


def test_a_failed_handler_is_recovered_from_and_the_next_touch_works() -> None:
    with Glass(1080, 1920) as glass:
        words = [sys.executable, "-u", "-m", "tests.kiosk.stumbling"]
        kiosk = subprocess.Popen(
            words, cwd=ROOT, env=glass.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        said: list[str] = []
        try:
            assert kiosk.stdout is not None
            for expected in ("touched 1", "reset", "touched 2"):
                said.append(_next(glass, kiosk, touching=expected.startswith("touched")))
            assert said == ["touched 1", "reset", "touched 2"]
            assert kiosk.poll() is None
        finally:
            kiosk.terminate()
            kiosk.wait(20)
            kiosk.stdout.close() if kiosk.stdout else None


def _next(glass: Glass, kiosk: "subprocess.Popen[str]", *, touching: bool) -> str:
    """The next thing it says, touching it as long as it says nothing."""
    import selectors

    waiting = selectors.DefaultSelector()
    waiting.register(kiosk.stdout or 0, selectors.EVENT_READ)

    def says() -> bool:
        if touching:
            glass.click(*ON_A_TILE)
        return bool(waiting.select(0.6))

    until(says, "a word of the kiosk")
    assert kiosk.stdout is not None
    return kiosk.stdout.readline().strip()
