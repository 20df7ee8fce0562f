"""A TCP connection, as network printers (port 9100) and sign cards (port 5005) offer it."""

import socket

from devices.errors import DeviceOfflineError
from devices.transport.descriptor import read_some, write_all


class Tcp:
    """A client connection; connecting waits at most `connect_timeout_s`."""

    def __init__(self, host: str, port: int, *, connect_timeout_s: float = 2.0, stall_timeout_s: float = 2.0) -> None:
        self._host = host
        self._port = port
        self._connect_timeout_s = connect_timeout_s
        self._stall_timeout_s = stall_timeout_s
        self._socket: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"{self._host}:{self._port}"

    @property
    def descriptor(self) -> int | None:
        return None if self._socket is None else self._socket.fileno()

    def open(self) -> None:
        if self._socket is not None:
            return
        try:
            connection = socket.create_connection((self._host, self._port), self._connect_timeout_s)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setblocking(False)
        except OSError as error:
            raise DeviceOfflineError(f"{self.address} cannot be reached: {error}") from error
        self._socket = connection

    def close(self) -> None:
        connection, self._socket = self._socket, None
        if connection is not None:
            connection.close()

    def write(self, content: bytes) -> None:
        write_all(self._fileno(), content, stall_timeout_s=self._stall_timeout_s, address=self.address)

    def read(self, timeout_s: float) -> bytes:
        return read_some(self._fileno(), timeout_s=timeout_s, address=self.address)

    def _fileno(self) -> int:
        if self._socket is None:
            raise DeviceOfflineError(f"{self.address} is not connected")
        return self._socket.fileno()
