"""What systemd is told of a service: that it is ready, and again and again that it is not hung (sd_notify(3))."""

import contextlib
import os
import socket

ALIVE = b"READY=1\nWATCHDOG=1"


class Watchdog:
    """Nobody is told where systemd did not ask. Make it before any child, so that none inherits the asking."""

    def __init__(self) -> None:
        asked = os.environ.pop("NOTIFY_SOCKET", "")
        self._address = f"\0{asked[1:]}" if asked.startswith("@") else asked
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) if asked else None

    def alive(self) -> None:
        """To be said by the very thread that must not hang, more often than the unit's `WatchdogSec`."""
        if self._socket is not None:
            with contextlib.suppress(OSError):  # who does not listen restarts us, or does not mind
                self._socket.sendto(ALIVE, self._address)
