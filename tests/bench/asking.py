"""Asks timed at the client: one after the other, or many in flight."""

import itertools
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from queue_server.client import HallClient
from queue_server.contract.commands import TakeTicket
from queue_server.contract.replies import AnyOutcome
from tests.bench.hall import MATTERS, BenchError, RunningHall

CONNECT_TIMEOUT_S = 10.0
ASK_TIMEOUT_S = 10.0


@contextmanager
def connected(hall: RunningHall, name: str = "kiosk-1") -> Iterator[HallClient]:
    """The client `name` of `hall`, connected."""
    client = HallClient(hall.credential(name))
    client.start()
    try:
        if not client.wait_connected(CONNECT_TIMEOUT_S):
            raise BenchError(f"{name} reached no broker")
        yield client
    finally:
        client.close()


def one_at_a_time(client: HallClient, count: int, answer: type[AnyOutcome]) -> list[float]:
    """Milliseconds from asking for a ticket to its answer, `count` times; every answer must be of the given kind."""
    times: list[float] = []
    for matter in itertools.islice(itertools.cycle(MATTERS), count):
        began = time.perf_counter()
        outcome = client.ask(TakeTicket(matter=matter), timeout_s=ASK_TIMEOUT_S)
        times.append((time.perf_counter() - began) * 1000)
        _must_be(answer, outcome)
    return times


def per_second(client: HallClient, count: int, in_flight: int, answer: type[AnyOutcome]) -> float:
    """Tickets answered a second when `in_flight` are always being asked for."""
    room = threading.Semaphore(in_flight)
    asked: list[Future[AnyOutcome]] = []
    began = time.perf_counter()
    for matter in itertools.islice(itertools.cycle(MATTERS), count):
        room.acquire()
        future = client.submit(TakeTicket(matter=matter), timeout_s=ASK_TIMEOUT_S)
        future.add_done_callback(lambda _: room.release())
        asked.append(future)
    outcomes = [future.result() for future in asked]
    took_s = time.perf_counter() - began
    for outcome in outcomes:
        _must_be(answer, outcome)
    return count / took_s


def _must_be(answer: type[AnyOutcome], outcome: AnyOutcome) -> None:
    if not isinstance(outcome, answer):
        raise BenchError(f"asked for a ticket, expected {answer.__name__}, got {outcome}")
