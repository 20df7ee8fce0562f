"""A simulated network socket: a port on this computer that can be unplugged and plugged in again under one address."""

import contextlib
import os
import select
import socket
import struct
import threading
from collections.abc import Callable

READ_BYTES = 4096
RESET_ON_CLOSE = struct.pack("ii", 1, 0)
HOST = "127.0.0.1"


class TcpPort:
    """Like `PtyPort`, with `127.0.0.1:port` as its path; reads in its own thread and gives every piece to `on_bytes`.

    One client at a time, as print servers and sign cards have it: the next one waits until the first is gone.
    Unplugging resets the connection and refuses new ones; the port number stays taken, so that the same address works
    after plugging in.
    """

    def __init__(self, on_bytes: Callable[[bytes], None], *, port: int = 0) -> None:
        self._on_bytes = on_bytes
        self._lock = threading.Lock()
        self._listener = _bound(port)
        self._port: int = self._listener.getsockname()[1]
        self._client: socket.socket | None = None
        self._plugged = False
        self._reading = True
        self._closed = False
        self._wake_read, self._wake_write = os.pipe()
        self.plug()
        self._thread = threading.Thread(target=self._run, name=f"simulator {self.path}", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return f"{HOST}:{self._port}"

    @property
    def plugged(self) -> bool:
        return self._plugged

    def plug(self) -> None:
        """Take connections again; does nothing when plugged."""
        with self._lock:
            if not self._plugged:
                self._listener.listen()
                self._plugged = True
        self._wake()

    def unplug(self) -> None:
        """Reset the connection and refuse new ones until `plug`."""
        with self._lock:
            if not self._plugged:
                return
            self._plugged = False
            # Shut down first: the thread may be selecting on both, and that ends its waiting.
            _shut(self._listener)
            self._listener.close()
            self._listener = _bound(self._port)
            client, self._client = self._client, None
            if client is not None:
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                client.close()
        self._wake()

    def hold(self, holding: bool) -> None:
        """Stop reading (a machine that hangs) or go on."""
        self._reading = not holding
        self._wake()

    def send(self, content: bytes) -> bool:
        """Send to the driver; False when nobody is connected or it takes no more."""
        with self._lock:
            if self._client is None:
                return False
            with contextlib.suppress(OSError):
                return self._client.send(content) == len(content)
            return False

    def close(self) -> None:
        """Unplug, end the thread and give the port back; the second time does nothing."""
        if self._closed:
            return
        self.unplug()
        self._closed = True
        self._wake()
        self._thread.join(5)
        self._listener.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _wake(self) -> None:
        os.write(self._wake_write, b"w")

    def _run(self) -> None:
        while not self._closed:
            with self._lock:
                ready = self._watched()
                watched = [self._wake_read, *([] if ready is None else [ready.fileno()])]
            try:
                readable, _, _ = select.select(watched, [], [])
            except OSError:
                # The cable was pulled just now.
                continue
            if self._wake_read in readable:
                os.read(self._wake_read, READ_BYTES)
            elif ready is not None:
                content = self._take(ready)
                if content:
                    self._on_bytes(content)

    def _watched(self) -> socket.socket | None:
        if not self._plugged:
            return None
        if self._client is None:
            return self._listener
        return self._client if self._reading else None

    def _take(self, ready: socket.socket) -> bytes:
        """Accept a client, or read from it; a client that has gone makes room for the next."""
        with self._lock:
            if ready is not self._watched():
                return b""
            if ready is self._listener:
                with contextlib.suppress(OSError):
                    self._client, _ = self._listener.accept()
                    self._client.setblocking(False)
                    self._client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return b""
            try:
                content = ready.recv(READ_BYTES)
            except BlockingIOError:
                return b""
            except OSError:
                content = b""
            if not content:
                ready.close()
                self._client = None
            return content


def _bound(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.setblocking(False)
    return listener


def _shut(listener: socket.socket) -> None:
    with contextlib.suppress(OSError):
        listener.shutdown(socket.SHUT_RDWR)
