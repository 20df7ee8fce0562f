"""A release's environment comes from its own wheels, whole or to be made again, and from nowhere else."""

import subprocess
from pathlib import Path

import pytest

from provisioning.environment import PYTHON, EnvironmentMissingError, make_environment
from tests.provisioning.wheels import lock_of, wheel


def test_components_come_from_the_wheels_and_what_is_whole_is_kept(tmp_path: Path) -> None:
    venv = tmp_path / "software" / ".venv"
    for folder in ("software", "wheels"):
        (tmp_path / folder).mkdir()
    lock = lock_of(wheel(tmp_path / "wheels", "greeting", "SAID = 7"))
    (tmp_path / "software" / "requirements.lock").write_text(lock)
    venv.touch()
    with pytest.raises(EnvironmentMissingError, match="Python 环境没有建好"):
        make_environment(tmp_path)

    venv.unlink()
    venv.mkdir()
    (venv / "half").touch()
    make_environment(tmp_path)
    command = [str(tmp_path / "software" / PYTHON), "-c", "import greeting; print(greeting.SAID)"]
    assert subprocess.check_output(command, text=True) == "7\n"
    assert not (venv / "half").exists()
    made = (venv / "pyvenv.cfg").stat().st_ino
    make_environment(tmp_path)
    assert (venv / "pyvenv.cfg").stat().st_ino == made
