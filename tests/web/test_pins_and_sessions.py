"""PINs, their lock and the cookies: what lets a clerk in and keeps others out."""

import stat
from pathlib import Path

import pytest

from queue_server.web.lockout import LOCK_S, TRIES, Lockout
from queue_server.web.pins import FILE, PinError, load_hashes, set_pin, verify
from queue_server.web.sessions import SECRET_FILE, Sessions


def test_only_the_right_pin_of_a_known_clerk_is_right(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    hashes = load_hashes(tmp_path)
    assert verify(hashes["wang"], "2468")
    assert not verify(hashes["wang"], "2469")
    assert not verify(hashes.get("nobody"), "2468")
    assert not verify("not a hash", "2468")


def test_pins_are_kept_as_argon2_hashes_that_only_the_owner_reads(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    set_pin(tmp_path, "li", "13579")
    assert set(load_hashes(tmp_path)) == {"wang", "li"}
    assert load_hashes(tmp_path)["wang"].startswith("$argon2id$")
    assert "2468" not in (tmp_path / FILE).read_text()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "１２３４"])
def test_a_pin_is_four_to_eight_digits(tmp_path: Path, pin: str) -> None:
    with pytest.raises(PinError):
        set_pin(tmp_path, "wang", pin)


def test_the_fifth_wrong_pin_locks_for_a_minute() -> None:
    lockout = Lockout()
    for _ in range(TRIES):
        assert lockout.seconds_left("wang", 100.0) == 0
        lockout.wrong("wang", 100.0)
    assert lockout.seconds_left("wang", 100.0) == LOCK_S
    assert lockout.seconds_left("li", 100.0) == 0
    assert lockout.seconds_left("wang", 100.0 + LOCK_S - 1) == 1
    assert lockout.seconds_left("wang", 100.0 + LOCK_S) == 0


def test_a_right_pin_forgives_the_wrong_ones_before() -> None:
    lockout = Lockout()
    for _ in range(TRIES - 1):
        lockout.wrong("wang", 0.0)
    lockout.right("wang")
    lockout.wrong("wang", 0.0)
    assert lockout.seconds_left("wang", 0.0) == 0


def test_a_session_outlives_a_restart_of_the_web(tmp_path: Path) -> None:
    cookie = Sessions(tmp_path).open("wang", 1)
    session = Sessions(tmp_path).read(cookie)
    assert session is not None
    assert (session.clerk, session.window) == ("wang", 1)
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600


def test_a_session_ends_at_logout_and_with_its_pin(tmp_path: Path) -> None:
    set_pin(tmp_path, "wang", "2468")
    sessions = Sessions(tmp_path)
    first, second = sessions.open("wang", 1), sessions.open("wang", 1)
    session = sessions.read(first)
    assert session is not None
    sessions.end(session)
    assert sessions.read(first) is None
    assert sessions.read(second) is not None
    set_pin(tmp_path, "wang", "8642")
    assert sessions.read(second) is None


def test_no_letter_of_a_session_can_be_changed(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path)
    cookie = sessions.open("wang", 1)
    body, _, signature = cookie.partition(".")
    other_body = sessions.open("li", 1).partition(".")[0]
    for forged in ("", ".", "é.é", body, f"{body}.", f"{other_body}.{signature}", f"{body}.{signature[::-1]}"):
        assert sessions.read(forged) is None, forged
