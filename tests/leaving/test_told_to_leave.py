"""However many signals tell a process to leave, it leaves."""

import select
import subprocess
import sys
import time
from signal import SIGINT, SIGTERM

import pytest

from tests.running_hall import DEADLINE_S, ROOT

TOLD_AGAIN_AND_AGAIN = """
import sys
from queue_server.leaving import Leaving
leaving = Leaving()
print(leaving.wait(0), flush=True)
assert leaving.wait()
print(all(leaving.wait(0.01) for _ in range(20_000)), flush=True)
sys.stdin.read()
"""
TOLD_BY_A_THREAD = """
import threading
from queue_server.leaving import Leaving
leaving = Leaving()
threading.Timer(0, leaving.leave).start()
assert leaving.wait()
"""


@pytest.mark.parametrize("number", [SIGINT, SIGTERM])
def test_signals_at_any_moment_hang_nothing(number: int) -> None:
    command = [sys.executable, "-c", TOLD_AGAIN_AND_AGAIN]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "False\n"
        deadline = time.monotonic() + DEADLINE_S
        while not select.select([child.stdout], [], [], 0)[0] and time.monotonic() < deadline:
            child.send_signal(number)
        if time.monotonic() > deadline:
            child.kill()
        assert child.stdout.readline() == "True\n"


def test_a_thread_may_tell_it_too() -> None:
    subprocess.run([sys.executable, "-c", TOLD_BY_A_THREAD], cwd=ROOT, timeout=DEADLINE_S, check=True)
