"""How much memory the hall's own processes hold after some work: broker, server and web."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from queue_server.contract.plan import load
from queue_server.contract.replies import TicketIssued
from tests.bench.asking import connected, one_at_a_time, per_second
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, running, write_plan
from tests.bench.processes import child, resident_mb

WEB_TIMEOUT_S = 20.0


def memory(effort: Effort) -> Sequence[Figure]:
    """The sum of the resident sets of server, its broker, and web."""
    with tempfile.TemporaryDirectory() as folder:
        plan = write_plan(Path(folder))
        port = load(plan).hall.web_port
        with running(Path(folder)) as hall, connected(hall) as kiosk:
            log = Path(folder, "web.log")
            arguments = ("queue_server", "web", "--plan", str(plan), "--state", str(hall.state), "--port", str(port))
            with child(log, *arguments) as web:
                _read_a_page(port, log)
                one_at_a_time(kiosk, effort.asks, TicketIssued)
                per_second(kiosk, effort.burst, 64, TicketIssued)
                resident = resident_mb(hall.process.pid, web.pid)
    return (Figure("rss_mb", resident, at_most=220),)


def _read_a_page(port: int, log: Path) -> None:
    deadline = time.monotonic() + WEB_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/window/1", timeout=5.0) as page:
                page.read()
                return
        except URLError:
            time.sleep(0.05)
    raise BenchError(f"the web gave no page: {log.read_text()[-2000:]}")
