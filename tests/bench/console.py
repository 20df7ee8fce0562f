"""How soon a clerk's press at the console is on the page, with a hundred waiting: through web, wire and back."""

import itertools
import json
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

import httpx

from queue_server.contract.commands import TakeTicket
from queue_server.contract.plan import load
from queue_server.web.pins import set_pin
from tests.bench.asking import connected
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, running, write_plan
from tests.bench.percentiles import over_rounds
from tests.bench.web import web_of

CLERK, PIN = "wang", "2468"
WAITING = 100
ACTIONS = ("next", "start", "note", "complete")
"""What is pressed for every visitor."""
TIMEOUT_S = 10.0

Seen = SimpleQueue[tuple[int, float]]
"""The revision of every state that the page's stream brought, and when it was there."""


def console(effort: Effort) -> Sequence[Figure]:
    """From the press to the state that came of it on the stream of the page that pressed."""
    presses = effort.rounds * effort.asks
    with tempfile.TemporaryDirectory() as name:
        write_plan(Path(name))
        with running(Path(name)) as hall, connected(hall, "kiosk-1") as kiosk, web_of(hall):
            set_pin(hall.state, CLERK, PIN)
            for _ in range(WAITING + presses // len(ACTIONS) + 1):
                kiosk.ask(TakeTicket(matter="A01"))
            address = f"http://127.0.0.1:{load(hall.plan).hall.web_port}"
            with httpx.Client(base_url=address, timeout=TIMEOUT_S) as page:
                _sign_in(page)
                with _stream(page) as seen:
                    _press(page, seen, "open", "")
                    rounds = [_visits(page, seen, effort.asks // len(ACTIONS) or 1) for _ in range(effort.rounds)]
    return (Figure("console_action_p95_ms", over_rounds(rounds, 95), at_most=100),)


def _sign_in(page: httpx.Client) -> None:
    answer = page.post("/api/login", json={"account": CLERK, "pin": PIN, "place": "window-1"})
    if answer.status_code != httpx.codes.OK:
        raise BenchError(f"{CLERK} cannot sign in: {answer.text}")


@contextmanager
def _stream(page: httpx.Client) -> Iterator[Seen]:
    """What the page's stream brings, read as it comes by a thread of its own."""
    seen: Seen = SimpleQueue()
    with page.stream("GET", "/api/window/1/events", timeout=None) as stream:

        def read() -> None:
            try:
                for line in stream.iter_lines():
                    at = time.perf_counter()
                    if line.startswith("data: {"):
                        seen.put((json.loads(line.removeprefix("data: "))["revision"], at))
            except (httpx.HTTPError, httpx.StreamError):
                return

        threading.Thread(target=read, daemon=True).start()
        yield seen


def _visits(page: httpx.Client, seen: Seen, count: int) -> list[float]:
    """The milliseconds of every press of so many visits."""
    times, number = [], ""
    for action in itertools.chain.from_iterable(itertools.repeat(ACTIONS, count)):
        took_ms, state = _press(page, seen, action, number)
        times.append(took_ms)
        number = state["front"]["ticket"]["number"] if state["front"] else ""
    return times


def _press(page: httpx.Client, seen: Seen, action: str, number: str) -> tuple[float, dict[str, Any]]:
    """How long it took, and the state that the answer brought."""
    body = {"request_id": uuid4().hex, "number": number, "note": "原件已核对"}
    began = time.perf_counter()
    answer = page.post(f"/api/window/1/{action}", json=body)
    if answer.status_code != httpx.codes.OK:
        raise BenchError(f"{action} was refused: {answer.text[:500]}")
    state: dict[str, Any] = answer.json()["state"]
    try:
        revision, at = seen.get(timeout=TIMEOUT_S)
        while revision < state["revision"]:
            revision, at = seen.get(timeout=TIMEOUT_S)
    except Empty as error:
        raise BenchError(f"the stream did not bring what came of {action}") from error
    return (at - began) * 1000, state
