"""The device agent with 32 machines, each on its own line, and nothing to do: its memory and its share of a core."""

import tempfile
import time
import tomllib
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psutil
import tomli_w

from devices.simulator import OnbonSimulator
from tests.bench.figure import Effort, Figure
from tests.bench.hall import BenchError, plan_path, running, write_plan
from tests.bench.processes import child, resident_mb

DEVICES = 32
SETTLE_S = 20.0


def agent(effort: Effort) -> Sequence[Figure]:
    """Answering signs, so that looking after them (every 10 s) is counted as it is in a hall."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        machines = [OnbonSimulator(folder / f"led-{number}") for number in range(DEVICES)]
        for machine in machines:
            stack.callback(machine.close)
        _plan(folder, [machine.path for machine in machines])
        hall = stack.enter_context(running(folder))
        credential = str(hall.state / "clients" / "agent.json")
        log = folder / "agent.log"
        process = stack.enter_context(child(log, "devices", "--plan", str(hall.plan), "--credential", credential))
        _wait_until_all_show(machines)
        watched = psutil.Process(process.pid)
        began, before = time.monotonic(), watched.cpu_times()
        time.sleep(effort.asks / 5)
        spent, after = time.monotonic() - began, watched.cpu_times()
        used = after.user + after.system - before.user - before.system
        resident = resident_mb(process.pid)
    return (
        Figure("agent_rss_mb", resident, at_most=60),
        Figure("agent_idle_cpu_percent", 100 * used / spent, at_most=2),
    )


def _wait_until_all_show(machines: Sequence[OnbonSimulator]) -> None:
    deadline = time.monotonic() + SETTLE_S
    while not all(machine.text for machine in machines):
        if time.monotonic() > deadline:
            raise BenchError("not every sign shows its window")
        time.sleep(0.05)


def _plan(folder: Path, ports: Sequence[str]) -> None:
    write_plan(folder)
    raw: dict[str, Any] = tomllib.loads(plan_path(folder).read_text(encoding="utf-8"))
    raw["device"] = [
        {
            "id": f"led-{number}",
            "kind": "led_board",
            "driver": "onbon",
            "terminal": "agent",
            "port": port,
            "window": 1 + number % len(raw["window"]),
        }
        for number, port in enumerate(ports)
    ]
    plan_path(folder).write_text(tomli_w.dumps(raw), encoding="utf-8")
