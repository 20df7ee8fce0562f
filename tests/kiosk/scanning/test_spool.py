"""Waiting papers: whole or not there, oldest first, never plain, never long."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.scanning.spool import KEPT_FOR, NotSealedError, Spool, SpoolFullError
from queue_server.sealing import About, new_private_key, open_sealed, public_key_of, seal

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SERVER = new_private_key()
PLANTED = b"the words of the paper"


def sealed_(plain: bytes = PLANTED * 50) -> bytes:
    return seal(public_key_of(SERVER), plain, About("puyang", "t-1", "补贴", "身份证"))


def after(**passed: float) -> datetime:
    return NOW + timedelta(**passed)


def test_what_is_put_away_comes_back_and_opens(tmp_path: Path) -> None:
    spool, sealed = Spool(tmp_path, NOW), sealed_()
    spool.put("p-1", sealed, NOW)
    again = Spool(tmp_path, after(minutes=1)).read("p-1")
    assert again == sealed
    assert open_sealed(SERVER, again)[1] == PLANTED * 50


def test_the_oldest_comes_first(tmp_path: Path) -> None:
    spool = Spool(tmp_path, NOW)
    for id, moment in (("b", after(seconds=2)), ("c", after(seconds=3)), ("a", after(seconds=1))):
        spool.put(id, sealed_(), moment)
    assert [one.id for one in spool.waiting()] == ["a", "b", "c"]
    assert [one.since for one in spool.waiting()] == [after(seconds=second) for second in (1, 2, 3)]


def test_the_same_paper_again_replaces_itself_and_grows_no_younger(tmp_path: Path) -> None:
    spool, second = Spool(tmp_path, NOW), sealed_(b"second")
    spool.put("p", sealed_(), NOW)
    spool.put("p", second, after(minutes=10))
    assert [(one.id, one.since) for one in spool.waiting()] == [("p", NOW)]
    assert spool.read("p") == second


def test_no_plain_byte_touches_the_disk(tmp_path: Path) -> None:
    spool = Spool(tmp_path, NOW)
    spool.put("p", sealed_(), NOW)
    with pytest.raises(NotSealedError):
        spool.put("q", PLANTED * 50, NOW)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) == 1
    assert not any(PLANTED in file.read_bytes() for file in files)
    assert files[0].stat().st_mode & 0o077 == 0


def test_an_acknowledged_paper_is_gone(tmp_path: Path) -> None:
    spool = Spool(tmp_path, NOW)
    spool.put("p", sealed_(), NOW)
    assert spool.delete("p")
    assert not spool.delete("p")
    assert spool.read("p") is None
    assert list(tmp_path.iterdir()) == []


def test_a_paper_stays_for_a_quarter_of_an_hour_also_over_a_restart(tmp_path: Path) -> None:
    spool = Spool(tmp_path, NOW)
    spool.put("old", sealed_(), NOW)
    spool.put("young", sealed_(), after(seconds=1))
    assert spool.expire(NOW + KEPT_FOR - timedelta(milliseconds=1)) == ()
    assert [one.id for one in Spool(tmp_path, NOW + KEPT_FOR).waiting()] == ["young"]
    assert spool.expire(after(minutes=16)) == ("young",)


def test_a_clock_set_back_keeps_no_paper_for_ever(tmp_path: Path) -> None:
    Spool(tmp_path, NOW).put("p", sealed_(), NOW)
    assert Spool(tmp_path, after(days=-30)).waiting() == ()


@pytest.mark.parametrize("kept", [0, 10, 46, 200])
def test_a_file_cut_off_is_dropped_and_said(tmp_path: Path, kept: int, caplog: pytest.LogCaptureFixture) -> None:
    spool = Spool(tmp_path, NOW)
    file = spool.put("p", sealed_(), NOW).file
    file.write_bytes(file.read_bytes()[:kept])
    with caplog.at_level(logging.WARNING):
        assert spool.read("p") is None
    assert "cut off" in caplog.text
    assert spool.waiting() == ()


def test_what_a_power_cut_left_aside_is_cleared_at_start(tmp_path: Path) -> None:
    (tmp_path / "half.part").write_bytes(b"half")
    Spool(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_full_spool_refuses_and_keeps_what_waits(tmp_path: Path) -> None:
    sealed = sealed_()
    spool = Spool(tmp_path, NOW, most_bytes=2 * len(sealed))
    spool.put("a", sealed, NOW)
    spool.put("b", sealed, NOW)
    spool.put("b", sealed, NOW)
    with pytest.raises(SpoolFullError):
        spool.put("c", sealed, NOW)
    assert [one.id for one in spool.waiting()] == ["a", "b"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("id", ["", "../p", "a/b", "a.b", "x" * 65])
def test_an_id_that_is_none_is_refused(tmp_path: Path, id: str) -> None:
    with pytest.raises(NotSealedError):
        Spool(tmp_path, NOW).put(id, sealed_(), NOW)
    assert list(tmp_path.iterdir()) == []


def test_everything_can_be_wiped(tmp_path: Path) -> None:
    spool = Spool(tmp_path, NOW)
    spool.put("a", sealed_(), NOW)
    spool.wipe()
    assert spool.waiting() == ()
