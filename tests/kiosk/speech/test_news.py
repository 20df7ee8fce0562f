"""What is new, and what of all that waits is spoken next."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.news import CallNews, UrgentNews
from kiosk.speech.waiting import Utterance, Waiting
from queue_server.contract.boards import Call
from queue_server.contract.bulletin import Announcement, Bulletin
from tests.showing.boards import NOW, board, call


def test_the_first_board_is_silent_and_every_later_call_is_spoken_once() -> None:
    news, first, second = CallNews(), call("A001", 1, 1), call("B001", 2, 2)
    assert news.take(board(first), NOW) == []
    assert news.take(board(first, second), NOW) == [second]
    assert news.take(board(first, second, revision=7), NOW) == []


def test_a_recall_is_spoken_again() -> None:
    news, again = CallNews(), call("A001", 1, 5, times=2)
    news.take(board(call("A001", 1, 1)), NOW)
    assert news.take(board(again), NOW) == [again]


def test_a_call_older_than_fifteen_seconds_is_never_spoken() -> None:
    news, old, young = CallNews(), call("A001", 1, 3, ago_s=16), call("B001", 2, 4, ago_s=14)
    news.take(board(), NOW)
    assert news.take(board(old, young), NOW) == [young]


def test_a_new_journal_begins_silently_and_is_followed_from_there() -> None:
    news, fresh = CallNews(), call("A001", 1, 2)
    news.take(board(call("C009", 3, 90)), NOW)
    assert news.take(board(fresh, revision=3), NOW) == []
    later = call("B001", 2, 4)
    assert news.take(board(fresh, later), NOW) == [later]


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(1, 12))
def test_over_any_steps_each_call_after_the_first_board_is_spoken_once_in_order(steps: list[int], kept: int) -> None:
    news, made = CallNews(), [call("A000", 1, 1)]
    news.take(board(*made), NOW)
    spoken: list[int] = []
    for step in steps:
        made += [call(f"A{len(made) + more:03}", 1, len(made) + more + 1) for more in range(min(step, kept))]
        spoken += [one.sequence for one in news.take(board(*made[-kept:]), NOW)]
    assert spoken == list(range(2, len(made) + 1))


def urgent() -> Announcement:
    return Announcement(text="请离开", at=NOW, until=NOW + timedelta(seconds=60))


def test_an_announcement_is_news_once_also_to_who_comes_late_as_long_as_it_holds() -> None:
    news, bulletin = UrgentNews(), Bulletin(hall="h", urgent=urgent())
    assert news.take(bulletin, NOW) == bulletin.urgent
    assert news.take(bulletin, NOW) is None
    assert news.take(Bulletin(hall="h"), NOW) is None
    assert news.take(bulletin, NOW) == bulletin.urgent
    assert UrgentNews().take(bulletin, NOW + timedelta(seconds=61)) is None


def taken(waiting: Waiting, at_s: float) -> list[Call | Announcement]:
    """All that is spoken next, in order."""
    found: list[Call | Announcement] = []
    while (utterance := waiting.next(at_s)) is not None:
        found.append(utterance.said)
    return found


def test_a_newer_call_of_a_number_takes_the_place_of_its_waiting_one() -> None:
    waiting = Waiting()
    first, other, again = call("A001", 1, 1), call("B001", 2, 2), call("A001", 1, 3, times=2)
    for one in (first, other, again):
        waiting.add(Utterance(one), 0.0)
    waiting.add(Utterance(first, turn=2), 0.0)
    assert taken(waiting, 1.0) == [again, other]


def test_announcements_go_before_recalls_before_first_calls_before_what_is_said_once_more() -> None:
    waiting, warning = Waiting(), urgent()
    said, first, recall, last = (call(f"A00{place}", 1, place, times=1 + place % 2) for place in (2, 4, 5, 6))
    waiting.add(Utterance(said, turn=2), 0.0)
    for one in (first, recall, warning, last):
        waiting.add(Utterance(one), 0.0)
    assert taken(waiting, 1.0) == [warning, recall, first, last, said]


def test_nothing_but_an_announcement_waits_longer_than_thirty_seconds() -> None:
    waiting, late, warning = Waiting(), call("B001", 2, 2), urgent()
    waiting.add(Utterance(call("A001", 1, 1)), 0.0)
    waiting.add(Utterance(warning), 0.0)
    waiting.add(Utterance(late), 10.0)
    assert taken(waiting, 31.0) == [warning, late]
