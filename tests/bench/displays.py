"""How soon the last of 60 displays has a call, while 40 windows' consoles follow the hall too."""

import itertools
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w

from queue_server.client import HallClient
from queue_server.contract.commands import CallNext, OpenWindow, StartService, TakeTicket
from queue_server.contract.replies import TicketCalled
from tests.bench.asking import connected
from tests.bench.fanout import Followers
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, plan_path, running, write_plan
from tests.bench.percentiles import percentile
from tests.bench.processes import child
from tests.bench.web import web_of

DISPLAYS, WINDOWS = 60, 40
MATTER = "A01"
REST_S = 0.1
"""Between two calls; the windows of a busy hall call every few seconds."""


def displays(effort: Effort) -> Sequence[Figure]:
    """From the command to the last display's having the call; half of them are TVs that show it in a browser."""
    count = 2 * effort.asks
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _plan(folder)
        with (
            running(folder) as hall,
            connected(hall, "web") as clerks,
            web_of(hall),
            child(folder / "held.log", "tests.bench.held", name, piped=True) as held,
        ):
            for window in range(1, WINDOWS + 1):
                clerks.ask(OpenWindow(window=window, clerk=f"a{window}"), by=f"a{window}")
            for _ in range(count + 1):
                clerks.ask(TakeTicket(matter=MATTER), by="guide")
            windows = itertools.islice(itertools.cycle(range(1, WINDOWS + 1)), count + 1)
            times = [_call(clerks, Followers(held), window) for window in windows][1:]
    return (Figure("display60_call_last_p99_ms", percentile(times, 99), at_most=150),)


def _call(clerks: HallClient, followers: Followers, window: int) -> float:
    """Milliseconds until the last display has the call; the first one waits until all of them are there."""
    began = time.monotonic()
    called = clerks.ask(CallNext(window=window, clerk=f"a{window}", complete_current=True), by=f"a{window}")
    if not isinstance(called, TicketCalled):
        raise BenchError(f"nobody was called: {called}")
    took_ms = (followers.last_receipt(called.call.sequence) - began) * 1000
    clerks.ask(StartService(window=window, clerk=f"a{window}"), by=f"a{window}")
    time.sleep(REST_S)
    return took_ms


def _plan(folder: Path) -> None:
    """The sample hall with 40 windows for its first service and 60 displays."""
    write_plan(folder)
    raw: dict[str, Any] = tomllib.loads(plan_path(folder).read_text(encoding="utf-8"))
    windows = list(range(1, WINDOWS + 1))
    raw["policy"]["call_gap_s"] = 0
    raw["clerk"] = [{"id": f"{post}{number}", "name": "演示"} for number in windows for post in "ab"]
    raw["clerk"].append({"id": "guide", "name": "演示", "roles": ["guide"]})
    raw["window"] = [{"number": number, "clerks": [f"a{number}", f"b{number}"]} for number in windows]
    raw["service"][0]["windows"] = windows
    raw["display"] = [{"id": f"display-{number}"} for number in range(1, DISPLAYS + 1)]
    plan_path(folder).write_text(tomli_w.dumps(raw), encoding="utf-8")
