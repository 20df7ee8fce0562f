"""The technician's command line knows its commands and explains each of them."""

import subprocess
import sys

import pytest

from provisioning.__main__ import COMMANDS, main


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - {"fleet"}))
def test_every_command_explains_itself_in_chinese(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["provisioning", name, "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert any("\u4e00" <= letter <= "\u9fff" for letter in capsys.readouterr().out)


def test_the_fleet_explains_itself_too() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "provisioning", "fleet", "--help"], capture_output=True, text=True, check=False
    )
    assert (said.returncode, "大厅" in said.stdout) == (0, True)


def test_an_unknown_command_is_told_which_there_are() -> None:
    said = subprocess.run([sys.executable, "-m", "provisioning", "instal"], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert all(name in said.stderr for name in COMMANDS)
