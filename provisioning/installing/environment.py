"""A release's own Python, made of its wheels without any network, and what is compiled once for all."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

STAMP = "ready"
ROOMS = ("queue_server", "kiosk", "devices", "provisioning")


class EnvironmentFailedError(Exception):
    """The release cannot be made ready to run; the text says so in Chinese."""


def is_ready(release: Path) -> bool:
    """Whether the release can run."""
    return (release / "software" / ".venv" / STAMP).exists()


def prepare(release: Path, log: Path) -> None:
    """Makes the release in that folder ready to run, where it is not; one that was left half made is made anew.

    Raises:
        EnvironmentFailedError: its wheels do not fit, or the disk is full; the programs' own words are in `log`.
    """
    if is_ready(release):
        return
    software = release / "software"
    venv = software / ".venv"
    python = venv / "bin" / "python"
    lock = ("--require-hashes", "-r", software / "requirements.lock")
    pip: list[str | Path] = [python, "-m", "pip", "--isolated", "--disable-pip-version-check", "install", "-q"]
    _run([sys.executable, "-m", "venv", "--clear", venv], software, log)
    _run([*pip, "--no-index", "--find-links", release / "wheels", *lock], software, log)
    for catalogue in sorted(software.glob("assets/locales/*/LC_MESSAGES/*.po")):
        compiled = catalogue.with_suffix(".mo")
        _run([python, "-m", "babel.messages.frontend", "compile", "-i", catalogue, "-o", compiled], software, log)
    _run([python, "-m", "compileall", "-q", *(room for room in ROOMS if (software / room).exists())], software, log)
    os.sync()
    (venv / STAMP).touch()


def _run(command: Sequence[str | Path], folder: Path, log: Path) -> None:
    """Runs a program in the folder; what the stick's script put in `PYTHONPATH` would pass for installed already."""
    with log.open("ab") as output:
        ended = subprocess.run(
            command,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
            timeout=1800,
        )
    if ended.returncode:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise EnvironmentFailedError(
            f"这个版本的 Python 环境没有建好：安装包要在同样的 Debian（这里是 Python {version}）上做（详情 {log}）"
        )
