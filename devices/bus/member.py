"""One machine on a line, as its bus sees it."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from devices.bus.exchange import Exchange, Verdict
from devices.errors import DeviceOfflineError


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What a member wants to say next.

    Attributes:
        wanted_at: since when, on the bus's clock. The longest wanted urgent one goes first.
        urgent: somebody waits for it (a call, an acknowledgement); looking after a machine is not urgent.
    """

    exchange: Exchange
    wanted_at: float
    urgent: bool = True


class Member(Protocol):
    """Called on the bus's thread only, except where a driver says so of its own methods. Never blocks, never raises."""

    @property
    def name(self) -> str:
        """The machine's id, for logs."""
        ...

    def joined(self, wake: Callable[[], None]) -> None:
        """The machine is on a bus now; `wake` makes it ask for tasks at once and may be called from any thread."""
        ...

    def task(self, now: float) -> Task | None:
        """The most pressing thing to say at `now`, None for nothing; asked again before every exchange."""
        ...

    def due_in_s(self, now: float) -> float:
        """Seconds until `task` has something to say if nothing happens before; infinity for never."""
        ...

    def answered(self, task: Task, verdict: Verdict, now: float) -> None:
        """The task was done: `verdict` is the answer, or `Verdict()` where none is expected."""
        ...

    def silent(self, task: Task, error: DeviceOfflineError, now: float) -> None:
        """The task was said `tries` times and nothing came back."""
        ...

    def line_down(self, error: DeviceOfflineError, now: float) -> None:
        """The line itself broke or cannot be opened; told at each failure."""
        ...

    def line_up(self, now: float) -> None:
        """The line was opened: what volatile machines show may be gone."""
        ...

    def hear(self, received: bytes, now: float) -> None:
        """Bytes that arrived at any time, meant for this machine or not."""
        ...
