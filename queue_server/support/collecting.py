"""Gathers the support file's parts on the server's box: versions, plan, disk, units, logs; each scrubbed."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from queue_server.client import measured
from queue_server.contract.plan import Plan
from queue_server.release import version
from queue_server.support.scrubbing import Scrubber

LOG_BYTES = 1 << 20
"""Of each log the end of that size."""
COMMAND_S = 15.0
RUNS_SYSTEMD = Path("/run/systemd/system")
"""It is there where systemd is the first process (sd_booted(3))."""
LOGS = ("journalctl", "--unit=tinghao*", "--lines=4000", "--no-pager", "--output=short-iso", "--quiet")
UNITS = ("systemctl", "list-units", "tinghao*", "--all", "--plain", "--no-pager", "--full")


def parts(plan: Plan, state: Path, scrubber: Scrubber, logs: Iterable[Path]) -> dict[str, str]:
    """Every part by its name in the file; `logs` are files, or folders of `*.log`, besides systemd's own."""
    found = {"versions.json": _json(_versions(plan)), "plan.json": _json(_plan(plan)), "disk.json": _json(_disk(state))}
    if RUNS_SYSTEMD.exists():
        found |= {"units.txt": _said(UNITS), "log/systemd.txt": _said(LOGS)}
    found |= {f"log/{log.name}.txt": _end(log) for log in _files([*logs, state / "broker/mosquitto.log"])}
    return {name: scrubber.clean(text) for name, text in found.items()}


def _versions(plan: Plan) -> dict[str, object]:
    release = Path("/etc/os-release")
    system = release.read_text(encoding="utf-8", errors="replace") if release.exists() else ""
    named = next((line for line in system.splitlines() if line.startswith("PRETTY_NAME=")), "")
    now = datetime.now(UTC)
    return {"hall": plan.hall.id, "at": now, "version": version(), "system": named, "box": measured("server", now)}


def _plan(plan: Plan) -> dict[str, Any]:
    """The plan without people, without what visitors read, without keys."""
    found: dict[str, Any] = msgspec.to_builtins(plan)
    found["clerk"] = [{"id": clerk.id, "roles": clerk.roles} for clerk in plan.clerk]
    found["matter"] = [{"code": matter.code, "service": matter.service} for matter in plan.matter]
    found["notice"] = len(plan.notice)
    return found


def _disk(state: Path) -> dict[str, object]:
    usage = shutil.disk_usage(state)
    sizes: dict[str, int] = {}
    for file in state.rglob("*"):
        if file.is_file():
            top = file.relative_to(state).parts[0]
            sizes[top] = sizes.get(top, 0) + file.stat().st_size
    return {
        "free_mb": usage.free >> 20,
        "total_mb": usage.total >> 20,
        "kb": {name: size >> 10 for name, size in sorted(sizes.items())},
    }


def _files(logs: Iterable[Path]) -> Iterator[Path]:
    for log in logs:
        if log.is_dir():
            yield from sorted(log.glob("*.log"))
        elif log.is_file():
            yield log


def _end(log: Path) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - LOG_BYTES))
        return file.read().decode(errors="replace")


def _said(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=COMMAND_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{command[0]}: {error}"
    return (done.stdout + done.stderr).decode(errors="replace")


def _json(value: Mapping[str, object]) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
