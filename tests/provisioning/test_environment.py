"""A release's environment comes from its own wheels, whole or to be made again, and from nowhere else."""

import subprocess
from pathlib import Path

import pytest

from provisioning.environment import PYTHON, EnvironmentMissingError, make_environment
from tests.provisioning.wheels import lock_of, wheel


def test_components_come_from_the_right_wheels_and_what_is_whole_is_kept(tmp_path: Path) -> None:
    for folder in ("software", "wheels"):
        (tmp_path / folder).mkdir()
    lock = lock_of(wheel(tmp_path / "wheels", "greeting", "SAID = 7"))
    (tmp_path / "software" / "requirements.lock").write_text(lock)
    wheel(tmp_path / "wheels", "greeting", "SAID = 8")
    with pytest.raises(EnvironmentMissingError, match="组件不全或装不上"):
        make_environment(tmp_path)

    wheel(tmp_path / "wheels", "greeting", "SAID = 7")
    make_environment(tmp_path)
    command = [str(tmp_path / "software" / PYTHON), "-c", "import greeting; print(greeting.SAID)"]
    assert subprocess.check_output(command, text=True) == "7\n"
    made = (tmp_path / "software" / ".venv" / "pyvenv.cfg").stat().st_ino
    make_environment(tmp_path)
    assert (tmp_path / "software" / ".venv" / "pyvenv.cfg").stat().st_ino == made
