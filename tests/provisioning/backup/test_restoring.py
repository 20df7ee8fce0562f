"""A backup makes of a new box the same hall, with all of its tickets, and never of one hall another."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from provisioning.backup.contents import Folders, files
from provisioning.backup.daily import KEEPS, file_of, keep_newest, own_key
from provisioning.backup.packing import About, pack
from provisioning.backup.restoring import RestoreError, restore
from provisioning.backup.sealing import SealError
from queue_server.contract import commands
from queue_server.journal import JournalError
from tests.desk.counter import Counter
from tests.running_hall import ROOT

SECRET = b"a secret of a technician"
PAPER = "lib/tinghao/papers/kept/2026-12-01/scan"


def folders(box: Path) -> Folders:
    """The folders of a box in that folder."""
    return Folders(box / "lib" / "tinghao", box / "etc" / "tinghao")


def about(hall: str = "puyang") -> About:
    """What a backup says of itself."""
    return About(hall=hall, at=datetime.now(UTC), version="2026.12.1", papers=False)


def nothing() -> None:
    """Nothing runs."""


def put_onto(backup: Path, box: Path, *, over: bool = False, secret: bytes = SECRET) -> About:
    """Restores it there."""
    (box / "lib").mkdir(parents=True, exist_ok=True)
    (box / "etc").mkdir(parents=True, exist_ok=True)
    return restore(backup, secret, folders(box), over=over, stop=nothing)


def content(folder: Path) -> dict[str, bytes]:
    """Every file below it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A box without a journal."""
    box = tmp_path / "small"
    for name, text in {
        "lib/tinghao/page.secret": "secret",
        "lib/tinghao/clients/kiosk-1.json": "{}",
        PAPER: "scan",
        "lib/tinghao/broker/mosquitto.db": "cache",
        "lib/tinghao-kiosk-1/door.pin": "1234",
        "lib/tinghao-update/update.json": "{}",
        "etc/tinghao/box.json": "{}",
    }.items():
        (box / name).parent.mkdir(parents=True, exist_ok=True)
        (box / name).write_text(text)
    (box / "lib/tinghao/page.secret").chmod(0o600)
    (box / "lib/tinghao/plan").mkdir()
    shutil.copy(ROOT / "assets/halls/puyang.toml", box / "lib/tinghao/plan/hall.toml")
    return box


def test_everything_but_caches_and_papers_comes_back_as_it_was(small: Path, tmp_path: Path) -> None:
    pack(tmp_path / "one.backup", SECRET, about(), folders(small))
    (tmp_path / "new/lib/tinghao").mkdir(parents=True)
    (tmp_path / "new/lib/tinghao/stranger").touch()
    put_onto(tmp_path / "one.backup", tmp_path / "new")
    left_out = {PAPER, "lib/tinghao/broker/mosquitto.db", "lib/tinghao-update/update.json"}
    kept = {name: text for name, text in content(small).items() if name not in left_out}
    assert content(tmp_path / "new") == kept | {"lib/tinghao.replaced/stranger": b""}
    assert (tmp_path / "new/lib/tinghao/page.secret").stat().st_mode & 0o777 == 0o600
    with_papers = [path for room in folders(small).rooms() for _, path in files(room, papers=True)]
    assert small / PAPER in with_papers


def test_what_does_not_open_or_is_of_another_hall_changes_nothing(small: Path, tmp_path: Path) -> None:
    backup = tmp_path / "one.backup"
    pack(backup, SECRET, about("shunping"), folders(small))
    before = content(small)
    with pytest.raises(RestoreError, match="备份是“shunping”这个大厅的，这台机器是“puyang”"):
        put_onto(backup, small)
    with pytest.raises(SealError, match="口令不对"):
        put_onto(backup, small, secret=b"another secret")
    half = tmp_path / "half.backup"
    half.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(SealError):
        put_onto(half, small)
    assert content(small) == before
    assert sorted(path.name for path in (small / "lib").iterdir()) == ["tinghao", "tinghao-kiosk-1", "tinghao-update"]


def test_a_database_that_cannot_be_copied_leaves_no_half_backup(small: Path, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    (small / "lib/tinghao/journal.sqlite").write_bytes(b"SQLite format 3\0" + b"spoilt" * 1000)
    with pytest.raises(JournalError):
        pack(tmp_path / "stick" / "one.backup", SECRET, about(), folders(small))
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_box_keeps_its_newest_seven_under_one_key(tmp_path: Path) -> None:
    first = date(2026, 12, 1)
    for number in range(KEEPS + 2):
        file_of(tmp_path / "backups", first + number * timedelta(days=1)).touch()
        keep_newest(tmp_path / "backups")
    kept = sorted(file.name for file in (tmp_path / "backups").iterdir())
    assert (len(kept), kept[0], kept[-1]) == (KEEPS, "2026-12-03.backup", "2026-12-09.backup")
    key = own_key(tmp_path)
    assert (own_key(tmp_path), len(key) > 40) == (key, True)
    assert (tmp_path / "backup.key").stat().st_mode & 0o077 == 0


def test_on_a_new_box_it_is_the_same_hall_with_all_of_its_tickets(small: Path, tmp_path: Path) -> None:
    new, taken = folders(tmp_path / "new").state / "journal.sqlite", commands.TakeTicket(matter="A1")
    counter = Counter(folders(small).state / "journal.sqlite")
    for _ in range(3):
        counter.do(taken)
    pack(tmp_path / "hall.backup", SECRET, about(), folders(small))  # while the server writes
    counter.journal.close()

    put_onto(tmp_path / "hall.backup", tmp_path / "new")
    counter = Counter(new)
    assert list(counter.desk.hall.tickets) == ["A001", "A002", "A003"]
    assert counter.journal.verify() is None
    counter.do(taken)
    counter.journal.close()

    with pytest.raises(RestoreError, match="流水比备份新"):
        put_onto(tmp_path / "hall.backup", tmp_path / "new")
    put_onto(tmp_path / "hall.backup", tmp_path / "new", over=True)
    assert new.with_name("page.secret").read_text() == "secret"
