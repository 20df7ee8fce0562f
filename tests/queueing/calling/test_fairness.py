"""What no hall, no rule and no rush may break: bounded overtaking, nobody forgotten, nobody in two places."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from queue_server.contract.commands import CompleteTicket, StartService
from queue_server.contract.plan import Rule
from queue_server.queueing import HallState, apply, events
from tests.queueing.calling.lines import CLERKS, Line, ruled_plan
from tests.queueing.sample import SECRET

CREDIT = timedelta(minutes=15)
RULES: tuple[Rule, ...] = ("arrival", "classes", "accumulating", "cmu")
Step = tuple[str, int, str, str]
"""What, how many minutes after the step before (all of them before noon), for which service, as what."""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("take", "take", "call")),
        st.integers(0, 4),
        st.sampled_from("ABJ"),
        st.sampled_from(("", "", "old", "soldier")),
    ),
    min_size=1,
    max_size=40,
)
MODEST = settings(max_examples=60, deadline=None)


def run(line: Line, steps: list[Step]) -> None:
    """Visitors come and windows call in turn, minutes apart; after every step what must hold is looked at."""
    minute = 0
    for what, later, service, priority in steps:
        minute += later
        if what == "take":
            line.comes(minute, service, priority=priority)
        else:
            line.at_minute(minute)
            free(line, 1 + later % 2)
            line.called(1 + later % 2)
        in_one_place(line)


def free(line: Line, window: int) -> None:
    """Whoever is in front there is served to the end."""
    if line.hall.standing(window).front:
        line.do(StartService(window=window, clerk=CLERKS[window]))
        line.do(CompleteTicket(window=window, clerk=CLERKS[window]))


def in_one_place(line: Line) -> None:
    queued = [number for queue in line.hall.queues.values() for number in queue]
    fronts = [standing.front for standing in line.hall.windows.values() if standing.front]
    assert len(set(queued + fronts)) == len(queued) + len(fronts)


@MODEST
@given(steps=STEPS)
def test_an_ordinary_ticket_is_overtaken_only_by_priority_taken_within_the_credit(steps: list[Step]) -> None:
    line = Line(ruled_plan())
    run(line, steps)
    waiting = {number for queue in line.hall.queues.values() for number in queue}
    called = [event for event, _ in line.history if isinstance(event, events.TicketCalled)]
    taken = {event.ticket.number: event for event, _ in line.history if isinstance(event, events.TicketTaken)}
    turn = {event.number: place for place, event in enumerate(called)}
    for one in called:
        winner = taken[one.number]
        served = {service.prefix for service in line.plan.services_of(one.window)}
        for number, loser in taken.items():
            passed = number in waiting or turn.get(number, -1) > turn[one.number]
            if not passed or loser.ticket.service not in served or loser.ticket.taken_at >= winner.ticket.taken_at:
                continue
            assert winner.priority
            assert winner.ticket.taken_at - loser.ticket.taken_at <= CREDIT
            assert loser.priority != winner.priority or loser.ticket.service != winner.ticket.service


@MODEST
@given(steps=STEPS, rule=st.sampled_from(RULES))
def test_a_free_window_calls_whenever_somebody_waits_whom_it_serves_and_all_are_called_in_the_end(
    steps: list[Step], rule: Rule
) -> None:
    line = Line(ruled_plan(rule=rule))
    run(line, steps)
    left = sum(len(queue) for queue in line.hall.queues.values())
    for _ in range(left):
        free(line, 2)
        number, why = line.called(2)  # window 2 serves everything
        assert number
        assert why is not None
        assert why.sentence
    assert not any(line.hall.queues.values())


@MODEST
@given(steps=STEPS, rule=st.sampled_from(RULES))
def test_within_a_class_and_a_service_nobody_overtakes(steps: list[Step], rule: Rule) -> None:
    line = Line(ruled_plan(rule=rule))
    run(line, steps)
    taken = {event.ticket.number: event for event, _ in line.history if isinstance(event, events.TicketTaken)}
    called: dict[tuple[str, str], list[str]] = {}
    for event, _ in line.history:
        if isinstance(event, events.TicketCalled):
            of = taken[event.number]
            called.setdefault((of.ticket.service, of.priority), []).append(event.number)
    assert all(numbers == sorted(numbers) for numbers in called.values())


@MODEST
@given(steps=STEPS, rule=st.sampled_from(RULES))
def test_what_was_recorded_makes_the_same_hall_again(steps: list[Step], rule: Rule) -> None:
    line = Line(ruled_plan(rule=rule))
    run(line, steps)
    again = HallState(line.plan, SECRET)
    for event, at in line.history:
        apply(again, event, at)
    assert again == line.hall


def test_an_event_of_before_virtual_arrival_counts_from_its_taking() -> None:
    line = Line(ruled_plan())
    line.comes(0, "A")
    event, at = next((event, at) for event, at in line.history if isinstance(event, events.TicketTaken))
    old = events.TicketTaken(ticket=event.ticket, count=event.count)
    again = HallState(line.plan, SECRET)
    for happened, moment in line.history:
        apply(again, old if happened is event else happened, moment)
    assert again.tickets["A001"].arrival == at
