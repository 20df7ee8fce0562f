"""One MQTT connection that keeps itself up: NODELAY, a last will, and the same subscriptions after every loss."""

import logging
import socket
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from queue_server.client.rounds import RoundsClient
from queue_server.client.tls import context_of
from queue_server.contract.credential import Credential

log = logging.getLogger(__name__)

RECONNECT_S = (1, 5)
"""Shortest and longest pause between two attempts to connect, in seconds (paho doubles in between)."""
KEEPALIVE_S = 15

Receiver = Callable[[str, bytes, str], None]
"""Takes a topic, a payload and the MQTT 5 response topic (empty where there is none)."""


def without_delay(_client: Client, _userdata: Any, sock: Any) -> None:
    """Turns Nagle's algorithm off: with it, a QoS 1 round trip takes 44 ms instead of half a millisecond."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class Link:
    """A connection to the hall's broker under one credential.

    `receive` gets every message and `changed` every rise and fall of the link, both on the network thread; an error in
    them is logged and ends nothing. `settled` is called there too, whenever all that had arrived was received and at
    least once a second while the link is up. `will` is published retained on `will_topic` by the broker when the link
    is lost.
    """

    def __init__(
        self,
        credential: Credential,
        *,
        receive: Receiver,
        changed: Callable[[bool], None],
        will_topic: str,
        will: bytes,
        session: str = "",
        settled: Callable[[], None] = lambda: None,
        nodelay: bool = True,
    ) -> None:
        self._receive = receive
        self._changed = changed
        self._host, self._port = credential.host, credential.port
        self._up, self._hears = threading.Event(), threading.Event()
        self._first_subscription: int | None = None
        self._topics: list[str] = []
        self._subscribing = threading.Lock()
        name = f"{credential.client}-{session or uuid4().hex[:8]}"
        self._mqtt = RoundsClient(
            CallbackAPIVersion.VERSION2,
            name,
            protocol=MQTTProtocolVersion.MQTTv5,
            settled=lambda: self._guarded(settled),
        )
        self._mqtt.username_pw_set(credential.client, credential.password)
        if credential.tls is not None:
            self._mqtt.tls_set_context(context_of(credential.tls))
        self._mqtt.will_set(will_topic, will, qos=1, retain=True)
        self._mqtt.reconnect_delay_set(*RECONNECT_S)
        self._mqtt.max_inflight_messages_set(1000)
        if nodelay:
            self._mqtt.on_socket_open = without_delay
        self._mqtt.on_connect = self._on_connect
        self._mqtt.on_disconnect = self._on_disconnect
        self._mqtt.on_message = self._on_message
        self._mqtt.on_subscribe = self._on_subscribe

    @property
    def up(self) -> bool:
        """Whether the broker has accepted us and has not been lost since."""
        return self._up.is_set()

    def start(self) -> None:
        """Connects in the background, again and again until `close`."""
        self._mqtt.connect_async(self._host, self._port, keepalive=KEEPALIVE_S)
        self._mqtt.loop_start()

    def wait_up(self, timeout_s: float) -> bool:
        """Whether the link came up within the time, and what it was to receive then, it does receive."""
        return self._hears.wait(timeout_s)

    def subscribe(self, topic: str) -> None:
        """Receives `topic` (QoS 1) now and after every reconnection."""
        with self._subscribing:
            if topic not in self._topics:
                self._topics.append(topic)
                if self.up:
                    self._mqtt.subscribe(topic, qos=1)

    def publish(
        self, topic: str, payload: bytes, *, retain: bool = False, answer_at: str = "", correlation: str = ""
    ) -> None:
        """Sends at QoS 1; the answer's topic and the correlation id travel as MQTT 5 properties too."""
        properties = None
        if correlation:
            properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
            properties.CorrelationData = correlation.encode()
            if answer_at:
                properties.ResponseTopic = answer_at
        self._mqtt.publish(topic, payload, qos=1, retain=retain, properties=properties)

    def close(self, goodbye: tuple[str, bytes] | None = None) -> None:
        """Leaves for good; `goodbye` (topic and retained payload) is delivered first where the link is up."""
        if goodbye is not None and self.up:
            self._mqtt.publish(*goodbye, qos=1, retain=True).wait_for_publish(timeout=1.0)
        self._mqtt.disconnect()
        self._mqtt.loop_stop()

    def _on_connect(
        self, _client: Client, _userdata: Any, _flags: ConnectFlags, reason: ReasonCode, _properties: Properties | None
    ) -> None:
        if reason.is_failure:
            log.warning("broker refused %s: %s", self._mqtt.username, reason)
            return
        with self._subscribing:
            if self._topics:
                _, self._first_subscription = self._mqtt.subscribe([(topic, 1) for topic in self._topics])
            else:
                self._hears.set()
            self._up.set()
        self._guarded(self._changed, True)

    def _on_subscribe(self, _client: Client, _userdata: Any, message_id: int, *_: Any) -> None:
        if message_id == self._first_subscription:
            self._hears.set()

    def _on_disconnect(
        self,
        _client: Client,
        _userdata: Any,
        _flags: DisconnectFlags,
        _reason: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        if self._up.is_set():
            self._up.clear()
            self._hears.clear()
            self._guarded(self._changed, False)

    def _on_message(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        answer_at = getattr(message.properties, "ResponseTopic", "") if message.properties else ""
        self._guarded(self._receive, message.topic, message.payload, answer_at)

    @staticmethod
    def _guarded(listener: Callable[..., None], *arguments: object) -> None:
        try:
            listener(*arguments)
        except Exception:  # a listener's mistake must not end the network thread
            log.exception("a listener failed")
