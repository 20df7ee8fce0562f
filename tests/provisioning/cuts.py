"""A power cut: the process is gone before any step that would change the disk."""

import os
import sys
from collections.abc import Callable

STEPS = {
    "open",
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "os.chmod",
    "os.chown",
    "shutil.rmtree",
    "sqlite3.connect",
}
"""What the interpreter tells before it does it (PEP 578): every step that changes the disk is among them."""
CUT = 9


def done_until(step: int, do: Callable[[], object]) -> bool:
    """Whether `do` came to its end, in a process that dies before its step of that number."""
    child = os.fork()
    if not child:
        left = step

        def count(event: str, about: tuple[object, ...]) -> None:
            nonlocal left
            left -= event in STEPS and not (event == "open" and _only_reads(about[2]))
            if not left:
                os._exit(CUT)

        try:
            sys.addaudithook(count)
            do()
        except BaseException:  # noqa: BLE001 - never back into the test's own process
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, CUT)
    return code == 0


def _only_reads(flags: object) -> bool:
    return isinstance(flags, int) and flags & (os.O_ACCMODE | os.O_CREAT) == os.O_RDONLY
