"""A control group of its own for every booted system, in whichever hierarchies systemd uses here."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

NAME = "tinghao-booted"
MOVE = 'while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs"; shift; done; shift; exec "$@"'


def within(name: str, command: Sequence[str | Path]) -> list[str | Path]:
    """The command, so that its process moves into a group of that name before it begins."""
    groups = [hierarchy / NAME / name for hierarchy in _hierarchies()]
    for group in groups:
        group.mkdir(parents=True, exist_ok=True)
    return ["sh", "-c", MOVE, "sh", *groups, "--", *command]


def sweep() -> None:
    """Removes the groups, once nobody is in them."""
    for hierarchy in _hierarchies():
        groups = [group for group in (hierarchy / NAME).rglob("*") if group.is_dir()]
        for group in (*sorted(groups, reverse=True), hierarchy / NAME):
            with contextlib.suppress(OSError):
                group.rmdir()


def _hierarchies() -> list[Path]:
    """Where the unified hierarchy and, on older systems, systemd's own are mounted (cgroups(7))."""
    found = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split()
        if kind == "cgroup2" or (kind == "cgroup" and "name=systemd" in options.split(",")):
            found.append(Path(before.split()[4]))
    return found
