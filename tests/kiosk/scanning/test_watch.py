"""Pages taken by themselves, once each, as they lie still, are turned, exchanged and taken away."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.advice import Advice
from kiosk.scanning.likeness import SIDE_PX, Likeness
from kiosk.scanning.watch import GONE_S, STEADY_S, Look, Sight, Watch, look

FRAME_S = 0.1
CORNERS = np.array([(100, 100), (500, 100), (500, 700), (100, 700)], np.float64)


def page(seed: int) -> Likeness:
    """What stands on a page, another one for each seed."""
    drawn = np.random.default_rng(seed).normal(size=(SIDE_PX, SIDE_PX)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)


def lying(seed: int = 1, advice: Advice = Advice.GOOD, at: float = 0.0) -> Sight:
    return Sight(CORNERS + at, advice, page(seed), 1280)


EMPTY = Sight(None, Advice.LAY_PAPER, None, 1280)


class Played:
    """Live pictures one after the other, ten a second."""

    def __init__(self) -> None:
        self._watch, self._at_s = Watch(), 100.0

    def see(self, sight: Sight, seconds: float, *, now: bool = False) -> list[Look]:
        """What comes of the same sight for some time."""
        return list(self._looks(sight, seconds, now))

    def _looks(self, sight: Sight, seconds: float, now: bool) -> Iterator[Look]:
        for _ in range(round(seconds / FRAME_S)):
            self._watch, seen = look(self._watch, sight, self._at_s, now=now)
            self._at_s += FRAME_S
            yield seen


def taken(looks: list[Look]) -> int:
    return sum(one.take for one in looks)


def test_a_page_that_lies_still_and_right_is_taken_once() -> None:
    looks = Played().see(lying(), 10)
    assert taken(looks) == 1
    shares = [one.steady_share for one in looks]
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert looks[round(STEADY_S / FRAME_S) + 1].taken
    assert not looks[0].taken


@pytest.mark.parametrize("advice", [advice for advice in Advice if advice is not Advice.GOOD])
def test_a_page_that_lies_wrong_is_never_taken(advice: Advice) -> None:
    looks = Played().see(lying(advice=advice), 5)
    assert taken(looks) == 0
    assert {(one.advice, one.steady_share) for one in looks} == {(advice, 0.0)}


def test_a_page_that_moves_is_not_taken_before_it_lies() -> None:
    desk = Played()
    assert sum(taken(desk.see(lying(at=20 * step), FRAME_S)) for step in range(30)) == 0
    assert taken(desk.see(lying(at=580), 2)) == 1


def test_the_same_page_is_taken_again_only_after_it_was_away() -> None:
    desk = Played()
    assert taken(desk.see(lying(), 2)) == 1
    assert taken(desk.see(lying(at=60), 3)) == 0
    assert taken(desk.see(EMPTY, GONE_S - 0.2) + desk.see(lying(), 3)) == 0
    assert taken(desk.see(EMPTY, GONE_S + 0.2) + desk.see(lying(), 3)) == 1


def test_a_page_turned_about_is_the_same_page() -> None:
    desk = Played()
    desk.see(lying(), 2)
    about = Sight(CORNERS, Advice.GOOD, np.rot90(page(1), 2), 1280)
    assert taken(desk.see(about, 3)) == 0


def test_another_page_laid_on_the_first_is_taken_by_itself() -> None:
    desk = Played()
    desk.see(lying(1), 2)
    assert taken(desk.see(lying(2), 2)) == 1
    assert taken(desk.see(lying(3), 2)) == 1


def test_a_form_of_the_same_kind_is_taken_when_a_hand_has_exchanged_it() -> None:
    like = page(1) * np.sqrt(0.93) + page(2) * np.sqrt(0.07)
    other = Sight(CORNERS, Advice.GOOD, np.asarray(like, np.float32), 1280)
    untouched, exchanged = Played(), Played()
    untouched.see(lying(1), 2)
    assert taken(untouched.see(other, 2)) == 0
    exchanged.see(lying(1), 2)
    exchanged.see(lying(1, Advice.HAND_AWAY), 0.5)
    assert taken(exchanged.see(other, 2)) == 1


def test_a_hand_over_a_page_that_was_taken_does_not_make_it_another_one() -> None:
    desk = Played()
    desk.see(lying(1), 2)
    desk.see(lying(9, Advice.HAND_AWAY), 1)
    assert taken(desk.see(lying(1), 3)) == 0


def test_now_takes_what_is_seen_however_it_lies() -> None:
    for sight in (lying(advice=Advice.HOLD_STILL), EMPTY):
        desk = Played()
        assert taken(desk.see(sight, FRAME_S, now=True)) == 1
        assert taken(desk.see(sight, 3)) == 0


@given(st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from(list(Advice)), st.booleans()), max_size=60))
def test_no_page_is_taken_twice_in_one_stay(seen: list[tuple[int, Advice, bool]]) -> None:
    desk, last = Played(), 0
    for seed, advice, away in seen:
        if away:
            desk.see(EMPTY, GONE_S + 0.3)
            last = 0
        elif seed:
            count = taken(desk.see(lying(seed, advice), 1.5))
            assert count <= 1
            assert not (count and seed == last)
            last = seed if count else last
