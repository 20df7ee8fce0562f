"""A simulated serial line with one or more machines on it: everybody hears what the host says."""

import threading
from pathlib import Path
from typing import Protocol

from devices.simulator.port import port_at
from devices.simulator.udp_port import UdpPort


class OnTheLine(Protocol):
    """A machine on a shared line."""

    def hear(self, received: bytes) -> None:
        """Bytes from the host, for whatever machine they are meant; called on the line's thread."""
        ...


class SimulatedLine:
    """One port and its machines: a terminal behind `path`, or a network port of this computer where it is None.

    A machine alone on its line can have the whole cable pulled, others cannot.
    """

    def __init__(self, path: Path | None = None, *, datagrams: bool = False) -> None:
        self._machines: list[OnTheLine] = []
        self._lock = threading.Lock()
        self._users = 0
        self._port = UdpPort(self._on_bytes) if datagrams else port_at(path, self._on_bytes)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def shared(self) -> bool:
        """True when several machines are on the line."""
        return len(self._machines) > 1

    def attach(self, machine: OnTheLine) -> None:
        with self._lock:
            self._machines.append(machine)
            self._users += 1

    def send(self, content: bytes) -> bool:
        """Say something to the host; False when nobody takes it."""
        return self._port.send(content)

    def unplug(self) -> None:
        self._port.unplug()

    def plug(self) -> None:
        self._port.plug()

    def hold(self, holding: bool) -> None:
        """The converter hangs: nothing is read."""
        self._port.hold(holding)

    def leave(self) -> None:
        """One machine is gone; the last one closes the line."""
        with self._lock:
            self._users -= 1
            last = self._users == 0
        if last:
            self._port.close()

    def _on_bytes(self, content: bytes) -> None:
        for machine in tuple(self._machines):
            machine.hear(content)
