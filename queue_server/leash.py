"""Commands whose process the kernel ends when the thread that started it ends, however that comes about."""

import os
from collections.abc import Sequence
from pathlib import Path

_STILL_THERE = '[ "$PPID" = "$0" ] && exec "$@"'
"""Asked when the signal is set: a parent that died before that sends none, and the kernel gave us another parent."""


def leashed(command: Sequence[str | Path], *, setpriv: str | Path = "setpriv") -> list[str | Path]:
    """`command` for a process that this process starts itself, and that gets SIGTERM at the starting thread's end.

    Source: prctl(2), PR_SET_PDEATHSIG; setpriv(1) sets it, and it outlives an exec that changes no user.
    """
    return [setpriv, "--pdeathsig", "TERM", "--", "/bin/sh", "-c", _STILL_THERE, str(os.getpid()), *command]
