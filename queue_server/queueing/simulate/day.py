"""One simulated day: visitors come, clerks call, serve, pause and eat, and every step is decided by the real core."""

import heapq
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from queue_server.contract import commands
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, Refused, TicketCalled, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.queueing.apply import apply
from queue_server.queueing.decide import decide
from queue_server.queueing.events import Event
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import seconds
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import Visitor
from queue_server.queueing.ticking import Tick

LATEST_S = 24 * 3600 - 60
"""Nobody is called later: the hall-day ends at midnight."""

Record = Callable[[Event, datetime], None]
"""Is given every event right after it was applied."""

Look = Callable[[HallState, str, float], None]
"""Sees the hall right after the ticket of that number was taken, so many seconds after midnight."""


@dataclass(slots=True)
class Visit:
    """What became of a ticket; seconds after midnight, -1 for never."""

    number: str
    service: str
    priority: str
    booked: bool
    taken: float
    called: float = -1.0
    ended: float = -1.0
    window: int = 0
    clerk: str = ""
    came: bool = False
    returned: bool = False


@dataclass(slots=True)
class SimulatedDay:
    """A day that is over: its visits in order of taking, the hall as it ended, and how many commands it took."""

    date: datetime
    visits: list[Visit] = field(default_factory=list)
    hall: HallState | None = None
    commands: int = 0


def run_day(
    plan: Plan,
    truth: Truth,
    visitors: Sequence[Visitor],
    rng: np.random.Generator,
    *,
    date: datetime,
    closed: Sequence[int] = (),
    look: Look | None = None,
    record: Record | None = None,
    state: HallState | None = None,
) -> SimulatedDay:
    """Runs the day that begins at local midnight `date` (aware) to its end, with the windows in `closed` not open.

    `look` sees the hall after every taking, `record` every event; `state` is a hall that the day before has left.
    """
    hall = state or HallState(plan, b"simulated")
    return _Run(hall, truth, visitors, rng, date, closed=frozenset(closed), look=look, record=record).run()


class _Run:
    def __init__(
        self,
        hall: HallState,
        truth: Truth,
        visitors: Sequence[Visitor],
        rng: np.random.Generator,
        date: datetime,
        *,
        closed: frozenset[int],
        look: Look | None,
        record: Record | None,
    ) -> None:
        self._hall, self._plan, self._truth, self._rng = hall, hall.plan, truth, rng
        self._visitors, self._look, self._record = visitors, look, record
        self._matter = {matter.service: matter.code for matter in reversed(self._plan.matter)}
        self._day = SimulatedDay(date, hall=self._hall)
        self._now = 0.0
        self._order = itertools.count()
        self._agenda: list[tuple[float, int, Callable[[], object]]] = []
        self._who: dict[str, tuple[Visitor, Visit]] = {}
        self._clerk = {w.number: w.clerks[0] for w in self._plan.window if w.number not in closed}
        self._away: dict[int, list[tuple[float, float]]] = {number: [] for number in self._clerk}
        self._idle: set[int] = set()

    def run(self) -> SimulatedDay:
        self._do(Tick())
        opens = {start for service in self._plan.service for span in self._plan.hours_of(service) for start in span}
        for clock in opens:
            self._at(min(seconds(clock), LATEST_S), lambda: self._do(Tick()))
        start = min(seconds(span[0]) for span in self._plan.hall.hours)
        end = max(seconds(span[1]) for span in self._plan.hall.hours)
        for window in self._plan.window:
            if window.number in self._clerk:
                self._at(start, lambda number=window.number: self._open(number))  # type: ignore[misc]
                self._plan_absences(window.number, start, end)
        for visitor in self._visitors:
            self._at(visitor.at, lambda visitor=visitor: self._take(visitor))  # type: ignore[misc]
        while self._agenda:
            self._now, _, step = heapq.heappop(self._agenda)
            if self._now > LATEST_S:
                break
            step()
        return self._day

    def _plan_absences(self, number: int, start: float, end: float) -> None:
        spans = [(seconds(a), seconds(b)) for a, b in self._plan.windows[number].breaks]
        for _ in range(self._rng.poisson(self._truth.pauses)):
            begin = float(self._rng.uniform(start, end))
            spans.append((begin, begin + float(self._rng.exponential(self._truth.pause_s))))
        self._away[number] = sorted(spans)
        for begin, _ in spans:
            self._at(begin, lambda: self._leave(number))

    def _at(self, moment: float, step: Callable[[], object]) -> None:
        heapq.heappush(self._agenda, (moment, next(self._order), step))

    def _do(self, command: commands.AnyCommand | Tick) -> AnyOutcome:
        now = self._day.date + timedelta(seconds=self._now)
        decision = decide(self._hall, command, now)
        self._day.commands += 1
        if isinstance(decision, Refused):
            return decision
        for event in decision.events:
            apply(self._hall, event, now)
            if self._record is not None:
                self._record(event, now)
        return decision.outcome(self._hall)

    def _take(self, visitor: Visitor) -> None:
        slot = None if visitor.slot is None else self._day.date + timedelta(seconds=visitor.slot)
        issued = self._do(
            commands.TakeTicket(matter=self._matter[visitor.service], priority=visitor.priority, slot=slot)
        )
        if not isinstance(issued, TicketIssued):
            return
        number = issued.ticket.number
        visit = Visit(number, visitor.service, visitor.priority, slot is not None, self._now)
        self._who[number] = (visitor, visit)
        self._day.visits.append(visit)
        if self._look is not None:
            self._look(self._hall, number, self._now)
        self._wake(visitor.service)

    def _wake(self, service: str) -> None:
        for window in self._plan.services[service].windows:
            if window in self._idle:
                self._call(window)
                if not self._hall.queue(service):
                    break

    def _open(self, window: int) -> None:
        self._do(commands.OpenWindow(window=window, clerk=self._clerk[window]))
        self._idle.add(window)
        self._call(window)

    def _leave(self, window: int) -> None:
        """The clerk goes for a break that is due, once nobody is in front."""
        due = [span for span in self._away[window] if span[0] <= self._now]
        if not due or window not in self._idle:
            return
        self._away[window] = [span for span in self._away[window] if span[0] > self._now]
        self._idle.discard(window)
        self._do(commands.PauseWindow(window=window, clerk=self._clerk[window]))
        length = max(end - max(begin, self._now - 600) for begin, end in due)
        self._at(self._now + max(60.0, length), lambda: self._open(window))

    def _call(self, window: int) -> None:
        """The window calls whoever is next, when it is free and its clerk is there."""
        self._idle.add(window)
        self._leave(window)
        if window not in self._idle:
            return
        clerk = self._clerk[window]
        called = self._pick(window, clerk) or self._do(commands.CallNext(window=window, clerk=clerk))
        if not isinstance(called, TicketCalled):
            return
        self._idle.discard(window)
        visitor, visit = self._who[called.ticket.number]
        if visit.called < 0:
            visit.called = self._now
        visit.window, visit.clerk = window, clerk
        if visitor.comes or visit.returned:
            work = visitor.work_s * self._truth.speed.get(clerk, 1.0)
            self._at(self._now + visitor.walk_s, lambda: self._start(window, visit, work, visitor.handover_s))
        else:
            wait = self._truth.patience_s * (0.6 + 0.8 * visitor.chance)
            self._at(self._now + wait, lambda: self._miss(window, visitor, visit))

    def _pick(self, window: int, clerk: str) -> AnyOutcome | None:
        """Now and then a clerk calls somebody else than the rule says."""
        if not self._truth.picks or self._rng.random() >= self._truth.picks:
            return None
        waiting = [number for service in self._plan.services_of(window) for number in self._hall.queue(service.prefix)]
        if not waiting:
            return None
        number = waiting[int(self._rng.integers(len(waiting)))]
        return self._do(commands.CallTicket(window=window, clerk=clerk, number=number))

    def _start(self, window: int, visit: Visit, work: float, handover_s: float) -> None:
        visit.came = True
        self._do(commands.StartService(window=window, clerk=self._clerk[window]))
        self._at(self._now + work, lambda: self._complete(window, visit, handover_s))

    def _complete(self, window: int, visit: Visit, handover_s: float) -> None:
        visit.ended = self._now
        self._do(commands.CompleteTicket(window=window, clerk=self._clerk[window]))
        self._at(self._now + handover_s, lambda: self._call(window))

    def _miss(self, window: int, visitor: Visitor, visit: Visit) -> None:
        visit.ended = self._now
        self._do(commands.MarkMissed(window=window, clerk=self._clerk[window]))
        if visitor.back_after_s:
            self._at(self._now + visitor.back_after_s, lambda: self._back(visit))
        self._call(window)

    def _back(self, visit: Visit) -> None:
        live = self._hall.tickets.get(visit.number)
        if live is None or live.state is not TicketState.MISSED:
            return
        visit.returned = True
        self._do(commands.BringBack(number=visit.number))
        self._wake(visit.service)
