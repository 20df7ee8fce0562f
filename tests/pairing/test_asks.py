"""Asks that wait at the hall's door: found by their code alone, for ten minutes, and locked after five wrong ones."""

import pytest
from msgspec.structs import replace

from queue_server.authority.certificate import authority, new_key, public_key_of, request
from queue_server.pairing.asks import (
    FULL,
    LOCKED,
    MOST,
    NO_ASK,
    NOT_A_CODE,
    OVER,
    TRIES,
    USED,
    VALID_S,
    WRONG,
    Found,
    PendingAsks,
    Wrong,
)
from queue_server.pairing.keys import CodeKey, WrongAnswerError
from queue_server.pairing.messages import Admitted, Asked, Expired, JoinAsk, Locked, Refused, Waiting

HALL = authority(new_key(), "puyang")
CODE, OTHER = "ABCD2345", "WXYZ6789"


class Terminal:
    """A joining terminal that shows `code` and has seen the authority's certificate `seen`."""

    def __init__(self, code: str = CODE, name: str = "大厅门口", seen: bytes = HALL) -> None:
        asked_for = request(new_key(), name)
        self.key = CodeKey(code, public_key_of(asked_for), seen)
        proof = self.key.proof("kiosk", name)
        self.ask = JoinAsk(request=asked_for.decode(), part="kiosk", name=name, proof=proof)


def taken(asks: PendingAsks, ask: JoinAsk, now_s: float = 0.0) -> str:
    asked = asks.take(ask, now_s)
    assert isinstance(asked, Asked)
    return asked.id


def plain_ask(name: str) -> JoinAsk:
    """An ask whose proof nobody looks at."""
    return JoinAsk(request=request(new_key(), name).decode(), part="display", name=name, proof=b"")


def test_the_code_finds_its_terminal_among_others_and_both_sides_have_the_same_words() -> None:
    asks, first, second = PendingAsks(HALL), Terminal(CODE, "一号"), Terminal(OTHER, "二号")
    ids = [taken(asks, terminal.ask) for terminal in (first, second)]
    for terminal, typed, id in ((second, OTHER.lower(), ids[1]), (first, f" {CODE[:4]} {CODE[4:]}", ids[0])):
        found = asks.try_code(typed, 1.0)
        assert isinstance(found, Found)
        assert (found.id, found.ask.name, found.words) == (id, terminal.ask.name, terminal.key.words)
    assert first.key.words != second.key.words
    found_key = asks.key_of(ids[0], 1.0)
    assert found_key is not None
    asks.admit(ids[0], found_key[1].sealed(b"credential", ids[0]))
    standing = asks.standing(ids[0], 1.0)
    assert isinstance(standing, Admitted)
    assert first.key.opened(standing.sealed, ids[0]) == b"credential"
    for stranger, about in ((second, ids[0]), (first, ids[1])):
        with pytest.raises(WrongAnswerError):
            stranger.key.opened(standing.sealed, about)
    assert asks.standing(ids[1], 1.0) == Waiting()


def test_a_man_in_the_middle_who_swaps_authority_request_name_or_part_is_found_by_no_code() -> None:
    asks, honest = PendingAsks(HALL), Terminal()
    fooled = Terminal(seen=authority(new_key(), "puyang"))
    swapped = replace(honest.ask, request=request(new_key(), "大厅门口").decode())
    for ask in (fooled.ask, swapped):
        taken(asks, ask)
        assert isinstance(asks.try_code(CODE, 1.0), Wrong)
    for change in ({"name": "别的"}, {"part": "window"}):
        asks, honest = PendingAsks(HALL), Terminal()
        taken(asks, replace(honest.ask, **change))
        assert isinstance(asks.try_code(CODE, 1.0), Wrong)


def test_a_code_is_good_for_ten_minutes() -> None:
    asks, terminal = PendingAsks(HALL), Terminal()
    id = taken(asks, terminal.ask)
    assert isinstance(asks.try_code(CODE, VALID_S - 1), Found)
    assert asks.key_of(id, VALID_S - 1) is not None
    assert asks.key_of(id, VALID_S) is None
    assert asks.try_code(CODE, VALID_S) == Wrong(OVER)
    assert asks.standing(id, VALID_S) == Expired()
    assert asks.standing("0123456789abcdef", 0.0) == Expired()


def test_five_wrong_codes_lock_every_ask_until_a_new_code_or_ten_minutes() -> None:
    asks = PendingAsks(HALL)
    id = taken(asks, plain_ask("一号"))
    assert asks.try_code("ABC", 0.0) == Wrong(NOT_A_CODE)
    told = [asks.try_code(CODE, 1.0) for _ in range(TRIES)]
    left = [WRONG.format(left=tries) for tries in range(TRIES - 1, 0, -1)]
    assert told == [Wrong(sentence) for sentence in (*left, LOCKED)]
    assert asks.standing(id, 1.0) == Locked()
    assert asks.try_code(CODE, 2.0) == Wrong(LOCKED)
    assert asks.try_code(CODE, VALID_S + 1.0) != Wrong(LOCKED)
    for _ in range(TRIES - 1):
        asks.try_code(CODE, 700.0)
    assert asks.try_code(CODE, 700.0) == Wrong(LOCKED)
    terminal = Terminal()
    taken(asks, terminal.ask, 701.0)
    assert isinstance(asks.try_code(CODE, 702.0), Found)


def test_the_right_code_forgives_the_wrong_ones() -> None:
    asks, terminal = PendingAsks(HALL), Terminal()
    taken(asks, terminal.ask)
    for _ in range(2):
        for _ in range(TRIES - 1):
            assert isinstance(asks.try_code(OTHER, 0.0), Wrong)
        assert isinstance(asks.try_code(CODE, 0.0), Found)


def test_an_ask_that_was_seen_is_never_taken_again() -> None:
    asks, ask = PendingAsks(HALL), plain_ask("一号")
    id = taken(asks, ask)
    assert asks.take(ask, 1.0) == Refused(sentence=USED)
    asks.refuse(id)
    assert isinstance(asks.standing(id, 1.0), Refused)
    assert asks.take(replace(ask, name="二号"), VALID_S * 2) == Refused(sentence=USED)


def test_ten_wait_at_most_and_only_those_that_ask_properly() -> None:
    asks = PendingAsks(HALL)
    ids = [taken(asks, plain_ask(f"第{number}台")) for number in range(MOST)]
    assert asks.take(plain_ask("多出来的"), 1.0) == Refused(sentence=FULL)
    asks.refuse(ids[0])
    taken(asks, plain_ask("补上的"), 1.0)
    assert asks.take(plain_ask("又多出来的"), 1.0) == Refused(sentence=FULL)
    taken(asks, plain_ask("后来的"), VALID_S + 2.0)
    fine = plain_ask("好的")
    spoiled = fine.request.replace("M", "N", 3)
    for bad in (
        replace(fine, request="not one"),
        replace(fine, request=spoiled),
        replace(fine, name=""),
        replace(fine, name="一\n二"),
    ):
        assert PendingAsks(HALL).take(bad, 0.0) == Refused(sentence=NO_ASK)
