"""Whoever changes what was recorded is found out, and what a power cut left is no record."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from queue_server.chained import Chained


class Said(msgspec.Struct, frozen=True):
    word: str


def kept(path: Path, *words: str) -> Chained[Said]:
    chained = Chained(path, Said)
    for word in words:
        chained.add(Said(word))
    return chained


def words(chained: Chained[Said]) -> list[str]:
    return [said.word for said in chained.records()]


def test_records_come_back_in_order_after_a_restart_and_hold_together(tmp_path: Path) -> None:
    kept(tmp_path / "log", "一", "二")
    again = kept(tmp_path / "log", "三")
    assert words(again) == ["一", "二", "三"]
    assert again.first_broken() is None
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda lines: [lines[0].replace("一".encode(), "七".encode()), *lines[1:]], 2),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [lines[0], b"?\n", lines[2]], 2),
    ],
    ids=["altered", "taken out", "reordered", "garbled"],
)
def test_a_change_is_found(tmp_path: Path, change: Callable[[list[bytes]], list[bytes]], broken: int) -> None:
    path = tmp_path / "log"
    chained = kept(path, "一", "二", "三")
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    assert chained.first_broken() == broken
    chained.add(Said("四"))
    assert words(chained)[-1] == "四"
    assert chained.first_broken() == broken


@pytest.mark.parametrize("left", [1, 40])
def test_half_a_line_is_no_record_and_the_next_one_follows(tmp_path: Path, left: int) -> None:
    path = tmp_path / "log"
    kept(path, "一", "二")
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(whole[0] + whole[1][:left])
    assert words(kept(path, "三")) == ["一", "三"]
    assert Chained(path, Said).first_broken() is None
