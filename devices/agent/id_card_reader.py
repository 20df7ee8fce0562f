"""A reader of ID cards at the agent: only how it is; no card is read where nobody asked a visitor for one."""

import contextlib
import threading

from devices.agent.machine import OK, UNKNOWN, Condition
from devices.bus import Member
from devices.errors import DeviceError
from devices.id_card.sam_reader import SamReader
from devices.link import LinkState
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.plan import Device

LOOK_S = 2.0


class IdCardReader:
    """One reader, asked on a thread of its own whether it is ready; see `Machine`."""

    def __init__(self, device: Device, reader: SamReader) -> None:
        self.device = device
        self.member: Member | None = None
        self._reader = reader
        self._leave = threading.Event()
        self._thread = threading.Thread(target=self._look, name=device.id, daemon=True)
        self._thread.start()

    def show(self, board: WindowBoard) -> None:
        """It shows nothing."""

    def show_hall(self, board: HallBoard) -> None:
        """It shows nothing."""

    def condition(self) -> Condition:
        health = self._reader.health
        match health.link:
            case LinkState.ERROR:
                return Condition("broken", "身份证阅读器没有应答", "请检查阅读器的电源和数据线")
            case LinkState.READY | LinkState.BUSY if health.ready is False:
                return Condition("attention", "身份证阅读器的安全模块没有准备好", "请给阅读器断电再通电；还不行就送修")
            case LinkState.READY | LinkState.BUSY if health.ready:
                return OK
            case _:
                return UNKNOWN

    def close(self) -> None:
        self._leave.set()
        self._thread.join(10.0)

    def _look(self) -> None:
        while not self._leave.is_set():
            with contextlib.suppress(DeviceError):  # its health says it
                self._reader.probe()
            self._leave.wait(LOOK_S)
        self._reader.close()
