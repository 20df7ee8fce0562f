"""Whoever dies first, nobody outlives the process that started it."""

import subprocess
import threading
from pathlib import Path
from signal import SIGTERM

from queue_server.leash import leashed
from tests.running_hall import DEADLINE_S


def test_what_has_its_parent_runs(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    assert subprocess.run(leashed(["touch", marker]), check=False).returncode == 0
    assert marker.exists()


def test_what_has_lost_its_parent_before_it_was_tied_does_not_begin(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    by_another = ["/bin/sh", "-c", '"$@"; exit $?', "sh", *leashed(["touch", marker])]
    assert subprocess.run(by_another, check=False).returncode == 1
    assert not marker.exists()


def test_it_is_told_to_end_when_the_thread_that_started_it_ends() -> None:
    started: list[subprocess.Popen[str]] = []

    def start() -> None:
        child = subprocess.Popen(
            leashed(["/bin/sh", "-c", "echo up; exec sleep 600"]), stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "up\n"
        started.append(child)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    with started[0] as child:
        assert child.wait(DEADLINE_S) == -SIGTERM
