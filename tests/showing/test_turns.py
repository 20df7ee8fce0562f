"""Every call stands out for ten seconds, however many come at once, and none does twice."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.contract.boards import Call
from queue_server.showing.turns import HIGHLIGHTED, Turns
from tests.showing.boards import NOW, board, call

STEP_S = 0.5


def highlights(rows: int, gaps: list[float]) -> dict[str, list[float]]:
    """When each call stood out, in seconds after NOW, where each came so long after the one before it."""
    turns, seen = Turns(rows), board(revision=0)
    turns.take(seen, NOW)
    times = [sum(gaps[: place + 1]) for place in range(len(gaps))]
    calls = [call(f"A{place:03}", 1, place + 1, ago_s=-at) for place, at in enumerate(times)]
    stood: dict[str, list[float]] = {one.number: [] for one in calls}
    for step in range(int((times[-1] + 11 * len(calls)) / STEP_S) + 2):
        now = NOW + timedelta(seconds=step * STEP_S)
        made = [one for one in calls if one.at <= now]
        if len(made) != len(seen.calls):
            seen = board(*made)
            turns.take(seen, now)
        standing = [one for one in made if turns.stands_out(one, now)]
        assert len(standing) <= rows
        assert all(turns.has_begun(one, now) for one in standing)
        for one in standing:
            stood[one.number].append(step * STEP_S)
    return stood


@given(st.integers(1, 6), st.lists(st.sampled_from([0.0, 0.0, 0.5, 3.0, 30.0]), min_size=1, max_size=14))
def test_every_call_stands_out_once_for_ten_seconds_and_at_most_as_many_as_there_are_rows(
    rows: int, gaps: list[float]
) -> None:
    for times in highlights(rows, gaps).values():
        assert len(times) * STEP_S >= HIGHLIGHTED.total_seconds()
        assert times[-1] - times[0] == (len(times) - 1) * STEP_S


def test_a_call_alone_stands_out_at_once() -> None:
    assert highlights(4, [3.0])["A000"][0] == 3.0
    assert [times[0] for times in highlights(2, [0.0, 0.0, 0.0, 25.0]).values()] == [0.0, 0.0, 10.0, 25.0]


def stand_out(turns: Turns, *calls: Call) -> list[str]:
    return [one.number for one in calls if turns.stands_out(one, NOW)]


def test_what_was_called_before_the_first_board_or_in_an_outage_stood_out_then() -> None:
    turns, old, young = Turns(4), call("A001", 1, 1, ago_s=11), call("A002", 1, 2, ago_s=3)
    turns.take(board(old, young), NOW)
    assert stand_out(turns, old, young) == ["A002"]
    missed, recent = call("A003", 1, 3, ago_s=16), call("A004", 1, 4, ago_s=14)
    turns.take(board(old, young, missed, recent), NOW)
    assert stand_out(turns, missed, recent) == ["A004"]


def test_a_clock_that_goes_wrong_takes_nothing_from_a_call() -> None:
    turns, ahead = Turns(4), call("A001", 1, 2, ago_s=-40)
    turns.take(board(call("A000", 1, 1)), NOW)
    turns.take(board(ahead), NOW)
    assert stand_out(turns, ahead) == ["A001"]


def test_a_new_journal_begins_anew() -> None:
    turns, again = Turns(4), call("A001", 1, 90, ago_s=60)
    turns.take(board(call("B001", 1, 90)), NOW)
    turns.take(board(again, revision=7), NOW)
    assert stand_out(turns, again) == []
