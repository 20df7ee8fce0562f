"""A simulated network card that takes datagrams on this computer."""

import contextlib
import socket
import threading
from collections.abc import Callable

DATAGRAM_BYTES = 65536
LOOK_S = 0.1


class UdpPort:
    """Gives every datagram to `on_bytes`, which runs in its thread; unplugged, the address refuses datagrams."""

    def __init__(self, on_bytes: Callable[[bytes], None]) -> None:
        self._on_bytes = on_bytes
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._peer: tuple[str, int] | None = None
        self._number = 0
        self._holding = False
        self._closed = threading.Event()
        self._let_go = threading.Event()
        self.plug()
        self._thread = threading.Thread(target=self._run, name=f"simulator {self.path}", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return f"udp://127.0.0.1:{self._number}"

    @property
    def plugged(self) -> bool:
        return self._socket is not None

    def plug(self) -> None:
        """Listen again at the same port; does nothing when plugged."""
        with self._lock:
            if self._socket is None:
                listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                listening.bind(("127.0.0.1", self._number))
                listening.settimeout(LOOK_S)
                self._number = listening.getsockname()[1]
                self._socket = listening

    def unplug(self) -> None:
        """The card is gone from the network. Not to be called from `on_bytes`."""
        with self._lock:
            listening, self._socket = self._socket, None
        if listening is not None:
            # A socket the thread still waits at would keep taking datagrams after close().
            self._let_go.clear()
            self._let_go.wait(2)
            listening.close()

    def hold(self, holding: bool) -> None:
        """Take nothing from the network, or go on."""
        self._holding = holding

    def send(self, content: bytes) -> bool:
        """Answer whoever sent last; False when nobody did or the card is unplugged."""
        with self._lock, contextlib.suppress(OSError):
            if self._socket is not None and self._peer is not None:
                return self._socket.sendto(content, self._peer) == len(content)
        return False

    def close(self) -> None:
        """Unplug and end the thread; the second time does nothing."""
        self.unplug()
        self._closed.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._closed.is_set():
            self._let_go.set()
            listening = self._socket
            if listening is None or self._holding:
                self._closed.wait(LOOK_S)
                continue
            try:
                content, peer = listening.recvfrom(DATAGRAM_BYTES)
            except OSError:  # nothing came, or it was unplugged
                continue
            self._peer = peer
            self._on_bytes(content)
