"""Datagrams to one network sign; nothing proves that they arrive."""

import socket

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import read_some


class Udp:
    """A connected UDP socket: one `write` is one datagram. A refused port is told only by a later call."""

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
        try:
            self._opened().send(content)
        except OSError as error:
            raise DeviceOfflineError(f"{self.address} broke while writing: {error}") from error

    def read(self, timeout_s: float) -> bytes:
        return read_some(self._opened().fileno(), timeout_s=timeout_s, address=self.address)

    def _opened(self) -> socket.socket:
        if self._socket is None:
            raise DeviceOfflineError(f"{self.address} is not open")
        return self._socket
