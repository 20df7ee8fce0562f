"""paho's client in rounds: all that has arrived is read, then `settled` is called, then its publishes are written."""

import select
import ssl
from collections.abc import Callable
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import MQTTErrorCode

MOST_READS = 256
"""A round ends after so many reads, even when more keeps arriving."""


class RoundsClient(Client):
    """Whoever answers in `settled` works on the network thread: no second thread to wake, none to share the lock with.

    `settled` is called once per round, and at least once a second while connected (paho's loop does both through the
    two public methods overridden here).
    """

    def __init__(self, *arguments: Any, settled: Callable[[], None], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._settled = settled

    def loop_read(self, max_packets: int = 1) -> MQTTErrorCode:
        """Reads until nothing more is there."""
        for _ in range(MOST_READS):
            result = super().loop_read(max_packets)
            if result != MQTTErrorCode.MQTT_ERR_SUCCESS or not self._more():
                break
        return result

    def loop_misc(self) -> MQTTErrorCode:
        """The end of a round."""
        result = super().loop_misc()
        if result == MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._settled()
            if self.want_write():
                return self.loop_write()
        return result

    def _more(self) -> bool:
        connection = self.socket()
        if connection is None:
            return False
        if isinstance(connection, ssl.SSLSocket) and connection.pending():
            return True
        return bool(select.select([connection], [], [], 0)[0])
