"""The hall in memory: a fold over the events of its day, made of frozen values so that a copy is cheap."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self
from zoneinfo import ZoneInfo

from queue_server.contract.accounts import Account
from queue_server.contract.boards import Call
from queue_server.contract.concerns import Concern
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.plan import Plan
from queue_server.queueing.everybody import people_of
from queue_server.queueing.live import CLOSED, Booked, Gate, Live, Standing
from queue_server.workdays.calendar import Calendar

Numbers = tuple[str, ...]
REASONABLE = (datetime(1970, 1, 2, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC))
"""Times outside are somebody's mistake, and could not be reckoned with."""


@dataclass(slots=True)
class HallState:
    """Everything the desk needs to decide.

    `revision` is the sequence number of the last event in it. `day` is empty before the first day opens. `queues` hold
    the numbers waiting per service in calling order; `counters` the last digits given per prefix; `calls` the newest
    calls of the day, each ticket once. `stopped` are the services that were cut off, with the moment when that ends
    by itself, None for not before its hours do; `bookings` are by code. `accounts` are those that are not as in the
    plan, `people` everybody who works here now, `notices` those of today and those still to be paid, `concerns`
    those of today, those to be answered and those answered lately, all by id; these four are replaced, never changed.
    `planned` is the plan as it is written; in `plan` services are where they were moved to today, `moved`. `calendar`
    has the working days, as far as they are decreed. In `practice` nothing counts.
    """

    plan: Plan
    page_secret: bytes
    revision: int = 0
    day: str = ""
    day_open: bool = False
    tickets: dict[str, Live] = field(default_factory=dict)
    queues: dict[str, Numbers] = field(default_factory=dict)
    windows: dict[int, Standing] = field(default_factory=dict)
    gates: dict[str, Gate] = field(default_factory=dict)
    stopped: dict[str, datetime | None] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    bookings: dict[str, Booked] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)
    notices: dict[str, PaymentNotice] = field(default_factory=dict)
    concerns: dict[str, Concern] = field(default_factory=dict)
    parked: Numbers = ()
    missed: Numbers = ()
    calls: tuple[Call, ...] = ()
    moved: dict[str, tuple[int, ...]] = field(default_factory=dict)
    planned: Plan | None = None
    calendar: Calendar | None = None
    practice: bool = False

    def __post_init__(self) -> None:
        """Without accounts of its own the hall has the people of its plan, and the plan is as written."""
        self.planned = self.planned or self.plan
        self.people = self.people or people_of(self.plan, self.accounts)

    def copy(self) -> Self:
        """A hall that can go on without this one noticing."""
        return type(self)(
            plan=self.plan,
            page_secret=self.page_secret,
            revision=self.revision,
            day=self.day,
            day_open=self.day_open,
            tickets=self.tickets.copy(),
            queues=self.queues.copy(),
            windows=self.windows.copy(),
            gates=self.gates.copy(),
            stopped=self.stopped.copy(),
            counters=self.counters.copy(),
            bookings=self.bookings.copy(),
            accounts=self.accounts,
            people=self.people,
            notices=self.notices,
            concerns=self.concerns,
            parked=self.parked,
            missed=self.missed,
            calls=self.calls,
            moved=self.moved,
            planned=self.planned,
            calendar=self.calendar,
            practice=self.practice,
        )

    def queue(self, service: str) -> Numbers:
        """Who waits for `service`, in calling order."""
        return self.queues.get(service, ())

    def standing(self, window: int) -> Standing:
        """How `window` stands; one that nothing has happened to is closed."""
        return self.windows.get(window) or Standing(window=window)

    def gate(self, service: str) -> Gate:
        """Whether `service` gives numbers."""
        return self.gates.get(service, CLOSED)

    def open_windows(self, service: str) -> tuple[int, ...]:
        """The windows that are open for `service` now, in the plan's order."""
        planned = self.plan.services.get(service)
        if planned is None:
            return ()
        return tuple(window for window in planned.windows if self.standing(window).state == "open")

    def local(self, moment: datetime) -> datetime:
        """The aware `moment` on the clock of the hall's wall; what no calendar needs is brought within `REASONABLE`."""
        return min(max(moment, REASONABLE[0]), REASONABLE[1]).astimezone(ZoneInfo(self.plan.hall.timezone))
