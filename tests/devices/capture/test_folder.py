"""A scanner's folder: each picture taken once and whole, and nothing else touched."""

import os
from pathlib import Path

import pytest

from devices.capture.folder import UNFINISHED_S, WatchedFolder
from devices.capture.source import NoPictureError, SourceStatus
from devices.errors import DeviceOfflineError
from devices.simulator.dropping import KEYS, DroppingScanner, huge_png
from tests.devices.clock import HandClock

JPEG = b"\xff\xd8\xff\xe0" + b"inside" * 100 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"inside" * 100 + b"IEND\xaeB`\x82"
PDF = b"%PDF-1.7\n" + b"inside" * 100 + b"%%EOF\n"
TIFF = b"II*\0" + b"inside" * 100
STEADY_S = 1.0


class Standing:
    """A folder, its driver, and a clock moved by hand."""

    def __init__(self, path: Path) -> None:
        path.mkdir()
        self.path = path
        self.clock = HandClock()
        self.source = WatchedFolder(path, steady_s=STEADY_S, timeout_s=5, largest_bytes=10_000, clock=self.clock)
        self.source.open()

    def put(self, name: str, content: bytes) -> Path:
        """A program writes a file."""
        file = self.path / name
        file.write_bytes(content)
        return file

    def taken(self, seconds: float = STEADY_S) -> bytes | None:
        """What is taken when it looks now, and again after some time."""
        first = self.source.next()
        assert first is None
        self.clock.advance(seconds)
        picture = self.source.next()
        return picture.content if picture else None

    def names(self) -> set[str]:
        """What lies there."""
        return {entry.name for entry in self.path.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Standing:
    return Standing(tmp_path / "scans")


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.jpg", JPEG, "jpeg"),
        ("A 扫描.JPEG", JPEG + b"\0" * 100, "jpeg"),
        ("a.png", PNG, "png"),
        ("a.tif", TIFF, "tiff"),
        ("a.pdf", PDF, "pdf"),
    ],
)
def test_a_whole_file_is_taken_once_and_deleted(folder: Standing, name: str, content: bytes, form: str) -> None:
    folder.put(name, content)
    assert folder.source.next() is None
    folder.clock.advance(STEADY_S)
    picture = folder.source.next()
    assert picture is not None
    assert (picture.content, picture.form) == (content, form)
    assert folder.names() == set()
    assert folder.taken() is None
    assert folder.source.health.status is SourceStatus.GOOD


def test_a_file_that_is_still_written_is_left_until_it_is_whole(folder: Standing) -> None:
    for end in (50, 150, 300):
        folder.put("a.jpg", JPEG[:end])
        assert folder.taken(STEADY_S / 2) is None
    assert folder.taken(UNFINISHED_S - STEADY_S) is None
    folder.put("a.jpg", JPEG)
    assert folder.taken() == JPEG


def test_a_file_that_never_becomes_whole_is_taken_as_it_is(folder: Standing) -> None:
    folder.put("a.jpg", JPEG[:100])
    assert folder.taken(UNFINISHED_S) == JPEG[:100]
    assert folder.names() == set()


def test_a_file_renamed_into_place_is_taken(folder: Standing) -> None:
    folder.put("a.jpg.part", JPEG)
    assert folder.taken() is None
    (folder.path / "a.jpg.part").rename(folder.path / "a.jpg")
    assert folder.taken() == JPEG


def test_several_files_are_taken_in_the_order_in_which_they_were_written(folder: Standing) -> None:
    for number, name in enumerate(("c.jpg", "a.jpg", "b.jpg")):
        os.utime(folder.put(name, JPEG + name.encode()), (1000 + number, 1000 + number))
    assert folder.taken() == JPEG + b"c.jpg"
    for later in (b"a.jpg", b"b.jpg"):
        picture = folder.source.next()
        assert picture is not None
        assert picture.content == JPEG + later


def test_what_is_no_picture_and_what_lay_there_before_is_left_alone(tmp_path: Path) -> None:
    scans = tmp_path / "pictures"
    scans.mkdir()
    (scans / "old.jpg").write_bytes(JPEG)
    elsewhere = tmp_path / "elsewhere.jpg"
    elsewhere.write_bytes(JPEG)
    (scans / "link.jpg").symlink_to(elsewhere)
    (scans / "folder.jpg").mkdir()
    os.mkfifo(scans / "pipe.jpg")
    for name in ("notes.txt", "a.jpg.part", ".hidden.jpg", "program.exe"):
        (scans / name).write_bytes(b"foreign")
    before = {entry.name for entry in scans.iterdir()}
    clock = HandClock()
    source = WatchedFolder(scans, clock=clock)
    for _ in range(3):
        assert source.next() is None
        clock.advance(20)
    source.clear()
    assert {entry.name for entry in scans.iterdir()} == before
    assert elsewhere.exists()
    (scans / "old.jpg").write_bytes(JPEG + b"written over")
    assert source.next() is None
    clock.advance(STEADY_S)
    assert source.next() is not None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", JPEG + b"\0" * 10_000 + b"\xff\xd9"),
        ("a.jpg", PNG + b"\xff\xd9"),
        ("a.pdf", b"%%EOF"),
        ("a.png", JPEG + b"IEND\xaeB`\x82"),
    ],
    ids=["too large", "another form", "no pdf", "another start"],
)
def test_what_is_no_such_picture_is_refused_with_a_reason_and_deleted(
    folder: Standing, name: str, content: bytes
) -> None:
    folder.put(name, content)
    with pytest.raises(NoPictureError) as told:
        folder.taken()
    assert told.value.status is SourceStatus.UNSUPPORTED
    assert folder.source.health.why
    assert folder.names() == set()
    assert folder.taken() is None


def test_papers_of_somebody_who_has_left_are_deleted(folder: Standing) -> None:
    folder.put("a.jpg", JPEG)
    folder.put("b.pdf", PDF[:30])
    folder.source.clear()
    assert folder.names() == set()


def test_a_folder_that_is_away_is_offline_and_comes_back(folder: Standing) -> None:
    away = folder.path.rename(folder.path.with_name("away"))
    with pytest.raises(DeviceOfflineError, match="cannot be used"):
        folder.source.next()
    assert folder.source.health.status is SourceStatus.IO_ERROR
    away.rename(folder.path)
    folder.put("a.jpg", JPEG)
    assert folder.taken() == JPEG


def test_nothing_within_the_time_is_no_paper(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    source = WatchedFolder(tmp_path / "scans", timeout_s=0.05)
    with pytest.raises(NoPictureError) as told:
        source.snap()
    assert told.value.status is SourceStatus.NO_DOCS


def test_every_key_of_the_simulated_scanner_puts_one_file_there(tmp_path: Path) -> None:
    machine, clock = DroppingScanner(tmp_path / "scans"), HandClock()
    source = WatchedFolder(Path(machine.path), clock=clock)
    source.open()
    for name in KEYS:
        machine.press(name)
        source.next()
        clock.advance(UNFINISHED_S)
        assert source.next() is not None, name
    machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError):
        source.next()
    machine.set_fault("unplugged", False)
    assert source.next() is None


def test_a_bomb_is_small_as_a_file() -> None:
    assert len(huge_png(20_000)) < 100_000
