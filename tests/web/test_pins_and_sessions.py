"""PINs, their lock and the cookies: what lets somebody in and keeps others out."""

import json
import stat
from pathlib import Path

import pytest

from queue_server.web.lockout import LOCKS_S, TRIES, Lockout
from queue_server.web.pins import FILE, Pin, PinError, fresh_pin, is_easy, load_pins, set_pin, verify
from queue_server.web.sessions import LIFE_S, SECRET_FILE, Session, Sessions

IDLE_S = 600.0


class Clock:
    """Seconds of the epoch, put forward by hand."""

    def __init__(self) -> None:
        self.now_s = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now_s


def test_only_the_right_pin_of_a_known_account_is_right(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    pins = load_pins(tmp_path)
    assert verify(pins["wang"], "2468")
    assert not verify(pins["wang"], "2469")
    assert not verify(pins.get("nobody"), "2468")
    assert not verify(Pin("not a hash"), "2468")


def test_pins_are_kept_as_argon2_hashes_that_only_the_owner_reads(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    set_pin(tmp_path, "li", "13579", must_change=True)
    pins = load_pins(tmp_path)
    assert {account: pin.must_change for account, pin in pins.items()} == {"wang": False, "li": True}
    assert pins["wang"].hash.startswith("$argon2id$")
    assert "2468" not in (tmp_path / FILE).read_text()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_the_bare_hashes_of_older_halls_are_still_good(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    (tmp_path / FILE).write_text(json.dumps({"wang": load_pins(tmp_path)["wang"].hash}))
    assert verify(load_pins(tmp_path)["wang"], "2468")


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３４", "0000", "1234", "87654321"])
def test_a_pin_is_four_to_eight_digits_that_are_no_row(tmp_path: Path, pin: str) -> None:
    with pytest.raises(PinError):
        set_pin(tmp_path, "wang", pin)


def test_a_fresh_pin_is_one_that_may_be_set() -> None:
    pins = {fresh_pin(4) for _ in range(300)}
    assert len(pins) > 200
    assert not any(map(is_easy, pins))


def test_the_fifth_wrong_pin_locks_and_each_further_fifth_for_longer() -> None:
    lockout, now_s = Lockout(), 100.0
    for lock_s in (*LOCKS_S, LOCKS_S[-1]):
        for tries in range(1, TRIES + 1):
            assert lockout.seconds_left("wang", now_s) == 0
            assert lockout.wrong("wang", now_s) is (tries == TRIES)
        assert lockout.seconds_left("wang", now_s) == lock_s
        assert lockout.seconds_left("wang", now_s + lock_s - 1) == 1
        now_s += lock_s
    assert lockout.seconds_left("li", now_s) == 0


def test_a_right_pin_forgives_the_wrong_ones_before() -> None:
    lockout = Lockout()
    for _ in range(TRIES - 1):
        lockout.wrong("wang", 0.0)
    lockout.right("wang")
    lockout.wrong("wang", 0.0)
    assert lockout.seconds_left("wang", 0.0) == 0


def test_a_session_outlives_a_restart_of_the_web(tmp_path: Path) -> None:
    _, cookie = Sessions(tmp_path, IDLE_S).open("wang", "window-1")
    session = Sessions(tmp_path, IDLE_S).read(cookie)
    assert session is not None
    assert (session.account, session.place) == ("wang", "window-1")
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600


def test_a_session_ends_at_logout_and_with_its_pin(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    sessions = Sessions(tmp_path, IDLE_S)
    session, first = sessions.open("wang", "window-1")
    elsewhere = sessions.elsewhere(session, "start")
    _, second = sessions.open("wang", "window-1")
    sessions.end(session)
    assert sessions.read(first) is None
    assert sessions.read(elsewhere) is None
    assert sessions.read(second) is not None
    set_pin(tmp_path, "wang", "8642")
    assert sessions.read(second) is None


def test_whoever_does_nothing_for_long_is_out_everywhere_and_that_is_told_once(tmp_path: Path) -> None:
    clock = Clock()
    idled: list[Session] = []
    sessions = Sessions(tmp_path, IDLE_S, idled.append, clock)
    session, cookie = sessions.open("wang", "window-1")
    elsewhere = sessions.elsewhere(session, "start")
    assert sessions.read(cookie) == session
    clock.now_s += IDLE_S
    assert sessions.read(cookie, active=True) == session
    clock.now_s += IDLE_S
    assert sessions.read(cookie) == session
    clock.now_s += 1
    assert sessions.read(cookie) is None
    assert sessions.read(elsewhere, active=True) is None
    assert idled == [session]


def test_no_session_is_longer_than_a_shift_however_busy(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path, IDLE_S, now=clock)
    _, cookie = sessions.open("wang", "window-1")
    for _ in range(LIFE_S // 60):
        clock.now_s += 60
        assert sessions.read(cookie, active=True) is not None
    clock.now_s += 60
    assert sessions.read(cookie, active=True) is None


def test_no_letter_of_a_session_can_be_changed(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, IDLE_S)
    _, cookie = sessions.open("wang", "window-1")
    body, _, signature = cookie.partition(".")
    other_body = sessions.open("li", "window-1")[1].partition(".")[0]
    for forged in ("", ".", "é.é", body, f"{body}.", f"{other_body}.{signature}", f"{body}.{signature[::-1]}"):
        assert sessions.read(forged) is None, forged
