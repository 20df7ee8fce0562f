"""How the kiosk's machines are, told to the hall whole whenever one of them changes."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from devices.link import LinkState
from kiosk.troubles import health
from queue_server.contract.messages import DeviceHealth, Health


class KioskHealth:
    """Collects what the threads of the machines say; `report` sends it and is called by whoever said something new."""

    def __init__(self, kiosk: str, report: Callable[[Health], None]) -> None:
        self._kiosk = kiosk
        self._report = report
        self._lock = threading.Lock()
        self._devices: dict[str, DeviceHealth] = {}

    def printer(self, device: str, trouble: str) -> None:
        """The printer's trouble came or went."""
        self.tell(health(device, trouble, datetime.now(UTC)))

    def reader(self, device: str, link: LinkState) -> None:
        """The reader's line opened or broke."""
        now = datetime.now(UTC)
        match link:
            case LinkState.ERROR:
                reason, remedy = "条码阅读器没有连上", "请检查阅读器的数据线"
                self.tell(DeviceHealth(device=device, state="broken", reason=reason, remedy=remedy, since=now))
            case LinkState.READY | LinkState.BUSY:
                self.tell(DeviceHealth(device=device, state="ok", since=now))
            case _:
                self.tell(DeviceHealth(device=device, state="unknown", since=now))

    def tell(self, news: DeviceHealth) -> None:
        """How one machine is now."""
        with self._lock:
            self._devices[news.device] = news
            self._report(Health(client=self._kiosk, devices=tuple(self._devices.values())))

    def machines(self) -> tuple[DeviceHealth, ...]:
        """What is known of each; from any thread."""
        with self._lock:
            return tuple(self._devices.values())
