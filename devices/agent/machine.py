"""What the agent does with one device, whatever its kind."""

from datetime import UTC, datetime
from typing import Literal, Protocol

import msgspec

from devices.bus import Member
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Device


class Condition(msgspec.Struct, frozen=True):
    """How a device is, in plain Chinese: `reason` what is wrong, `remedy` what a person at it can do."""

    state: Literal["ok", "attention", "broken", "unknown"]
    reason: str = ""
    remedy: str = ""


UNKNOWN = Condition("unknown")
OK = Condition("ok")


class Machine(Protocol):
    """One device of the plan at work; its methods return at once and may be called from any thread."""

    @property
    def device(self) -> Device: ...

    @property
    def member(self) -> Member | None:
        """Its part on the line at `device.port`; None where it has no line or could not be bound."""
        ...

    def show(self, board: WindowBoard) -> None:
        """Its window's newest board."""
        ...

    def show_hall(self, board: HallBoard) -> None:
        """The hall's newest board."""
        ...

    def condition(self) -> Condition:
        """How it is now."""
        ...

    def close(self) -> None:
        """Let go of what is not its line's."""
        ...


class Unbound:
    """A device that is bound wrongly: it does nothing but say so, and delays no other."""

    def __init__(self, device: Device, why: str) -> None:
        self.device = device
        self.member: Member | None = None
        self._condition = Condition("broken", f"配置不对：{why}", "请改大厅配置 hall.toml 里这台设备")

    def show(self, board: WindowBoard) -> None:
        """Nothing can be shown."""

    def show_hall(self, board: HallBoard) -> None:
        """Nothing can be shown."""

    def condition(self) -> Condition:
        return self._condition

    def close(self) -> None:
        """Nothing is open."""


class Watched:
    """The last condition of a machine, with the time since when."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self.health = self._told(UNKNOWN)

    def changed(self) -> bool:
        """Look again; True when there is something new to tell."""
        now = self._machine.condition()
        if (now.state, now.reason) == (self.health.state, self.health.reason):
            return False
        self.health = self._told(now)
        return True

    def _told(self, condition: Condition) -> DeviceHealth:
        return DeviceHealth(
            device=self._machine.device.id,
            state=condition.state,
            reason=condition.reason,
            remedy=condition.remedy,
            since=datetime.now(UTC),
        )
