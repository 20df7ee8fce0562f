"""The practice hall's command, run as `make run` runs it."""

import os
import subprocess
import sys
from pathlib import Path

import psutil

from tests.running_hall import ROOT

TIMEOUT_S = 60.0


def command(*arguments: str | Path) -> list[str | Path]:
    """The command line with these arguments."""
    return [sys.executable, "-m", "provisioning.rehearsal", *arguments]


def environment(**changed: str) -> dict[str, str]:
    """Ours without a desktop, and with what is `changed`."""
    return {name: value for name, value in os.environ.items() if name != "DISPLAY"} | changed


def run(*arguments: str | Path, **changed: str) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end."""
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=environment(**changed),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )


def the_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    """The one sentence that a command says instead of starting."""
    assert ended.returncode == 2
    assert ended.stdout == ""
    (sentence,) = ended.stderr.splitlines()
    assert sentence.startswith("✗ ")
    return sentence


def family(pid: int) -> list[psutil.Process]:
    """Every process that descends from this one."""
    return list(psutil.Process(pid).children(recursive=True))
