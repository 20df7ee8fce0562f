"""What visitors do by themselves, beside the model: come, come with a booking, leave, want something else."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from queue_server.contract import commands
from queue_server.contract.bookings import Booking
from queue_server.contract.replies import AnyOutcome, BookingsRefused, BookingsTaken, Done, Refused, TicketIssued
from tests.desk import model
from tests.desk.counter import Counter, ask
from tests.desk.model import OVER, Model, Visitor

services = st.sampled_from("ABJ")
visits = st.lists(services, min_size=1, max_size=3, unique=True).map("".join)
arrivals = st.lists(visits, min_size=1, max_size=8)
"""Visitors, each with the services of what they come for."""
codes = st.sampled_from(("YY-1", "YY-2", "YY-3", "YY-4"))
picks = st.integers(0, 30)


def take(visit: str, booking: str = "") -> commands.TakeTicket:
    """The wish for all matters of the visit."""
    first, *more = (f"{service}1" for service in visit)
    return commands.TakeTicket(matter=first, more=tuple(more), booking=booking)


class Visitors(RuleBasedStateMachine):
    """Their part of any day; `given` are the days and numbers of all tickets so far."""

    counter: Counter
    model: Model
    given: set[tuple[str, str]]

    def refused(self, command: commands.AnyCommand) -> None:
        before = self.counter.desk.hall.copy()
        assert isinstance(self.counter.do(command), Refused)
        assert self.counter.desk.hall == before

    def pick(self, pick: int, *states: str) -> Visitor | None:
        those = [visitor for visitor in self.model.visitors.values() if visitor.state in states]
        return those[pick % len(those)] if those else None

    @rule(wanted=arrivals)
    def arrive(self, wanted: list[str]) -> None:
        wishes = [ask(take(visit), client="kiosk-1") for visit in wanted]
        replies = self.counter.desk.handle([*wishes, wishes[0]], self.counter.now)
        for visit, reply in zip(wanted, replies, strict=False):
            if self.model.stopped & set(visit):
                assert isinstance(reply.outcome, Refused)
            else:
                self.is_given(reply.outcome, self.model.take(visit, self.counter.now))
        assert replies[-1] == self.counter.reply(wishes[0]) == replies[0]

    def is_given(self, outcome: AnyOutcome, number: str) -> None:
        """That number, which nobody had before on that day."""
        assert isinstance(outcome, TicketIssued)
        ticket = outcome.ticket
        assert ticket.number == number
        assert (ticket.day, ticket.number) not in self.given
        self.given.add((ticket.day, ticket.number))

    @rule(pick=picks, service=services, swap=st.booleans())
    def leave_by_oneself(self, pick: int, service: str, swap: bool) -> None:
        visitor = self.pick(pick, "waiting", "called", "serving", "parked", "missed", *OVER)
        if visitor is None:
            return
        token = self.counter.desk.hall.tickets[visitor.number].ticket.token
        if not swap:
            self.give_up(visitor, commands.GiveUpTicket(token=token))
            return
        command = commands.SwapTicket(token=token, matter=f"{service}1")
        same = visitor.number[0] == service
        if visitor.state not in ("waiting", "missed") or same or service in self.model.stopped:
            self.refused(command)
            return
        self.model.leave(visitor, "cancelled")
        number = self.model.take(service, self.counter.now, priority=visitor.priority)
        self.is_given(self.counter.do(command), number)

    def give_up(self, visitor: Visitor, command: commands.GiveUpTicket) -> None:
        if visitor.state in ("called", "serving", *OVER):
            self.refused(command)
            return
        assert isinstance(self.counter.do(command), Done)
        self.model.leave(visitor, "cancelled")

    @rule(service=services)
    def stop_or_resume(self, service: str) -> None:
        stopped = service in self.model.stopped
        command = (commands.ResumeNumbers if stopped else commands.StopNumbers)(service=service)
        assert isinstance(self.counter.do(command), Done)
        self.model.stopped ^= {service}

    @rule(service=services, windows=st.sets(st.sampled_from((1, 2, 3)), min_size=1))
    def move(self, service: str, windows: set[int]) -> None:
        assert isinstance(self.counter.do(commands.MoveService(service=service, windows=tuple(windows))), Done)
        self.model.move(service, windows)

    @rule(code=codes, service=services, later=st.sampled_from((0, 30, 24 * 60)))
    def book(self, code: str, service: str, later: int) -> None:
        slot = self.counter.now + timedelta(minutes=later)
        booking = Booking(code=code, matter=f"{service}1", slot=slot)
        outcome = self.counter.do(commands.ImportBookings(bookings=(booking,)))
        known = self.model.bookings.get(code)
        if known and known.number and (known.service, known.slot) != (service, slot):
            assert isinstance(outcome, BookingsRefused)
            return
        assert isinstance(outcome, BookingsTaken)
        if known is None or not known.number:
            self.model.bookings[code] = model.Booking(service, slot)

    @rule(code=codes)
    def check_in(self, code: str) -> None:
        known, now = self.model.bookings.get(code), self.counter.now
        command = take(known.service if known else "A", code)
        early = known is not None and now < known.slot - timedelta(minutes=15)
        late = known is not None and now > known.slot + timedelta(minutes=15)
        if known is None or known.number or early or (late and known.service in self.model.stopped):
            self.refused(command)
        else:
            self.is_given(self.counter.do(command), self.model.check_in(known, now))
