"""The replay: with certain service times it is plain arithmetic, and always what an event-driven hall would do."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from queue_server.queueing.forecast.live import LiveHall, LiveTicket, LiveWindow
from queue_server.queueing.forecast.model import Model
from queue_server.queueing.forecast.replay import NEVER, replay
from tests.queueing.forecast.halls import NOW, certain, hall


def minutes(live: LiveHall, model: Model) -> list[float]:
    """The median wait of every ticket in calling order."""
    replayed = replay(live, model, (), np.random.default_rng(0), draws=16)
    return [round(float(np.median(row)) / 60, 2) for row in replayed.waits]


def window(number: int, services: str, **how: object) -> LiveWindow:
    return LiveWindow(window=number, services=tuple(services), **how)  # type: ignore[arg-type]


def test_one_window_serves_one_after_the_other() -> None:
    assert minutes(hall([window(1, "A")], "AAA"), certain({"A": 10})) == [0, 10, 20]


def test_the_visit_in_front_is_waited_for() -> None:
    busy = window(1, "A", serving="A", called_at=NOW - timedelta(minutes=4))
    assert minutes(hall([busy], "AA"), certain({"A": 10})) == pytest.approx([6, 16], abs=0.6)


def test_a_service_waits_only_for_those_who_need_its_windows() -> None:
    windows = [window(1, "A"), window(2, "AB"), window(3, "B")]
    assert minutes(hall(windows, "AAABB"), certain({"A": 10, "B": 4})) == [0, 0, 10, 0, 4]


def test_a_newcomer_waits_behind_everybody() -> None:
    replayed = replay(hall([window(1, "AB")], "AAA"), certain({"A": 10, "B": 1}), (), np.random.default_rng(0))
    assert np.median(replayed.newcomers["B"]) == pytest.approx(1800)


def test_a_transferred_ticket_goes_first_and_credit_counts() -> None:
    tickets = (
        LiveTicket(number="1", service="A", taken_at=NOW - timedelta(minutes=30)),
        LiveTicket(number="2", service="A", taken_at=NOW, arrival=NOW - timedelta(minutes=40)),
        LiveTicket(number="3", service="A", taken_at=NOW, first=True),
    )
    live = LiveHall(now=NOW, windows=(window(1, "A"),), tickets=tickets)
    assert [ticket.number for ticket in live.ordered()] == ["3", "2", "1"]


def test_a_break_that_comes_due_is_waited_for() -> None:
    lunch = window(1, "A", breaks=(("09:15", "10:00"),))
    assert minutes(hall([lunch], "AAAA"), certain({"A": 10})) == pytest.approx([0, 10, 65, 75], abs=1)


def test_a_window_in_its_break_comes_back_at_its_end() -> None:
    away = window(1, "A", state="paused", since=NOW - timedelta(minutes=20), breaks=(("08:45", "09:30"),))
    assert minutes(hall([away], "A"), certain({"A": 10}))[0] == pytest.approx(30, abs=1)


def test_closed_windows_call_nobody_and_before_opening_all_wait_for_it() -> None:
    replayed = replay(hall([window(1, "A", state="closed")], "A"), certain({"A": 5}), (), np.random.default_rng(0))
    assert (replayed.waits == NEVER).all()
    early = hall([window(1, "A", state="closed")], "AA", hours=(("09:30", "12:00"),))
    assert minutes(early, certain({"A": 10})) == [30, 40]


def test_nobody_is_called_by_a_window_that_does_not_serve_them() -> None:
    replayed = replay(hall([window(1, "A")], "B"), certain({"A": 5, "B": 5}), (), np.random.default_rng(0))
    assert (replayed.waits == NEVER).all()


@settings(max_examples=60, deadline=None)
@given(
    line=st.text("ABC", min_size=1, max_size=15),
    skills=st.lists(st.sets(st.sampled_from("ABC"), min_size=1), min_size=1, max_size=4),
    took=st.tuples(*(st.integers(1, 30),) * 3),
)
def test_the_replay_is_what_free_windows_that_call_the_first_they_serve_do(
    line: str, skills: list[set[str]], took: tuple[int, int, int]
) -> None:
    lasts = dict(zip("ABC", took, strict=True))
    windows = [window(number, "".join(sorted(names))) for number, names in enumerate(skills, 1)]
    free, waiting, called = [0.0] * len(skills), list(enumerate(line)), {}
    while waiting:
        able = [w for w in range(len(skills)) if any(name in skills[w] for _, name in waiting)]
        if not able:
            break
        at = min(able, key=lambda w: free[w])
        assume(not any(free[w] == free[at] > 0 and skills[w] != skills[at] for w in able))  # either may call then
        place, name = next(one for one in waiting if one[1] in skills[at])
        waiting.remove((place, name))
        called[place] = free[at]
        free[at] += lasts[name]
    told = minutes(hall(windows, line), certain({name: float(value) for name, value in lasts.items()}))
    assert sorted(round(called.get(place, NEVER / 60)) for place in range(len(line))) == sorted(round(m) for m in told)
