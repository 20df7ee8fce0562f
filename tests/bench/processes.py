"""What processes hold, from the kernel's own books (proc(5))."""

from pathlib import Path

MB = 1024


def resident_mb(*pids: int) -> float:
    """The sum of the resident sets of the processes and of all below them, in MB.

    Pages that processes share are counted in each of them, so the sum is no flattery.
    """
    return sum(_resident_kb(pid) for top in pids for pid in _family(top)) / MB


def _family(pid: int) -> list[int]:
    children = [
        int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()
    ]
    return [pid, *(below for child in children for below in _family(child))]


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
