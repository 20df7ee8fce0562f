"""A barcode reader that exists only as bytes, in whatever protocol its machine speaks."""

import threading
from collections.abc import Callable
from pathlib import Path

from devices.simulator.pty_port import PtyPort
from devices.simulator.reader_machines import LineMachine, ReaderMachine
from devices.simulator.simulated import Fault, PictureShot

FAULT_LABELS = {"unplugged": "拔掉数据线"}
MUTE_LABELS = {"silent": "不回答", "frozen": "卡死", "power_cycle": "断电"}


class ReaderSimulator:
    """A reader on a pseudo terminal; `scan` is holding a code before it.

    Without `machine` it sends plain lines and only its cable can break.
    """

    kind = "reader"

    def __init__(self, path: Path, machine: ReaderMachine | None = None, *, suffix: bytes = b"\r") -> None:
        self._machine = machine or LineMachine(suffix=suffix)
        self._labels = FAULT_LABELS | (MUTE_LABELS | machine.faults if machine is not None else {})
        self._lock = threading.RLock()
        self._on: set[str] = set()
        self._port = PtyPort(path, self._hear)
        self._machine.attach(self._say)

    @property
    def path(self) -> str:
        return self._port.path

    @property
    def faults(self) -> tuple[Fault, ...]:
        with self._lock:
            return tuple(Fault(name, label, name in self._on) for name, label in self._labels.items())

    @property
    def triggered(self) -> bool:
        """True while the machine was told to look for a code."""
        with self._lock:
            return self._machine.triggered

    def scan(self, text: str) -> bool:
        """Read one code and send it in UTF-8; False when the machine cannot or nobody takes it."""
        with self._lock:
            if self._on & MUTE_LABELS.keys():
                return False
            return self.send(self._machine.code(text))

    def send(self, content: bytes) -> bool:
        """Send any bytes; False when unplugged or nobody has taken the earlier ones."""
        return self._port.send(content)

    def pictures(self) -> tuple[PictureShot, ...]:
        """A reader shows nothing."""
        return ()

    def set_fault(self, name: str, on: bool) -> None:
        if name not in self._labels:
            raise KeyError(name)
        with self._lock:
            (self._on.add if on else self._on.discard)(name)
            if name == "power_cycle" and on:
                self._machine.lose_power()
        match name:
            case "unplugged" if on:
                self._port.unplug()
            case "unplugged":
                self._port.plug()
            case "frozen":
                self._port.hold(on)

    def close(self) -> None:
        with self._lock:
            self._machine.lose_power()
        self._port.close()

    def _hear(self, received: bytes) -> None:
        with self._lock:
            if not self._on & MUTE_LABELS.keys():
                answer = self._machine.hear(received, frozenset(self._on))
                if answer:
                    self._port.send(answer)

    def _say(self, made: Callable[[], bytes]) -> None:
        with self._lock:
            if not self._on & MUTE_LABELS.keys():
                self._port.send(made())
