"""The one writer of a line: takes its members' tasks in turn, keeps the silences, listens in between."""

import math
import os
import select
import threading
import time
from collections.abc import Callable, Sequence

from devices.bus.exchange import Exchange, Verdict
from devices.bus.member import Member, Task
from devices.errors import DeviceOfflineError
from devices.link import Link, LinkState
from devices.transport import Transport

LONGEST_SLEEP_S = 5.0
AGAIN_PAUSE_S = 0.1
"""Before something is said again that a machine was too busy for."""
READ_STEP_S = 0.25
"""How long one look for an answer takes at most, so that `close` is quick."""


class Bus:
    """One line and the machines on it. `start` gives it a thread; without one, `turn` does the same by hand.

    Urgent tasks go first, the longest wanted before the others, so nobody starves; then what looks after machines,
    likewise. A machine that stays silent waits by itself and delays the others by no more than its answer's timeout.

    Args:
        byte_s: seconds that one byte takes on the line (bits per byte / baud); 0 for networks. A write returns when
            the system has taken the bytes, so the line is known to be free only by this.
        clock, pause: injected by tests.
    """

    def __init__(
        self,
        transport: Transport,
        members: Sequence[Member],
        *,
        name: str = "",
        byte_s: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._wire = transport
        self._members = tuple(members)
        self._byte_s = byte_s
        self._clock = clock
        self._pause = pause
        self._link = Link(transport, name or transport.address, clock)
        self._free_at = float("-inf")
        self._leaving = False
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)
        for member in self._members:
            member.joined(self.wake)
        self._thread = threading.Thread(target=self._run, name=f"bus {transport.address}", daemon=True)

    @property
    def state(self) -> LinkState:
        """Of the line itself."""
        return self._link.state

    def start(self) -> None:
        """Begins to serve the line."""
        self._thread.start()

    def wake(self) -> None:
        """A member has something new to say; may be called from any thread and at any time."""
        try:
            os.write(self._wake_write, b"w")
        except (BlockingIOError, OSError):  # a full pipe wakes as well, a closed one needs not
            return

    def close(self) -> None:
        """Ends after the exchange in work; signs keep what they show."""
        self._leaving = True
        self.wake()
        if self._thread.is_alive():
            self._thread.join(10.0)
        self._link.close()
        for end in (self._wake_read, self._wake_write):
            os.close(end)

    def turn(self, patience_s: float = 0.0) -> bool:
        """Do one thing: open the line, or one member's task, or listen until something happens or is due.

        Args:
            patience_s: how long to listen at most when nothing is due.

        Returns:
            True when a task was done or tried.
        """
        now = self._clock()
        if self._link.state not in (LinkState.READY, LinkState.BUSY):
            return self._open(now, patience_s)
        chosen = self._chosen(now)
        try:
            if chosen is None:
                self._listen(min(patience_s, self._quiet_s(now)))
                return False
            member, task = chosen
            verdict = self._say(task.exchange)
        except DeviceOfflineError as error:
            self._went_down(error)
            return False
        now = self._clock()
        if verdict is None:
            member.silent(task, DeviceOfflineError(f"{member.name} at {self._wire.address} does not answer"), now)
        else:
            member.answered(task, verdict, now)
        return True

    def _run(self) -> None:
        while not self._leaving:
            self.turn(LONGEST_SLEEP_S)

    def _open(self, now: float, patience_s: float) -> bool:
        wait_s = self._link.retry_in_s
        if wait_s > 0:
            self._sleep(min(patience_s, wait_s))
            return False
        try:
            self._link.open()
        except DeviceOfflineError as error:
            for member in self._members:
                member.line_down(error, now)
            return True
        for member in self._members:
            member.line_up(self._clock())
        return True

    def _went_down(self, error: DeviceOfflineError) -> None:
        now = self._clock()
        for member in self._members:
            member.line_down(error, now)

    def _chosen(self, now: float) -> tuple[Member, Task] | None:
        asked = [(member, task) for member in self._members if (task := member.task(now)) is not None]
        return min(asked, key=lambda pair: (not pair[1].urgent, pair[1].wanted_at), default=None)

    def _quiet_s(self, now: float) -> float:
        return max(0.0, min((member.due_in_s(now) for member in self._members), default=math.inf))

    def _say(self, exchange: Exchange) -> Verdict | None:
        """The answer; None when none came. What else arrives meanwhile is handed round."""
        verdict: Verdict | None = None
        for _ in range(exchange.tries):
            self._keep_silence()
            with self._link.exchange() as wire:
                self._hand_round(wire.read(0))
                said_at = self._write(wire, exchange)
                self._free_at = said_at + exchange.gap_s
                if exchange.listen is None:
                    return Verdict()
                verdict = self._answer(wire, exchange, said_at)
            if verdict is not None:
                if not verdict.again:
                    return verdict
                self._pause(AGAIN_PAUSE_S)
        return verdict

    def _write(self, wire: Transport, exchange: Exchange) -> float:
        """Returns when the last byte will have left."""
        begin = 0
        for end, pause_s in exchange.pauses:
            wire.write(exchange.content[begin:end])
            self._pause((end - begin) * self._byte_s + pause_s)
            begin = end
        started_at = self._clock()
        wire.write(exchange.content[begin:])
        return started_at + (len(exchange.content) - begin) * self._byte_s

    def _answer(self, wire: Transport, exchange: Exchange, said_at: float) -> Verdict | None:
        assert exchange.listen is not None
        listener = exchange.listen()
        deadline = time.monotonic() + max(0.0, said_at - self._clock()) + exchange.answer_timeout_s
        while (left_s := deadline - time.monotonic()) > 0 and not self._leaving:
            received = wire.read(min(left_s, READ_STEP_S))
            self._hand_round(received)
            verdict = listener.feed(received) if received else None
            if verdict is not None:
                return verdict
        return None

    def _keep_silence(self) -> None:
        wait_s = self._free_at - self._clock()
        if wait_s > 0:
            self._pause(wait_s)

    def _listen(self, patience_s: float) -> None:
        self._sleep(patience_s)
        with self._link.exchange() as wire:
            self._hand_round(wire.read(0))

    def _hand_round(self, received: bytes) -> None:
        if received:
            now = self._clock()
            for member in self._members:
                member.hear(received, now)

    def _sleep(self, patience_s: float) -> None:
        """Until something arrives, somebody wakes the bus, or the time is over."""
        watched = [self._wake_read]
        if self._wire.descriptor is not None:
            watched.append(self._wire.descriptor)
        ready, _, _ = select.select(watched, [], [], patience_s)
        if self._wake_read in ready:
            os.read(self._wake_read, 4096)
