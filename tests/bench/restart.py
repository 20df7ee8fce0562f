"""How soon the hall answers again when its server is started in the middle of a busy day."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.day import write_day
from tests.bench.figure import Effort, Figure
from tests.bench.hall import running, write_plan


def restart(effort: Effort) -> Sequence[Figure]:
    """From the start of the process, with today's tickets in its journal, to the first reply."""
    with tempfile.TemporaryDirectory() as folder:
        write_plan(Path(folder))
        events = write_day(Path(folder), effort.day_tickets)
        starts = [_once(Path(folder)) for _ in range(effort.starts)]
    return Figure("journal_events", events), Figure("restart_s", median(starts), at_most=2)


def _once(folder: Path) -> float:
    with running(folder) as hall:
        return hall.first_reply_s
