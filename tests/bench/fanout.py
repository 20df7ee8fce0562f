"""How soon the last of 200 followers knows of a call, beside a bare message of the same size to 200 subscribers."""

import select
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from queue_server.client import HallClient
from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.codec import encode
from queue_server.contract.commands import CallNext, GetBoard, OpenWindow, StartService, TakeTicket
from queue_server.contract.replies import BoardIs, Done, TicketCalled
from tests.bench.asking import CONNECT_TIMEOUT_S, connected
from tests.bench.figure import Effort, Figure
from tests.bench.followers import NUMBER_BYTES, RAW_SUBJECT
from tests.bench.hall import BenchError, RunningHall, running, write_plan
from tests.bench.processes import child

WINDOW, CLERK, GUIDE, MATTER = 1, "wang", "fan", "A01"
LAST_TIMEOUT_S = 20.0


class Followers:
    """A process of followers, and when the last of them received what."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def last_receipt(self, number: int) -> float:
        """The moment (monotonic seconds) when the last follower received `number` or what came after it."""
        assert self._process.stdout is not None
        while select.select([self._process.stdout], [], [], LAST_TIMEOUT_S)[0]:
            said, moment = self._process.stdout.readline().split()
            if int(said) >= number:
                return float(moment)
        raise BenchError(f"not every follower received {number}")


def fanout(effort: Effort) -> Sequence[Figure]:
    """Calls and bare messages in turns, one at a time."""
    raw: list[float] = []
    calls: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        write_plan(Path(folder))
        with (
            running(Path(folder)) as hall,
            connected(hall, "web") as clerk,
            _publisher(hall) as publisher,
            _followers(hall, "raw", effort.followers) as subscribers,
            _followers(hall, "boards", effort.followers) as followers,
        ):
            _fill(clerk, (effort.rounds + 1) * effort.calls)
            size = _first_of_all(publisher, clerk, subscribers, followers)
            for turn in range(effort.rounds):
                first = 1 + turn * effort.calls
                raw += [_message(publisher, subscribers, number, size) for number in range(first, first + effort.calls)]
                calls += [_call(clerk, followers) for _ in range(effort.calls)]
    raw_ms, call_ms = median(raw), median(calls)
    return (
        Figure("fanout_raw_last_p50_ms", raw_ms),
        Figure("call_last_p50_ms", call_ms),
        Figure("call_ratio_p50", call_ms / raw_ms, at_most=1.5),
    )


@contextmanager
def _publisher(hall: RunningHall) -> Iterator[Link]:
    credential = hall.credential(topics.SERVER)
    will_topic = topics.HEALTH.of(credential.hall, "nobody")
    link = Link(credential, receive=lambda *_: None, changed=lambda _up: None, will_topic=will_topic, will=b"")
    link.start()
    try:
        if not link.wait_up(CONNECT_TIMEOUT_S):
            raise BenchError("the publisher reached no broker")
        yield link
    finally:
        link.close()


@contextmanager
def _followers(hall: RunningHall, kind: str, count: int) -> Iterator[Followers]:
    credential = str(hall.state / "clients" / "display-1.json")
    log = hall.folder / "followers.log"
    with child(log, "tests.bench.followers", kind, str(count), credential, piped=True) as process:
        yield Followers(process)


def _fill(clerk: HallClient, tickets: int) -> None:
    """A window open, and enough tickets to call."""
    opened = clerk.ask(OpenWindow(window=WINDOW, clerk=CLERK), by=CLERK)
    if not isinstance(opened, Done):
        raise BenchError(f"the window did not open: {opened}")
    for _ in range(tickets):
        clerk.ask(TakeTicket(matter=MATTER), by=GUIDE)


def _first_of_all(publisher: Link, clerk: HallClient, subscribers: Followers, followers: Followers) -> int:
    """Waits until every follower is there: sends until the last of them receives; the size of the board in bytes."""
    _call(clerk, followers)
    board = clerk.ask(GetBoard())
    assert isinstance(board, BoardIs)
    assert board.hall is not None
    size = len(encode(board.hall))
    _message(publisher, subscribers, 0, size, retain=True)
    return size


def _message(publisher: Link, subscribers: Followers, number: int, size: int, *, retain: bool = False) -> float:
    """Milliseconds from publishing `number` to its last receipt; retained it reaches those too who come later."""
    topic = topics.HEALTH.of("puyang", RAW_SUBJECT)
    payload = str(number).zfill(NUMBER_BYTES).encode().ljust(size, b".")
    began = time.monotonic()
    publisher.publish(topic, payload, retain=retain)
    return (subscribers.last_receipt(number) - began) * 1000


def _call(clerk: HallClient, followers: Followers) -> float:
    """Milliseconds from asking for the next call to the last follower's having the board with it.

    The call is the last event of its command, so its sequence is the board's revision; then the service begins, which
    every follower has seen too before this returns.
    """
    began = time.monotonic()
    called = clerk.ask(CallNext(window=WINDOW, clerk=CLERK, complete_current=True), by=CLERK)
    if not isinstance(called, TicketCalled):
        raise BenchError(f"nobody was called: {called}")
    took_ms = (followers.last_receipt(called.call.sequence) - began) * 1000
    clerk.ask(StartService(window=WINDOW, clerk=CLERK), by=CLERK)
    followers.last_receipt(called.call.sequence + 1)
    return took_ms
