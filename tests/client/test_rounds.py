"""A link in rounds at a real broker: what arrives together is one round, and time passes without any arrival."""

import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from queue_server.broker import Broker, Entry
from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.credential import Credential
from tests.ports import free_port
from tests.running_hall import wait_for

HALL = "rounds"
MESSAGES = 60


@dataclass
class Rounds:
    """What the receiving side notes: how many messages there were at the end of each round."""

    received: list[bytes] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def receive(self, _topic: str, payload: bytes, _answer_at: str) -> None:
        """Stops the network thread at the first message until the others have been sent."""
        self.received.append(payload)
        if len(self.received) == 1:
            self.held.set()
            self.go_on.wait(20.0)

    def settled(self) -> None:
        self.sizes.append(len(self.received))


@pytest.fixture
def credential(tmp_path: Path) -> Iterator[Credential]:
    password, port = secrets.token_urlsafe(8), free_port()
    broker = Broker(tmp_path / "broker", port, HALL, Entry({topics.SERVER: password}))
    broker.start()
    yield Credential(hall=HALL, client=topics.SERVER, host="127.0.0.1", port=port, password=password)
    broker.close()


def _link(credential: Credential, rounds: Rounds) -> Link:
    link = Link(
        credential,
        receive=rounds.receive,
        changed=lambda _up: None,
        will_topic=topics.PRESENCE.of(HALL, "nobody"),
        will=b"",
        settled=rounds.settled,
    )
    link.subscribe(topics.ASK.of(HALL, "+"))
    link.start()
    assert link.wait_up(10.0)
    return link


def test_messages_that_arrived_together_are_one_round(credential: Credential) -> None:
    rounds, others = Rounds(), Rounds()
    others.go_on.set()
    receiver, sender = _link(credential, rounds), _link(credential, others)
    try:
        sender.publish(topics.ASK.of(HALL, "a"), b"0")
        assert rounds.held.wait(20.0)
        for number in range(1, MESSAGES):
            sender.publish(topics.ASK.of(HALL, "a"), str(number).encode())
        wait_for(lambda: len(others.received) == MESSAGES)
        rounds.go_on.set()
        wait_for(lambda: rounds.sizes and rounds.sizes[-1] == MESSAGES)
    finally:
        receiver.close()
        sender.close()
    assert rounds.received == [str(number).encode() for number in range(MESSAGES)]
    assert len({size for size in rounds.sizes if size}) <= 2


def test_rounds_go_on_while_nothing_arrives(credential: Credential) -> None:
    rounds = Rounds()
    link = _link(credential, rounds)
    try:
        before = len(rounds.sizes)
        wait_for(lambda: len(rounds.sizes) > before + 1)
    finally:
        link.close()
    assert rounds.received == []
