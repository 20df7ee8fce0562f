"""A lamp at a window: green when it is open, blinking while it calls, red when it is closed or paused."""

import threading

from devices.agent.machine import UNKNOWN, Condition
from devices.bus import Member
from devices.lamp.lamp import Glow, Lamp
from devices.link import LinkState
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.plan import Device


class LampAtWindow:
    """One lamp on a thread of its own; see `Machine`."""

    def __init__(self, device: Device, lamp: Lamp) -> None:
        self.device = device
        self.member: Member | None = None
        self._lamp = lamp
        self._wake = threading.Event()
        self._leaving = False
        self._thread = threading.Thread(target=self._keep, name=device.id, daemon=True)
        self._thread.start()

    def show(self, board: WindowBoard) -> None:
        if board.call is not None:
            self._lamp.want(green=Glow.ON if board.serving else Glow.BLINK)
        elif board.state == "open":
            self._lamp.want(green=Glow.ON)
        else:
            self._lamp.want(red=Glow.ON)
        self._wake.set()

    def show_hall(self, board: HallBoard) -> None:
        """A window's lamp shows only what its window does."""

    def condition(self) -> Condition:
        match self._lamp.health.link:
            case LinkState.ERROR:
                return Condition("broken", "指示灯的控制口用不了", "请检查指示灯控制板，或大厅配置里的线号")
            case LinkState.READY | LinkState.BUSY:
                return Condition("unknown", "指示灯不回话，只知道控制口通", "请看一眼灯亮不亮")
            case _:
                return UNKNOWN

    def close(self) -> None:
        self._leaving = True
        self._wake.set()
        self._thread.join(5.0)
        self._lamp.close()

    def _keep(self) -> None:
        while not self._leaving:
            self._wake.clear()
            self._wake.wait(self._lamp.tick())
