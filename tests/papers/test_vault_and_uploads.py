"""Papers come in piece by piece, are kept under lock, and leave a count when their days are over."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from queue_server.papers.coming import COMING_S, Coming, coming
from queue_server.papers.keys import PaperKeys, paper_keys
from queue_server.papers.uploads import (
    KEPT_S,
    UnknownUploadError,
    Uploads,
    Wanted,
    WrongOffsetError,
    WrongPaperError,
)
from queue_server.papers.vault import Deleted, Label, Vault, VaultError
from queue_server.sealing import About, seal

DAY = "2026-11-24"
MARKER = b"PLAIN-MARKER-OF-A-PAPER"
LABEL = Label(owner="kiosk-1/wish-1", material="身份证", day=DAY)


def opened(state: Path) -> tuple[PaperKeys, Vault, Uploads]:
    keys = paper_keys(state)
    vault = Vault(state / "papers/kept", keys.vault)
    return keys, vault, Uploads(state / "papers/coming", "puyang", keys.private, vault)


def sealed_for(keys: PaperKeys, hall: str = "puyang") -> tuple[bytes, Wanted]:
    sealed = seal(keys.public, MARKER * 500, About(hall=hall, owner="wish-1", matter="A01", material="身份证"))
    return sealed, Wanted(id="p1", length=len(sealed), sha256=hashlib.sha256(sealed).hexdigest())


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    assert paper_keys(tmp_path) == paper_keys(tmp_path)
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "keys").iterdir()} == {0o600}


def test_an_upload_goes_on_after_a_restart_and_no_plain_byte_touches_the_disk(tmp_path: Path) -> None:
    keys, _, uploads = opened(tmp_path)
    sealed, wanted = sealed_for(keys)
    uploads.create("kiosk-1", wanted)
    uploads.append("kiosk-1", "p1", 0, sealed[:100], DAY)
    _, vault, again = opened(tmp_path)
    assert again.create("kiosk-1", wanted).offset == 100
    assert again.append("kiosk-1", "p1", 100, sealed[100:], DAY).done
    assert again.create("kiosk-1", wanted).done
    assert vault.of("kiosk-1/wish-1", DAY) == (LABEL,)
    assert vault.open(LABEL) == MARKER * 500
    assert [file for file in tmp_path.rglob("*") if file.is_file() and MARKER in file.read_bytes()] == []


def test_a_piece_at_the_wrong_place_or_of_another_client_is_refused(tmp_path: Path) -> None:
    keys, _, uploads = opened(tmp_path)
    sealed, wanted = sealed_for(keys)
    uploads.create("kiosk-1", wanted)
    with pytest.raises(WrongOffsetError):
        uploads.append("kiosk-1", "p1", 5, sealed[5:], DAY)
    with pytest.raises(UnknownUploadError):
        uploads.append("kiosk-2", "p1", 0, sealed, DAY)


@pytest.mark.parametrize("wrong", ["hash", "hall"])
def test_a_wrong_whole_is_refused_and_forgotten(tmp_path: Path, wrong: str) -> None:
    keys, vault, uploads = opened(tmp_path)
    sealed, wanted = sealed_for(keys, "elsewhere" if wrong == "hall" else "puyang")
    uploads.create("kiosk-1", wanted)
    with pytest.raises(WrongPaperError):
        uploads.append("kiosk-1", "p1", 0, sealed if wrong == "hall" else sealed[:-1] + b"?", DAY)
    with pytest.raises(UnknownUploadError):
        uploads.standing("kiosk-1", "p1")
    assert vault.of("kiosk-1/wish-1", DAY) == ()


def test_half_uploads_are_cleared_in_time(tmp_path: Path) -> None:
    keys, _, uploads = opened(tmp_path)
    sealed, wanted = sealed_for(keys)
    uploads.create("kiosk-1", wanted)
    uploads.append("kiosk-1", "p1", 0, sealed[:9], DAY)
    assert uploads.expire() == 0
    written = (tmp_path / "papers/coming/kiosk-1/p1.part").stat().st_mtime
    assert uploads.expire(written + KEPT_S + 1) == 1
    assert list((tmp_path / "papers/coming/kiosk-1").iterdir()) == []


def test_a_paper_moved_to_another_ticket_does_not_open(tmp_path: Path) -> None:
    _, vault, _ = opened(tmp_path)
    other = Label(owner="wish-2", material="身份证", day=DAY)
    vault.keep(LABEL, MARKER)
    vault.keep(other, b"other")
    mine, theirs = sorted((tmp_path / "papers/kept" / DAY).iterdir())
    mine.write_bytes(theirs.read_bytes())
    theirs.unlink()
    moved = next(label for label in (LABEL, other) if vault._file(label) == mine)
    with pytest.raises(VaultError):
        vault.open(moved)


def test_deletion_leaves_a_count_by_day_and_nothing_else(tmp_path: Path) -> None:
    _, vault, _ = opened(tmp_path)
    vault.keep(LABEL, MARKER)
    assert vault.delete_before(date(2026, 12, 23), keep_days=30) == 0
    assert vault.delete_before(date(2026, 12, 24), keep_days=30) == 1
    assert [(told.day, told.papers) for told in vault.tally.records()] == [(DAY, 1)]
    assert [file.name for file in (tmp_path / "papers/kept").rglob("*")] == ["tally.jsonl"]


def test_a_deletion_that_was_cut_off_goes_on_and_is_counted_once(tmp_path: Path) -> None:
    _, vault, _ = opened(tmp_path)
    for material in ("户口簿", "身份证"):
        vault.keep(Label(owner="kiosk-1/wish-1", material=material, day=DAY), MARKER)
    vault.tally.add(Deleted(day=DAY, papers=2, at=datetime.now(UTC)))
    next((tmp_path / "papers/kept" / DAY).iterdir()).unlink()
    vault.delete_before(date(2027, 1, 1), keep_days=30)
    assert [told.papers for told in vault.tally.records()] == [2]
    assert not (tmp_path / "papers/kept" / DAY).exists()


def test_what_is_on_its_way_is_known_by_its_head_until_it_rests(tmp_path: Path) -> None:
    told: list[str] = []
    keys, vault, _ = opened(tmp_path)
    uploads = Uploads(tmp_path / "papers/coming", "puyang", keys.private, vault, lambda: told.append("changed"))
    sealed, wanted = sealed_for(keys)
    uploads.create("kiosk-1", wanted)
    assert coming(tmp_path / "papers/coming") == ()
    uploads.append("kiosk-1", "p1", 0, sealed[:400], DAY)
    assert coming(tmp_path / "papers/coming") == (Coming(owner="kiosk-1/wish-1", material="身份证"),)
    uploads.append("kiosk-1", "p1", 400, sealed[400:500], DAY)
    assert told == ["changed"]
    written = (tmp_path / "papers/coming/kiosk-1/p1.part").stat().st_mtime
    assert coming(tmp_path / "papers/coming", written + COMING_S + 1) == ()
    uploads.append("kiosk-1", "p1", 500, sealed[500:], DAY)
    assert coming(tmp_path / "papers/coming") == ()
    assert told == ["changed"] * 2
