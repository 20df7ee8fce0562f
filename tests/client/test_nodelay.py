"""Nagle's algorithm is off on both ends of every link: with it, each round trip waits for the other side's clock."""

import time
from statistics import median
from uuid import uuid4

from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.codec import decode, encode
from queue_server.contract.commands import OpenDay
from queue_server.contract.messages import Ask, Reply
from queue_server.contract.replies import Done
from tests.on_the_wire import HALL, OnTheWire
from tests.running_hall import DEADLINE_S

ROUNDS = 21


class Echo:
    """Answers every ask with `Done` at once."""

    def __init__(self, hall: OnTheWire, *, nodelay: bool) -> None:
        presence = topics.PRESENCE.of(HALL, topics.SERVER)
        self.link = Link(
            hall.credentials[topics.SERVER],
            receive=self._receive,
            changed=lambda _up: None,
            will_topic=presence,
            will=b"{}",
            nodelay=nodelay,
        )
        self.link.subscribe(topics.ASK.of(HALL, "+"))
        self.link.start()
        assert self.link.wait_up(DEADLINE_S)

    def _receive(self, _topic: str, payload: bytes, _answer_at: str) -> None:
        ask = decode(Ask, payload)
        self.link.publish(ask.reply_to, encode(Reply(request_id=ask.request_id, revision=0, outcome=Done())))


def round_trip_s(hall: OnTheWire, *, nodelay: bool) -> float:
    """The median time from an ask to its answer."""
    echo = Echo(hall, nodelay=nodelay)
    client = hall.client("kiosk-1", nodelay=nodelay)
    times = []
    try:
        client.ask(OpenDay(), timeout_s=DEADLINE_S)
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.ask(OpenDay(), request_id=uuid4().hex, timeout_s=DEADLINE_S)
            times.append(time.perf_counter() - began)
    finally:
        client.close()
        echo.link.close()
    return median(times)


def test_a_round_trip_is_many_times_faster_without_nagles_delay(brokered: OnTheWire) -> None:
    assert round_trip_s(brokered, nodelay=False) >= 5 * round_trip_s(brokered, nodelay=True)
