"""A number given by a kiosk alone and the same wish at the desk: one live ticket, after any crash."""

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.contract import commands
from queue_server.contract.plan import Kiosk
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.desk import Asked
from tests.desk.counter import Counter, ask, number_of
from tests.queueing.sample import MORNING, sample_plan

PLAN = msgspec.structs.replace(sample_plan(), kiosk=(Kiosk(id="kiosk-1"), Kiosk(id="kiosk-2")))


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """A desk with two kiosks."""
    return Counter(tmp_path / "journal.sqlite", PLAN)


def wish(name: str = "w1") -> Asked:
    """The visitor's wish as the kiosk asked it."""
    return ask(commands.TakeTicket(matter="A1"), client="kiosk-1", request_id=name)


def told(name: str = "w1", number: str = "A950", client: str = "kiosk-1") -> Asked:
    """What the kiosk says of the number it gave for that wish."""
    command = commands.AcceptTicket(wish=name, number=number, matter="A1", taken_at=MORNING)
    return ask(command, client=client, request_id=f"offline-{name}")


def states(counter: Counter) -> dict[str, str]:
    return {number: live.state.value for number, live in counter.desk.hall.tickets.items()}


def test_a_number_of_practice_never_enters_the_real_hall(counter: Counter) -> None:
    _, ask_ = told()
    practised = msgspec.structs.replace(ask_, command=msgspec.structs.replace(ask_.command, practice=True))
    outcome = counter.reply(("kiosk-1", practised)).outcome
    assert isinstance(outcome, Refused)
    assert outcome.code == "practice_over"
    assert states(counter) == {}


@pytest.mark.parametrize("restart", [False, True])
def test_a_ticket_of_a_late_reply_is_cancelled_and_the_printed_one_waits(counter: Counter, restart: bool) -> None:
    assert number_of(counter.reply(wish())) == "A001"
    if restart:
        counter.restart()
    assert number_of(counter.reply(told())) == "A950"
    if restart:
        counter.restart()
    assert states(counter) == {"A001": "cancelled", "A950": "waiting"}
    assert number_of(counter.reply(told())) == number_of(counter.reply(wish())) == "A950"
    assert counter.journal.verify() is None


@pytest.mark.parametrize("restart", [False, True])
def test_a_wish_that_comes_after_its_printed_number_gets_no_other(counter: Counter, restart: bool) -> None:
    assert number_of(counter.reply(told())) == "A950"
    if restart:
        counter.restart()
    assert number_of(counter.reply(wish())) == "A950"
    assert states(counter) == {"A950": "waiting"}


def test_both_in_one_batch_are_one_ticket(counter: Counter) -> None:
    counter.desk.handle([wish(), told(), wish()], counter.now)
    counter.restart()
    assert states(counter) == {"A001": "cancelled", "A950": "waiting"}
    assert number_of(counter.reply(wish())) == "A950"


def test_who_was_called_already_is_not_served_again_under_the_printed_number(counter: Counter) -> None:
    counter.reply(wish())
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    counter.do(commands.CallNext(window=1, clerk="ann"))
    outcome = counter.reply(told()).outcome
    assert isinstance(outcome, Refused)
    assert (outcome.code, outcome.values) == ("already_called", {"number": "A001"})
    assert states(counter) == {"A001": "called"}


@pytest.mark.parametrize(("client", "number"), [("kiosk-2", "A950"), ("kiosk-1", "A001"), ("web", "A950")])
def test_nobody_may_give_numbers_of_another(counter: Counter, client: str, number: str) -> None:
    outcome = counter.reply(told(number=number, client=client)).outcome
    assert isinstance(outcome, Refused)
    assert outcome.code == "not_allowed"


def test_the_ticket_of_another_kiosks_wish_is_left_alone(counter: Counter) -> None:
    counter.reply(wish())
    counter.reply(told(number="A900", client="kiosk-2"))
    assert states(counter) == {"A001": "waiting", "A900": "waiting"}


steps = st.lists(
    st.tuples(st.sampled_from(["ask", "tell", "call", "start", "complete", "miss", "restart"]), st.integers(0, 5)),
    max_size=30,
)


@given(steps=steps)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_wish_is_ever_served_twice(tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]) -> None:
    counter = Counter(tmp_path_factory.mktemp("desk") / "journal.sqlite", PLAN)
    counter.do(commands.OpenWindow(window=1, clerk="ann"))
    of_wish: dict[int, set[str]] = {number: set() for number in range(6)}
    at_window: dict[str, commands.AnyCommand] = {
        "call": commands.CallNext(window=1, clerk="ann"),
        "start": commands.StartService(window=1, clerk="ann"),
        "complete": commands.CompleteTicket(window=1, clerk="ann"),
        "miss": commands.MarkMissed(window=1, clerk="ann"),
    }
    for step, who in steps:
        if step == "restart":
            counter.restart()
        elif step in at_window:
            counter.do(at_window[step])
        else:
            reply = counter.reply(wish(f"w{who}") if step == "ask" else told(f"w{who}", f"A{950 + who}"))
            if isinstance(reply.outcome, TicketIssued):
                of_wish[who].add(reply.outcome.ticket.number)
        tickets = counter.desk.hall.tickets
        for numbers in of_wish.values():
            assert sum(tickets[number].state is not TicketState.CANCELLED for number in numbers) <= 1
            assert sum(tickets[number].calls > 0 for number in numbers) <= 1
        for one, other in itertools.combinations(of_wish.values(), 2):
            assert not one & other
    counter.journal.close()
