"""Any sequence of commands, restarts and midnights, held against the model after every step."""

import shutil
import tempfile
from collections import Counter as Tally
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from queue_server.contract import commands
from queue_server.contract.replies import Done, Refused, TicketCalled, TicketIssued
from tests.desk.counter import Counter, ask
from tests.desk.model import OVER, SERVES, Model, Visitor

CLERKS = {1: "ann", 2: "cen", 3: "eve"}
windows = st.sampled_from(sorted(SERVES))
services = st.sampled_from("ABJ")
picks = st.integers(0, 30)


class AnyDay(RuleBasedStateMachine):
    """The desk over a real journal beside the model."""

    @initialize()
    def opening(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.counter = Counter(self.folder / "journal.sqlite")
        self.model = Model()
        self.given: set[tuple[str, str]] = set()
        self.open_windows()

    def open_windows(self) -> None:
        for window, clerk in CLERKS.items():
            assert isinstance(self.counter.do(commands.OpenWindow(window=window, clerk=clerk)), Done)

    def teardown(self) -> None:
        self.counter.journal.close()
        shutil.rmtree(self.folder)

    def refused(self, command: commands.AnyCommand) -> None:
        before = self.counter.desk.hall.copy()
        assert isinstance(self.counter.do(command), Refused)
        assert self.counter.desk.hall == before

    def pick(self, pick: int, *states: str) -> Visitor | None:
        those = [visitor for visitor in self.model.visitors.values() if visitor.state in states]
        return those[pick % len(those)] if those else None

    @rule(service=services, twice=st.booleans())
    def take(self, service: str, twice: bool) -> None:
        wish = ask(commands.TakeTicket(matter=f"{service}1"), client="kiosk-1")
        first, *again = self.counter.desk.handle([wish] * (2 if twice else 1), self.counter.now)
        assert isinstance(first.outcome, TicketIssued)
        ticket = first.outcome.ticket
        assert ticket.number == self.model.take(service)
        assert (ticket.day, ticket.number) not in self.given
        self.given.add((ticket.day, ticket.number))
        assert [*again, self.counter.reply(wish)] == [first] * (2 if twice else 1)

    @rule(window=windows, finish=st.booleans())
    def call_next(self, window: int, finish: bool) -> None:
        command = commands.CallNext(window=window, clerk=CLERKS[window], complete_current=finish)
        front, chosen = self.model.front[window], self.model.next_for(window)
        if chosen is None or (front and not (finish and front.state == "serving")):
            self.refused(command)
            return
        if front:
            self.model.leave(front, "completed")
        outcome = self.counter.do(command)
        assert isinstance(outcome, TicketCalled)
        assert outcome.ticket.number == chosen.number
        self.model.call(chosen, window)

    @rule(window=windows, pick=picks)
    def call_one(self, window: int, pick: int) -> None:
        visitor = self.pick(pick, "waiting", "called", "missed")
        if visitor is None:
            return
        command = commands.CallTicket(window=window, clerk=CLERKS[window], number=visitor.number)
        if self.model.front[window] or visitor.state != "waiting" or visitor.service not in SERVES[window]:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), TicketCalled)
        self.model.call(visitor, window)

    @rule(window=windows)
    def start(self, window: int) -> None:
        front, command = self.model.front[window], commands.StartService(window=window, clerk=CLERKS[window])
        if front is None or front.state != "called":
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        front.state = "serving"

    @rule(window=windows)
    def complete(self, window: int) -> None:
        self.end(window, commands.CompleteTicket(window=window, clerk=CLERKS[window]), "serving", "completed")

    @rule(window=windows)
    def miss(self, window: int) -> None:
        self.end(window, commands.MarkMissed(window=window, clerk=CLERKS[window]), "called", "missed")

    @rule(window=windows)
    def park(self, window: int) -> None:
        front = self.model.front[window]
        command = commands.ParkTicket(window=window, clerk=CLERKS[window])
        self.end(window, command, front.state if front else "", "parked")

    def end(self, window: int, command: commands.AnyCommand, needed: str, state: str) -> None:
        front = self.model.front[window]
        if front is None or front.state != needed:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.leave(front, state)

    @rule(window=windows, pick=picks)
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

    @rule(window=windows, service=services)
    def transfer(self, window: int, service: str) -> None:
        front = self.model.front[window]
        command = commands.TransferTicket(window=window, clerk=CLERKS[window], service=service)
        if front is None or front.service == service:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.transfer(front, service)

    @rule(pick=picks)
    def bring_back(self, pick: int) -> None:
        visitor = self.pick(pick, "missed")
        if visitor is None:
            return
        command = commands.BringBack(number=visitor.number)
        if visitor.returns == 2:
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.bring_back(visitor)

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

    @rule()
    def restart(self) -> None:
        before = self.counter.desk.hall
        self.counter.restart()
        assert self.counter.desk.hall == before

    @rule()
    def sleep(self) -> None:
        self.counter.now += timedelta(days=1)
        self.counter.desk.tick(self.counter.now)
        self.model.midnight()
        self.open_windows()

    @invariant()
    def everybody_is_where_the_model_says(self) -> None:
        hall = self.counter.desk.hall
        states = {number: live.state.value for number, live in hall.tickets.items()}
        assert states == {number: visitor.state for number, visitor in self.model.visitors.items()}
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
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyDay = AnyDay.TestCase
