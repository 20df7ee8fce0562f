"""The web of a hall as a process of its own, from its first page on."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from queue_server.contract.plan import load
from tests.bench.hall import BenchError, RunningHall
from tests.bench.processes import child

START_TIMEOUT_S = 20.0


@contextmanager
def web_of(hall: RunningHall) -> Iterator[subprocess.Popen[bytes]]:
    """Has given a page; ends with the block."""
    log, port = hall.folder / "web.log", load(hall.plan).hall.web_port
    arguments = ("queue_server", "web", "--plan", str(hall.plan), "--state", str(hall.state), "--port", str(port))
    with child(log, *arguments) as web:
        _read_a_page(port, log)
        yield web


def _read_a_page(port: int, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/window/1", timeout=5.0) as page:
                page.read()
                return
        except URLError:
            time.sleep(0.05)
    raise BenchError(f"the web gave no page: {log.read_text()[-2000:]}")
