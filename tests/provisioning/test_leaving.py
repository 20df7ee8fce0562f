"""However the practice hall ends, nothing of it stays behind."""

import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.ports import free_port
from tests.provisioning.standing import command, environment, family
from tests.running_hall import ROOT, wait_for

pytestmark = pytest.mark.screen

START_DEADLINE_S = 60.0
LEAVE_DEADLINE_S = 20.0
PARTS = {"mosquitto", "Xvfb", "queue_server", "web", "forecaster", "devices", "kiosk", "display"}


def parts(pid: int) -> set[str]:
    """The parts of the hall that run, by what their command lines say."""
    words = {word for process in family(pid) for word in _command_line(process)}
    return PARTS & {Path(word).name for word in words}


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_every_process_ends_with_it(how: signal.Signals, tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("--state", tmp_path / "run", "--port", str(free_port())),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    everyone: list[psutil.Process] = []
    try:
        wait_for(lambda: parts(process.pid) == PARTS, START_DEADLINE_S)
        everyone = family(process.pid)
    finally:
        process.send_signal(how)
        process.wait(LEAVE_DEADLINE_S)
    _, left = psutil.wait_procs(everyone, timeout=LEAVE_DEADLINE_S)
    assert [one.cmdline() for one in left] == []
