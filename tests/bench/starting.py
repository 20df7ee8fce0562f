"""How soon a hall that has just been unpacked gives its first reply."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.figure import Effort, Figure
from tests.bench.hall import running, write_plan


def cold_start(effort: Effort) -> Sequence[Figure]:
    """From the start of the process over an empty folder to the first reply, secrets and tables made on the way."""
    return (Figure("cold_start_s", median(_once() for _ in range(effort.starts))),)


def _once() -> float:
    with tempfile.TemporaryDirectory() as folder:
        write_plan(Path(folder))
        with running(Path(folder)) as hall:
            return hall.first_reply_s
