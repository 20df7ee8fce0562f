"""Power cuts: something is done in a process that dies before its step of a number."""

import os
import sys
from collections.abc import Callable

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "shutil.rmtree"}
"""What the interpreter tells before it does it (PEP 578): every step that changes the disk is among them."""
CUT = 9


def done_until(step: int, act: Callable[[], object]) -> bool:
    """Whether `act` came to its end, in a process that dies before its step of that number."""
    child = os.fork()
    if not child:
        left = step

        def count(event: str, _: object) -> None:
            nonlocal left
            left -= event in STEPS
            if not left:
                os._exit(CUT)

        try:
            sys.addaudithook(count)
            act()
        except BaseException:  # noqa: BLE001 - never back into the test's own process
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, CUT)
    return code == 0
