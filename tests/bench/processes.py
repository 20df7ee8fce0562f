"""Processes of the project: started and ended, and what they hold, from the kernel's own books (proc(5))."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
MB = 1024


@contextmanager
def child(
    log: Path, *arguments: str, piped: bool = False, environment: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m …` from the root of the project; asked to end and waited for when the block is left.

    Its input is empty and its output goes to `log`; `piped`, both are pipes.
    """
    command = [sys.executable, "-m", *arguments]
    with log.open("ab") as said:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
            stdout=subprocess.PIPE if piped else said,
            stderr=said,
            env=environment,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def resident_mb(*pids: int) -> float:
    """The sum of the resident sets of the processes and of all below them, in MB.

    Pages that processes share are counted in each of them, so the sum is no flattery.
    """
    return sum(_resident_kb(pid) for top in pids for pid in _family(top)) / MB


def cpu_s(pid: int) -> float:
    """Seconds that the process has been computing."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return [pid, *(below for child in children for below in _family(child))]


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
