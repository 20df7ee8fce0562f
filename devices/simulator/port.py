"""Where a simulated machine is reached: a pseudo terminal or a network port, one interface for both."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from devices.simulator.pty_port import PtyPort
from devices.simulator.tcp_port import TcpPort

OnBytes = Callable[[bytes], None]


class Port(Protocol):
    """The machine's side of the wire; see `PtyPort` and `TcpPort`."""

    @property
    def path(self) -> str:
        """What the driver opens: a terminal's path or `host:port`; the same before and after unplugging."""
        ...

    @property
    def plugged(self) -> bool: ...

    def plug(self) -> None: ...

    def unplug(self) -> None: ...

    def hold(self, holding: bool) -> None: ...

    def send(self, content: bytes) -> bool: ...

    def close(self) -> None: ...


def port_at(path: Path | None, on_bytes: OnBytes) -> Port:
    """A pseudo terminal behind `path`, or a free network port of this computer where it is None."""
    return TcpPort(on_bytes) if path is None else PtyPort(path, on_bytes)
