"""One simulated hall: taught by some days, asked on others for every few tickets right after they were taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from queue_server.contract.plan import Plan
from queue_server.contract.tickets import TicketState
from queue_server.forecaster.reckoning import expected_minutes, layout_of
from queue_server.queueing import HallState, queues
from queue_server.queueing.forecast import naive
from queue_server.queueing.forecast.foretelling import Span, foretell
from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.past import Floats, Past, PastVisit
from queue_server.queueing.forecast.seen import live_hall
from queue_server.queueing.forecast.teaching import Taught, teach
from queue_server.queueing.simulate import SimulatedDay, Size, Truth, draw_hall, draw_visitors, run_day
from tests.bench.waits.oracle import oracle_of

FIRST_DAY = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
ASKED_A_DAY = 60
WAYS = ("naive A", "naive B", "LES", "HOL", "replay", "oracle")


@dataclass(frozen=True)
class Setting:
    """What is made hard for the forecast: so many days to learn from, a part of the skills in its plan wrong, lunch
    not in its plan, a part of the calls out of turn."""

    name: str = "as planned"
    train: int = 20
    test: int = 20
    wrong_skills: float = 0.0
    unknown_lunch: bool = False
    picks: float = 0.0


@dataclass
class Asked:
    """What every way said and what came true; seconds, one entry per ticket."""

    truth: list[float] = field(default_factory=list)
    said: dict[str, list[float]] = field(default_factory=lambda: {way: [] for way in WAYS})
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)


def measure(size: Size, seed: int, setting: Setting) -> Asked:
    """Runs one hall of `size` drawn with `seed`."""
    rng = np.random.default_rng(seed)
    plan, truth = draw_hall(size, rng)
    truth = _with_picks(truth, setting.picks)
    past = Past.of(_visits(_days(plan, truth, setting.train, 0, rng)))
    believed = _believed(plan, setting, rng)
    taught = teach(past, expected_minutes(believed), layout_of(believed), np.random.default_rng(seed))
    oracle = oracle_of(truth, size.windows)
    means = naive.Means.of(past)
    asker = _Asker(plan, believed, truth, taught, oracle, means, rng)
    for number in range(setting.test):
        asker.ask_day(setting.train + number)
    return asker.asked


def _with_picks(truth: Truth, picks: float) -> Truth:
    fields = {name: getattr(truth, name) for name in Truth.__slots__}
    return Truth(**(fields | {"picks": picks}))


def _days(plan: Plan, truth: Truth, count: int, first: int, rng: np.random.Generator) -> Iterable[SimulatedDay]:
    for number in range(first, first + count):
        yield run_day(plan, truth, draw_visitors(plan, truth, rng), rng, date=FIRST_DAY + timedelta(days=number))


def _visits(days: Iterable[SimulatedDay]) -> Iterable[PastVisit]:
    for day in days:
        for visit in day.visits:
            if visit.called >= 0 and visit.ended >= 0 and not visit.returned:
                yield PastVisit(
                    day=day.date.date().isoformat(),
                    service=visit.service,
                    taken=visit.taken,
                    called=visit.called,
                    ended=visit.ended,
                    window=visit.window,
                    clerk=visit.clerk,
                    came=visit.came,
                )


def _believed(plan: Plan, setting: Setting, rng: np.random.Generator) -> Plan:
    """The plan as the forecast has it: with the setting's mistakes."""
    replace = msgspec.structs.replace
    if setting.unknown_lunch:
        plan = replace(plan, window=tuple(replace(window, breaks=()) for window in plan.window))
    if setting.wrong_skills:
        services = []
        for service in plan.service:
            flipped = {w.number for w in plan.window if rng.random() < setting.wrong_skills}
            windows = set(service.windows) ^ flipped
            services.append(replace(service, windows=tuple(sorted(windows or set(service.windows)))))
        plan = replace(plan, service=tuple(services))
    return plan


@dataclass
class _Asker:
    """Asks every way about the tickets of simulated days and notes what came true."""

    plan: Plan
    believed: Plan
    truth: Truth
    taught: Taught
    oracle: Taught
    means: naive.Means
    rng: np.random.Generator
    asked: Asked = field(default_factory=Asked)

    def ask_day(self, number: int) -> None:
        date = FIRST_DAY + timedelta(days=number)
        visitors = draw_visitors(self.plan, self.truth, self.rng)
        step = max(1, len(visitors) // ASKED_A_DAY)
        draws = np.random.default_rng(number)
        said: list[tuple[str, float, dict[str, float], Span]] = []
        taken = 0

        def look(state: HallState, ticket: str, now: float) -> None:
            nonlocal taken
            taken += 1
            if taken % step:
                return
            at, seen = date + timedelta(seconds=now), queues(state)
            hall = _as_believed(live_hall(self.believed, seen, at), self.believed)
            today = _today(state, date)
            told = foretell(hall, self.taught, today, draws).tickets[ticket]
            known = foretell(live_hall(self.plan, seen, at), self.oracle, today, draws).tickets[ticket]
            if told is not None and known is not None:
                words = _naive(hall, ticket, today, state, self.means)
                said.append((ticket, now, words | {"replay": told.middle, "oracle": known.middle}, told))

        day = run_day(self.plan, self.truth, visitors, self.rng, date=date, look=look)
        visits = {visit.number: visit for visit in day.visits}
        for ticket, now, words, told in said:
            if visits[ticket].called < 0:
                continue
            self.asked.truth.append(visits[ticket].called - now)
            self.asked.low.append(told.low)
            self.asked.high.append(told.high)
            for way in WAYS:
                self.asked.said[way].append(words[way])


def _as_believed(hall: LiveHall, believed: Plan) -> LiveHall:
    """The windows serve what the believed plan says."""
    services = {w.number: tuple(s.prefix for s in believed.services_of(w.number)) for w in believed.window}
    windows = (msgspec.structs.replace(window, services=services[window.window]) for window in hall.windows)
    return msgspec.structs.replace(hall, windows=tuple(windows))


def _today(state: HallState, date: datetime) -> list[PastVisit]:
    """The visits that are over, as the journal's tables have them."""
    return [
        PastVisit(
            day="today",
            service=live.service,
            taken=(live.ticket.taken_at - date).total_seconds(),
            called=(live.call.at - date).total_seconds(),
            ended=(live.ended_at - date).total_seconds(),
            window=live.window or 0,
            clerk=live.clerk,
        )
        for live in state.tickets.values()
        if live.state is TicketState.COMPLETED and live.call is not None and live.ended_at is not None
    ]


def _naive(
    hall: LiveHall, ticket: str, today: list[PastVisit], state: HallState, means: naive.Means
) -> dict[str, float]:
    fronts = {
        live.window: (live.called_at - live.ticket.taken_at).total_seconds()
        for standing in state.windows.values()
        if standing.front and (live := state.tickets[standing.front]).window and live.called_at
    }
    return {
        "naive A": naive.all_ahead(hall, ticket, means),
        "naive B": naive.own_ahead(hall, ticket, means),
        "LES": naive.last_entered(hall, ticket, today, {number: wait for number, wait in fronts.items() if number}),
        "HOL": naive.head_of_line(hall, ticket),
    }


def errors(asked: Asked, way: str) -> Floats:
    """Absolute errors in minutes."""
    apart: Floats = np.abs(np.array(asked.said[way]) - np.array(asked.truth)) / 60
    return apart
