"""A line between a kiosk and the broker that can be cut: it goes silent without a word, as a pulled cable does."""

import socket
import struct
import threading
from contextlib import suppress

TO_KIOSK, TO_HALL = "to the kiosk", "to the hall"
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER by which closing a connection resets it (socket(7))."""


class _Connection:
    """One connection, with its two ends."""

    def __init__(self, kiosk: socket.socket, port: int) -> None:
        self.ends = {TO_KIOSK: kiosk, TO_HALL: socket.create_connection(("127.0.0.1", port))}
        for end in self.ends.values():
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def drop(self, *directions: str) -> None:
        """The ends in these directions are reset."""
        for direction in directions:
            with suppress(OSError):
                self.ends[direction].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                self.ends[direction].shutdown(socket.SHUT_RD)
            self.ends[direction].close()


class CutLine:
    """Carries everything to the broker at `far_port` from its own `port`, until it is told otherwise.

    While it is silent a connection is half open: what is sent is neither answered nor refused, and arrives when the
    line is mended, as TCP sends it again then. `lost` counts the connections that broke before what `lose` was told.
    """

    def __init__(self, far_port: int) -> None:
        self._far_port = far_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._carries = {TO_KIOSK: threading.Event(), TO_HALL: threading.Event()}
        self._connections: list[_Connection] = []
        self._losing = threading.Lock()
        self._unlucky, self._left = b"", 0
        self.lost = 0
        self.mend()
        threading.Thread(target=self._accept, daemon=True).start()

    def silence(self, *directions: str) -> None:
        """Nothing arrives in these directions any more."""
        for direction in directions:
            self._carries[direction].clear()

    def part(self) -> None:
        """Silent both ways for longer than the hall keeps a silent connection: it has given up, the kiosk has not."""
        self.silence(TO_KIOSK, TO_HALL)
        for connection in self._connections:
            connection.drop(TO_HALL)

    def mend(self) -> None:
        """Everything arrives again; who holds a connection that the other end gave up is told so now."""
        for carries in self._carries.values():
            carries.set()

    def lose(self, words: bytes, times: int) -> None:
        """The next `times` that these bytes would reach the kiosk, the connection breaks instead."""
        with self._losing:
            self._unlucky, self._left = words, times

    def close(self) -> None:
        """Ends everything."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.mend()
        for connection in self._connections:
            connection.drop(TO_KIOSK, TO_HALL)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                kiosk, _ = self._listener.accept()
                try:
                    connection = _Connection(kiosk, self._far_port)
                except OSError:
                    kiosk.close()
                    continue
                self._connections.append(connection)
                for towards, source in ((TO_KIOSK, TO_HALL), (TO_HALL, TO_KIOSK)):
                    threading.Thread(target=self._carry, args=(connection, source, towards), daemon=True).start()

    def _carry(self, connection: _Connection, source: str, towards: str) -> None:
        with suppress(OSError):
            while data := connection.ends[source].recv(65536):
                self._carries[towards].wait()
                if towards == TO_KIOSK and self._is_lost(data):
                    break
                connection.ends[towards].sendall(data)
        self._carries[towards].wait()
        connection.drop(TO_KIOSK, TO_HALL)

    def _is_lost(self, data: bytes) -> bool:
        with self._losing:
            lost = self._left > 0 and self._unlucky in data
            self._left -= lost
            self.lost += lost
        return lost
