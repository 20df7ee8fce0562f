"""A broker, a desk and clients in this process, on a port of their own: for tests of the wire itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from queue_server.broker import Broker, entry_of
from queue_server.bulletin.kept import KeptBulletin
from queue_server.client import HallClient
from queue_server.client.link import without_delay
from queue_server.contract import topics
from queue_server.contract.commands import AnyCommand
from queue_server.contract.credential import Credential
from queue_server.contract.plan import Plan, parse
from queue_server.contract.replies import AnyOutcome
from queue_server.desk import Desk
from queue_server.journal import Journal
from queue_server.state_dir import StateDir
from queue_server.wire import Wire
from tests.running_hall import DEADLINE_S, ROOT, open_all_day, wait_for

HALL = "puyang"


class OnTheWire:
    """The sample hall, open around the clock; broker, server and clients are started as a test wants them.

    `now` is the server's clock.
    """

    def __init__(self, folder: Path, change: Callable[[Plan], Plan] = lambda plan: plan) -> None:
        self.plan = change(open_all_day(parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))))
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.state = StateDir(folder / "state")
        self.credentials = self.state.credentials(self.plan)
        self.failed = threading.Event()
        self._broker: Broker | None = None
        self._wire: Wire | None = None
        self._journal: Journal | None = None
        self._clients: list[HallClient] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for client in self._clients:
            client.close()
        self.stop_server()
        self.stop_broker()

    @property
    def port(self) -> int:
        """The broker's port."""
        return self.plan.hall.broker_port

    @property
    def broker(self) -> Broker:
        """The running broker."""
        assert self._broker is not None
        return self._broker

    def start_broker(self) -> None:
        """Starts the broker; returns when it accepts connections."""
        self._broker = Broker(self.state.broker, self.port, HALL, entry_of(self.plan, self.state))
        self._broker.start()

    def stop_broker(self) -> None:
        """Ends the broker if it runs."""
        if self._broker is not None:
            self._broker.close()
            self._broker = None

    def start_server(self) -> None:
        """Starts the desk on the wire; returns when it is connected."""
        self._journal = Journal(self.state.journal, HALL)
        desk = Desk(self.plan, self._journal, self.state.page_secret())
        credential = self.credentials[topics.SERVER]
        bulletin = KeptBulletin(self.state.path, self.plan)
        self._wire = Wire(credential, desk, bulletin=bulletin.now, failed=self.failed.set, now=self.now)
        self._wire.start()
        assert self._wire.wait_up(DEADLINE_S)

    def stop_server(self) -> None:
        """Ends the desk if it runs."""
        if self._wire is not None and self._journal is not None:
            self._wire.close()
            self._journal.close()
            self._wire = self._journal = None

    def client(self, name: str = "kiosk-1", *, connected: bool = True, nodelay: bool = True) -> HallClient:
        """A started client of the plan; every call makes another."""
        client = HallClient(self.credentials[name], nodelay=nodelay)
        self._clients.append(client)
        client.start()
        assert not connected or client.wait_connected(DEADLINE_S)
        return client

    def restarted_after(self, pid: int) -> int:
        """The process id of the broker that came after the one of `pid`."""
        return wait_for(lambda: self.broker.pid if self.broker.pid not in (0, pid) else None)


def told(client: HallClient, command: AnyCommand, **more: Any) -> AnyOutcome:
    """The outcome of a command that is sure to be answered."""
    return client.ask(command, timeout_s=DEADLINE_S, **more)


@dataclass(frozen=True)
class Heard:
    """A message as it came; `retain` tells that it was kept, `correlation` is MQTT 5's correlation data."""

    topic: str
    payload: bytes
    retain: bool
    correlation: bytes


class Guest:
    """Plain MQTT 5 under somebody's name, or nobody's: does what our own clients never would.

    `got` has every received message in order, `refused` the reason why the broker did not let it in.
    """

    def __init__(self, port: int, credential: Credential | None) -> None:
        self.got: list[Heard] = []
        self.refused = ""
        self.lost = threading.Event()
        self._decided = threading.Event()
        self._subscribed = threading.Event()
        self._mqtt = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
        if credential is not None:
            self._mqtt.username_pw_set(credential.client, credential.password)
        self._mqtt.on_connect = self._on_connect
        self._mqtt.on_socket_open = without_delay
        self._mqtt.on_message = self._on_message
        self._mqtt.on_subscribe = lambda *_: self._subscribed.set()
        self._mqtt.on_disconnect = lambda *_: self.lost.set()
        self._mqtt.connect("127.0.0.1", port)
        self._mqtt.loop_start()
        assert self._decided.wait(DEADLINE_S)

    def subscribe(self, *filters: str) -> None:
        """Asks to receive; returns when the broker has answered."""
        for each in filters:
            self._subscribed.clear()
            self._mqtt.subscribe(each, qos=1)
            assert self._subscribed.wait(DEADLINE_S)

    def publish(self, topic: str, payload: bytes | msgspec.Struct, *, retain: bool = False) -> None:
        """Sends at QoS 1 without waiting."""
        body = payload if isinstance(payload, bytes) else msgspec.json.encode(payload)
        self._mqtt.publish(topic, body, qos=1, retain=retain)

    def topics(self) -> list[str]:
        """Where the received messages came, in order."""
        return [message.topic for message in self.got]

    def close(self) -> None:
        """Leaves."""
        self._mqtt.disconnect()
        self._mqtt.loop_stop()

    def _on_message(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        correlation = getattr(message.properties, "CorrelationData", b"")
        self.got.append(Heard(message.topic, bytes(message.payload), message.retain, correlation))

    def _on_connect(self, _client: Client, _userdata: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        if reason.is_failure:
            self.refused = str(reason)
        self._decided.set()


@contextmanager
def guest(hall: OnTheWire, name: str) -> Iterator[Guest]:
    """A guest under the credential of `name`, gone when the block is left."""
    visitor = Guest(hall.port, hall.credentials[name])
    try:
        assert not visitor.refused
        yield visitor
    finally:
        visitor.close()
