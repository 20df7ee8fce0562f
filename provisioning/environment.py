"""A release's Python environment, made from the wheels that came with it and nothing else: no network is asked."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from queue_server.state_dir import write_private

LOCK = "requirements.lock"
VENV = ".venv"
PYTHON = f"{VENV}/bin/python"
MAKING_TIMEOUT_S = 900.0
STAMP = "ready"
"""In an environment that is whole; it says of what, and where."""
ROOMS = ("queue_server", "kiosk", "devices", "provisioning")
TOLD_CHARACTERS = 300
"""The end of what a program says is where it says what is wrong."""


class EnvironmentMissingError(Exception):
    """The environment could not be made; said in Chinese, with the end of what the program said."""


def is_whole(release: Path) -> bool:
    """Whether the release has the environment that its lock asks for, made where it lies now."""
    stamp = release / "software" / VENV / STAMP
    return stamp.is_file() and stamp.read_bytes() == _stamp(release / "software")


def make_environment(release: Path) -> None:
    """Makes `software/.venv` of the release in its final folder, and what is compiled once for all.

    One that is whole is kept. A power cut at any step leaves one that is made anew the next time.

    Raises:
        EnvironmentMissingError: a wheel is missing or is not the one that the lock names, or the disk refuses.
    """
    if is_whole(release):
        return
    software = release / "software"
    venv = software / VENV
    base = Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}"
    _run([str(base), "-m", "venv", "--clear", str(venv)], software)
    python, wheels = str(software / PYTHON), str(release / "wheels")
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-cache-dir", "--quiet"]
    _run([*pip, "--no-index", "--find-links", wheels, "--require-hashes", "-r", LOCK], software)
    for catalogue in sorted(software.glob("assets/locales/*/LC_MESSAGES/*.po")):
        babel = [python, "-m", "babel.messages.frontend", "compile"]
        _run([*babel, "-i", str(catalogue), "-o", str(catalogue.with_suffix(".mo"))], software)
    rooms = [room for room in ROOMS if (software / room).is_dir()]
    if rooms:  # whoever runs may not write into it
        _run([python, "-m", "compileall", "-q", *rooms], software)
    os.sync()
    stamp = venv / STAMP
    write_private(stamp, _stamp(software))
    stamp.chmod(0o644)


def _stamp(software: Path) -> bytes:
    """What the environment was made of, and where: its programs name their folder."""
    return f"{software}\n{hashlib.sha256((software / LOCK).read_bytes()).hexdigest()}\n".encode()


def _run(command: Sequence[str], folder: Path) -> None:
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env=alone | {"PIP_CONFIG_FILE": os.devnull},
            capture_output=True,
            text=True,
            errors="replace",
            timeout=MAKING_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EnvironmentMissingError(f"Python 环境没有建好（{error}）") from error
    if ended.returncode:
        said = " ".join((ended.stderr or ended.stdout).split())[-TOLD_CHARACTERS:]
        raise EnvironmentMissingError(f"Python 环境没有建好，安装包里的组件不全或装不上（{said}）")
