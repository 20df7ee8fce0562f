"""Keys and the calendar by command: a key is never lost by making another, and no undecreed year comes out."""

from pathlib import Path

import pytest

from provisioning.calendar_command import calendar
from provisioning.key_command import key
from provisioning.keys import load_private_key, load_public_key
from queue_server.signing import KeyTextError, public_key_of
from queue_server.workdays.signed import read


def test_a_key_is_private_to_its_owner_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, public = tmp_path / "county.key", tmp_path / "county.key.pub"
    assert key([str(private)]) == 0
    assert private.stat().st_mode & 0o077 == 0
    assert public_key_of(load_private_key(private)) == load_public_key(public)
    before = private.read_bytes()
    assert key([str(private)]) == 2
    assert "已经有" in capsys.readouterr().err
    assert private.read_bytes() == before


def test_the_halves_of_a_key_are_not_taken_for_each_other(tmp_path: Path) -> None:
    key([str(tmp_path / "county.key")])
    with pytest.raises(KeyTextError, match="这不是私钥"):
        load_private_key(tmp_path / "county.key.pub")
    with pytest.raises(KeyTextError, match="这不是公钥"):
        load_public_key(tmp_path / "county.key")


def test_the_calendar_is_made_of_decreed_years_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    private, made = tmp_path / "county.key", tmp_path / "calendar.toml"
    key([str(private)])
    command = ["--key", str(private), "--out", str(made), "--first"]
    assert calendar([*command, "2100"]) == 2
    assert "没有 2100 年" in capsys.readouterr().err
    assert not made.exists()
    assert calendar([*command, "2025"]) == 0
    assert read(made.read_bytes(), load_public_key(tmp_path / "county.key.pub")).covered_from.year == 2025
