"""How much memory the hall's own processes hold after some work: broker, server and web."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from queue_server.contract.replies import TicketIssued
from tests.bench.asking import connected, one_at_a_time, per_second
from tests.bench.figure import Effort, Figure
from tests.bench.hall import running, write_plan
from tests.bench.processes import resident_mb
from tests.bench.web import web_of


def memory(effort: Effort) -> Sequence[Figure]:
    """The sum of the resident sets of server, its broker, and web."""
    with tempfile.TemporaryDirectory() as folder:
        write_plan(Path(folder))
        with running(Path(folder)) as hall, connected(hall) as kiosk, web_of(hall) as web:
            one_at_a_time(kiosk, effort.asks, TicketIssued)
            per_second(kiosk, effort.burst, 64, TicketIssued)
            resident = resident_mb(hall.process.pid, web.pid)
    return (Figure("rss_mb", resident, at_most=220),)
