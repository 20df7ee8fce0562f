"""Keeps one window's LED strip at what its board says, on a thread of its own so that a dead strip delays nobody."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from devices.agent.board_text import board_text
from devices.errors import TextRefusedError
from devices.led import OnbonSign
from devices.link import LinkState
from queue_server.contract.boards import WindowBoard
from queue_server.contract.messages import DeviceHealth

TICK_S = 1.0


class SignKeeper:
    """One strip: `show` takes the newest board and returns at once; `changed` hears of every change of health."""

    def __init__(
        self,
        device: str,
        sign: OnbonSign,
        service_names: Sequence[str],
        columns: int,
        changed: Callable[[DeviceHealth], None],
    ) -> None:
        self._device = device
        self._sign = sign
        self._service_names = service_names
        self._columns = columns
        self._changed = changed
        self._health = DeviceHealth(device=device, state="unknown", since=datetime.now(UTC))
        self._wake = threading.Event()
        self._leaving = False
        self._thread = threading.Thread(target=self._keep, name=device, daemon=True)

    def start(self) -> None:
        """Begins to look after the strip."""
        self._thread.start()

    def show(self, board: WindowBoard) -> None:
        """The strip is to say this from now on."""
        try:
            self._sign.want(board_text(board, self._service_names, self._columns))
        except TextRefusedError:  # a name with a character that the strip's font lacks
            self._sign.want(board_text(board, (), self._columns))
        self._wake.set()

    def close(self) -> None:
        """Lets go of the strip, which keeps its text."""
        self._leaving = True
        self._wake.set()
        self._thread.join(timeout=5.0)
        self._sign.close()

    def _keep(self) -> None:
        while not self._leaving:
            self._wake.clear()
            self._tell(self._sign.tick().link)
            self._wake.wait(TICK_S)

    def _tell(self, link: LinkState) -> None:
        health = self._judged(link)
        if (health.state, health.reason) != (self._health.state, self._health.reason):
            self._health = health
            self._changed(health)

    def _judged(self, link: LinkState) -> DeviceHealth:
        now, why = datetime.now(UTC), self._sign.health.why
        match link:
            case LinkState.ERROR:
                reason, remedy = "窗口屏没有应答", "请检查窗口屏的电源和数据线"
                return DeviceHealth(device=self._device, state="broken", reason=reason, remedy=remedy, since=now)
            case LinkState.READY | LinkState.BUSY if why:
                reason, remedy = "窗口屏不接受内容", "请给窗口屏断电再通电；还不行就换卡"
                return DeviceHealth(device=self._device, state="attention", reason=reason, remedy=remedy, since=now)
            case LinkState.READY | LinkState.BUSY:
                return DeviceHealth(device=self._device, state="ok", since=now)
            case _:
                return DeviceHealth(device=self._device, state="unknown", since=now)
