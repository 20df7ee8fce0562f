"""Any sequence of commands, restarts and midnights, held against the model after every step."""

import shutil
import tempfile
from collections import Counter as Tally
from datetime import timedelta
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from queue_server.contract import commands
from queue_server.contract.plan import BookingGrid, Plan, Priority
from queue_server.contract.replies import Done, TicketCalled
from tests.desk.any_handing import CLERKS, Handing
from tests.desk.any_visitors import arrivals, picks, services
from tests.desk.counter import Counter
from tests.desk.model import CREDIT, OVER, SERVES, Model
from tests.queueing.sample import sample_plan

windows = st.sampled_from(sorted(SERVES))
STEPS = (
    "next",
    "next",
    "start",
    "complete",
    "done, next",
    "miss",
    "transfer",
    "send",
    "part",
    "split",
    "hand over",
    "one",
    "park",
    "unpark",
    "bring back",
    "grant",
)


def nobody_waits_for_a_clerk() -> Plan:
    """The sample hall where a case belongs to no clerk and slots have no end, to keep the model simple."""
    plan = sample_plan()
    policy = msgspec.structs.replace(plan.policy, own_clerk_min=0)
    first = Priority(id="first", name="优先", name_en="First", credit_min=int(CREDIT.total_seconds() / 60))
    return msgspec.structs.replace(plan, policy=policy, booking=BookingGrid(per_slot=0), priority=(first,))


class AnyDay(Handing):
    """The desk over a real journal beside the model."""

    @initialize(wanted=arrivals)
    def opening(self, wanted: list[str]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.counter = Counter(self.folder / "journal.sqlite", nobody_waits_for_a_clerk())
        self.model = Model()
        self.given: set[tuple[str, str]] = set()
        self.open_windows()
        self.arrive(wanted)

    def open_windows(self) -> None:
        for window, clerk in CLERKS.items():
            assert isinstance(self.counter.do(commands.OpenWindow(window=window, clerk=clerk)), Done)

    def teardown(self) -> None:
        self.counter.journal.close()
        shutil.rmtree(self.folder)

    @rule(window=windows, steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=8), pick=picks, service=services)
    def work(self, window: int, steps: list[str], pick: int, service: str) -> None:
        for step in steps:
            match step:
                case "next" | "done, next":
                    self.call_next(window, finish=step != "next")
                case "one":
                    self.call_one(window, pick)
                case "start":
                    self.start(window)
                case "complete" | "miss" | "park":
                    self.dismiss(window, step)
                case "unpark":
                    self.unpark(window, pick)
                case "transfer":
                    self.transfer(window, service)
                case "send":
                    self.send(window, pick)
                case "part":
                    self.part(window)
                case "split":
                    self.split(window)
                case "hand over":
                    self.hand_over(window)
                case "grant":
                    self.grant(pick)
                case _:
                    self.bring_back(pick)
            self.everybody_is_where_the_model_says()
            self.the_books_balance_and_nobody_is_in_two_places()

    def call_next(self, window: int, finish: bool) -> None:
        command = commands.CallNext(window=window, clerk=CLERKS[window], complete_current=finish)
        front, chosen = self.model.front[window], self.model.next_for(window)
        if chosen is None or (front and not (finish and front.state == "serving")):
            self.refused(command)
            return
        if front:
            self.model.finish(front)
        outcome = self.counter.do(command)
        assert isinstance(outcome, TicketCalled)
        assert outcome.ticket.number == chosen.number
        self.model.call(chosen, window)

    def call_one(self, window: int, pick: int) -> None:
        visitor = self.pick(pick, "waiting", "called", "missed")
        if visitor is None:
            return
        command = commands.CallTicket(window=window, clerk=CLERKS[window], number=visitor.number)
        if self.model.front[window] or visitor.state != "waiting" or visitor.service not in self.model.serves[window]:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), TicketCalled)
        self.model.call(visitor, window)

    def start(self, window: int) -> None:
        front, command = self.model.front[window], commands.StartService(window=window, clerk=CLERKS[window])
        if front is None or front.state != "called":
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        front.state = "serving"

    def dismiss(self, window: int, way: str) -> None:
        clerk, front = CLERKS[window], self.model.front[window]
        match way:
            case "complete":
                self.complete(window, commands.CompleteTicket(window=window, clerk=clerk))
            case "miss":
                self.end(window, commands.MarkMissed(window=window, clerk=clerk), "called", "missed")
            case _:
                self.end(
                    window, commands.ParkTicket(window=window, clerk=clerk), front.state if front else "", "parked"
                )

    def complete(self, window: int, command: commands.AnyCommand) -> None:
        front = self.model.front[window]
        if front is None or front.state != "serving":
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.finish(front)

    def end(self, window: int, command: commands.AnyCommand, needed: str, state: str) -> None:
        front = self.model.front[window]
        if front is None or front.state != needed:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.leave(front, state)

    def unpark(self, window: int, pick: int) -> None:
        visitor = self.pick(pick, "parked")
        if visitor is None:
            return
        command = commands.UnparkTicket(window=window, clerk=CLERKS[window], number=visitor.number)
        if self.model.front[window] or visitor.window != window:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        visitor.state = "serving"
        self.model.front[window] = visitor

    def transfer(self, window: int, service: str) -> None:
        front = self.model.front[window]
        command = commands.TransferTicket(window=window, clerk=CLERKS[window], service=service)
        if front is None or front.service == service:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.transfer(front, service)

    def grant(self, pick: int) -> None:
        visitor = self.pick(pick, "waiting", "called", "missed")
        if visitor is None:
            return
        command = commands.GrantPriority(number=visitor.number, priority="first", reason="seen")
        if visitor.state != "waiting":
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.grant(visitor)

    def bring_back(self, pick: int) -> None:
        visitor = self.pick(pick, "missed")
        if visitor is None:
            return
        command = commands.BringBack(number=visitor.number)
        if visitor.returns == 2:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.bring_back(visitor, self.counter.now)

    @rule(pick=picks)
    def cancel(self, pick: int) -> None:
        visitor = self.pick(pick, "waiting", "called", "serving", "parked", "missed", *OVER)
        if visitor is None:
            return
        command = commands.CancelTicket(number=visitor.number)
        if visitor.state in OVER:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.leave(visitor, "cancelled")

    @rule(midnight=st.booleans())
    def pass_time(self, midnight: bool) -> None:
        before = self.counter.desk.hall
        self.counter.restart()
        assert self.counter.desk.hall == before
        if midnight:
            self.counter.now += timedelta(days=1)
            self.counter.desk.tick(self.counter.now)
            self.model.midnight(self.counter.now)
            self.open_windows()

    @invariant()
    def everybody_is_where_the_model_says(self) -> None:
        hall = self.counter.desk.hall
        states = {number: live.state.value for number, live in hall.tickets.items()}
        assert states == {number: visitor.state for number, visitor in self.model.visitors.items()}
        for number, visitor in self.model.visitors.items():
            if visitor.state not in OVER:
                assert hall.tickets[number].left == tuple(f"{service}1" for service in visitor.left)
        assert {code: known.number for code, known in hall.bookings.items()} == {
            code: known.number for code, known in self.model.bookings.items()
        }
        for service, line in self.model.lines.items():
            assert list(hall.queue(service)) == [visitor.number for visitor in line]
        for window, front in self.model.front.items():
            assert hall.standing(window).front == (front.number if front else "")

    @invariant()
    def the_books_balance_and_nobody_is_in_two_places(self) -> None:
        hall = self.counter.desk.hall
        queued = [number for queue in hall.queues.values() for number in queue]
        fronts = [standing.front for standing in hall.windows.values() if standing.front]
        over = [number for number, live in hall.tickets.items() if live.state.value in OVER]
        everywhere = Tally([*queued, *fronts, *hall.parked, *hall.missed, *over])
        assert everywhere == Tally(hall.tickets.keys())


AnyDay.TestCase.settings = settings(
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyDay = AnyDay.TestCase
