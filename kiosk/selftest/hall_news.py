"""What a terminal hears of its hall for its self-test: the server's version, and how the agent's machines are."""

import threading

from queue_server.client import HallClient
from queue_server.contract import topics
from queue_server.contract.messages import DeviceHealth, Health, Presence


class HallNews:
    """Follows `client` from its making on; everything else may be asked from any thread."""

    def __init__(self, client: HallClient) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._health: dict[str, Health] = {}
        client.follow_presence(self._presence_is)
        client.follow_health(self._health_is)

    @property
    def version(self) -> str:
        """The program's version at the server; empty while it is not known."""
        with self._lock:
            return self._version

    def machines(self) -> tuple[DeviceHealth, ...]:
        """How the machines of all the hall's clients are."""
        with self._lock:
            return tuple(device for health in self._health.values() for device in health.devices)

    def _presence_is(self, presence: Presence) -> None:
        if presence.client == topics.SERVER and presence.state == "here":
            with self._lock:
                self._version = presence.version

    def _health_is(self, health: Health) -> None:
        with self._lock:
            self._health[health.client] = health
