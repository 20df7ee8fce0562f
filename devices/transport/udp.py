"""Datagrams to one network sign; nothing proves that they arrive."""

import select
import socket

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import read_some

REFUSAL_MS = 5


class Udp:
    """A connected UDP socket: one `write` is one datagram."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"udp://{self._host}:{self._port}"

    @property
    def descriptor(self) -> int | None:
        return None if self._socket is None else self._socket.fileno()

    def open(self) -> None:
        if self._socket is not None:
            return
        connection = None
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(self._host, self._port, type=socket.SOCK_DGRAM)[0]
            connection = socket.socket(family, kind, protocol)
            connection.setblocking(False)
            connection.connect(address)
        except OSError as error:
            if connection is not None:
                connection.close()
            raise DeviceOfflineError(f"{self.address} cannot be reached: {error}") from error
        self._socket = connection

    def close(self) -> None:
        connection, self._socket = self._socket, None
        if connection is not None:
            connection.close()

    def write(self, content: bytes) -> None:
        connection = self._opened()
        try:
            connection.send(content)
            self._look_for_refusal(connection)
        except OSError as error:
            raise DeviceOfflineError(f"{self.address} broke while writing: {error}") from error

    @staticmethod
    def _look_for_refusal(connection: socket.socket) -> None:
        """A card that is there but does not listen says so at once; one that is away says nothing."""
        watch = select.poll()
        watch.register(connection, 0)  # errors are always told
        if watch.poll(REFUSAL_MS):
            raise OSError(connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), "refused")

    def read(self, timeout_s: float) -> bytes:
        return read_some(self._opened().fileno(), timeout_s=timeout_s, address=self.address)

    def _opened(self) -> socket.socket:
        if self._socket is None:
            raise DeviceOfflineError(f"{self.address} is not open")
        return self._socket
