"""What every wire can do; drivers know only this."""

from typing import Protocol


class Transport(Protocol):
    """A wire to one machine. Used by one thread at a time; every call ends within its timeout.

    All failures of the operating system (missing port, unplugged cable, refused connection, no progress while
    writing) are raised as `DeviceOfflineError`; a wire that raised is closed by its owner and may be opened again.
    """

    @property
    def address(self) -> str:
        """Where the wire leads, for messages: a path or `host:port`."""
        ...

    @property
    def descriptor(self) -> int | None:
        """What `select` may wait on for arriving bytes; None while closed and where none can arrive."""
        ...

    def open(self) -> None:
        """Open the wire; opening an open wire does nothing."""
        ...

    def close(self) -> None:
        """Close the wire without waiting for unsent bytes; closing a closed wire does nothing."""
        ...

    def write(self, content: bytes) -> None:
        """Hand over all bytes; on failure the error's `written` counts those the wire had accepted."""
        ...

    def read(self, timeout_s: float) -> bytes:
        """Return what has arrived, waiting at most `timeout_s` for the first byte; empty when nothing came."""
        ...
