"""Machines that somebody else looks after all the time: what that one says of each."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.selftest.plugs import plug_of
from kiosk.selftest.running import Doing, Steps
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device
from queue_server.contract.selftest import Finding

SETTLE_S = 4.0
"""A machine that was only just begun to be looked after is waited for so long."""
LOOK_S = 0.1


@dataclass(frozen=True)
class Watched:
    """One machine of the plan; `told` gives what is known now of all, and may be called from any thread."""

    device: Device
    kind: str
    told: Callable[[], tuple[DeviceHealth, ...]]
    settle_s: float = SETTLE_S

    @property
    def name(self) -> str:
        return f"{self.kind} {self.device.id}"

    def look(self) -> Steps:
        until = time.monotonic() + self.settle_s
        while (known := self._known()) is None and time.monotonic() < until:
            yield Doing(self.name)
            time.sleep(LOOK_S)
        yield self._finding(known)

    def _known(self) -> DeviceHealth | None:
        """None while nothing at all is known of it."""
        told = next((one for one in self.told() if one.device == self.device.id), None)
        return None if told is None or (told.state == "unknown" and not told.reason) else told

    def _finding(self, known: DeviceHealth | None) -> Finding:
        plug = plug_of(self.device.port)
        if known is None:
            return Finding(
                check=self.name,
                state="attention",
                words="还没有消息",
                remedy="请检查它的电源和数据线，再检查一次",
                picture=plug,
            )
        match known.state:
            case "ok":
                return Finding(check=self.name, state="ok", words="正常")
            case "unknown":  # of a machine that never answers no more can be known
                return Finding(check=self.name, state="ok", words=known.reason, remedy=known.remedy)
        return Finding(check=self.name, state=known.state, words=known.reason, remedy=known.remedy, picture=plug)
