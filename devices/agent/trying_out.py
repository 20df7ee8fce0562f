"""A self-test of the agent's machines while they work: boards show a pattern, modules speak, how each is is told."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from devices.agent.floor import Floor
from devices.agent.machine import Condition
from devices.registry import DRIVERS
from queue_server.contract.plan import Device
from queue_server.contract.selftest import Finding, SelfTest
from queue_server.release import version

SHOWN_S = 5.0
"""How long the pattern stands; a call that comes meanwhile is shown at once."""
MACHINES = {(driver.kind, driver.name): driver.machine for driver in DRIVERS}


class TryingOut:
    """`begin` from any thread; `look` now and then on the thread that the floor belongs to.

    Args:
        client: the agent's name on the wire.
        report: takes the whole when it is over.
        clock: rising seconds.
    """

    def __init__(
        self,
        floor: Floor,
        client: str,
        report: Callable[[SelfTest], None],
        *,
        shown_s: float = SHOWN_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._floor, self._client, self._report = floor, client, report
        self._shown_s, self._clock = shown_s, clock
        self._wanted = threading.Event()
        self._until: float | None = None

    def begin(self) -> None:
        """The machines are tried out soon; while they are, nothing more is begun."""
        self._wanted.set()

    def look(self) -> None:
        """Begins what is wanted, and ends what has been shown long enough."""
        if self._until is not None:
            if self._clock() < self._until:
                return
            self._until = None
            self._wanted.clear()
            self._floor.show_again()
            findings = tuple(_finding(device, condition) for device, condition in self._floor.conditions())
            self._report(SelfTest(client=self._client, at=datetime.now(UTC), version=version(), findings=findings))
        elif self._wanted.is_set():
            self._floor.show_pattern()
            self._until = self._clock() + self._shown_s


def _finding(device: Device, condition: Condition) -> Finding:
    """What never answers is well as far as anybody can know; of what nothing is known at all somebody should look."""
    check = f"{MACHINES.get((device.kind, device.driver), device.kind)} {device.id}"
    match condition.state:
        case "ok":
            return Finding(check=check, state="ok", words="正常")
        case "unknown" if condition.reason:
            return Finding(check=check, state="ok", words=condition.reason, remedy=condition.remedy)
        case "unknown":
            return Finding(
                check=check, state="attention", words="还没有消息", remedy="请检查它的电源和数据线，再检查一次"
            )
        case _:
            return Finding(check=check, state=condition.state, words=condition.reason, remedy=condition.remedy)
