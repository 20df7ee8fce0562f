"""The command `selftest`: looks at this terminal with its own hands, and says what is broken and what to do."""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import msgspec

from kiosk.selftest import Finding, SelfTest, run, whole
from kiosk.selftest.assembling import checks_of
from kiosk.selftest.kept import keep
from kiosk.selftest.paper_loop import HOLD_S
from provisioning import places
from provisioning.box import load_box
from provisioning.selftest.lines import Lines, end_of
from provisioning.selftest.opening import opened
from provisioning.selftest.units import Systemd, Units, stopped, units_with_machines
from provisioning.selftest.which import Which, inside, named, of_box
from queue_server.contract.plan import PlanError, load
from queue_server.release import version

WELL, BROKEN, USAGE = 0, 1, 2


def selftest(arguments: list[str], units: Units | None = None, root: Path = Path("/")) -> int:
    """Runs `selftest`; 0 where nothing is broken, 1 where something is, 2 where there is nothing to look at.

    `root` is the machine's, `units` its systemd.
    """
    parser = argparse.ArgumentParser(prog="provisioning selftest", description="厅号：检查这台终端，坏了什么、怎么办")
    parser.add_argument("--json", action="store_true", help="结果写成 JSON（一行）")
    parser.add_argument("--hold-s", type=float, default=HOLD_S, help="等人拿测试页扫码的秒数")
    parser.add_argument("--plan", type=Path, help="大厅配置；不写就查这台机器自己")
    parser.add_argument("--credential", type=Path, help="终端的凭据，和 --plan 一起写")
    parser.add_argument("--state", type=Path, help="终端自己的文件夹；不写就在凭据旁边")
    parser.add_argument("--with-agent", action="store_true", help="设备代理的机器也接在这台机器上")
    asked = parser.parse_args(arguments)
    before = signal.signal(signal.SIGTERM, _leave)  # so that what was stopped is started again
    try:
        if asked.plan and asked.credential:
            which = named(asked.plan, asked.credential, asked.state, with_agent=asked.with_agent)
            names: tuple[str, ...] = ()
        else:
            box = load_box(inside(root, places.SETTINGS))
            if box is None:
                print("这台机器还没有设置好，没有可查的；先做第一次开机的设置", file=sys.stderr)
                return USAGE
            which, names = of_box(box, root), units_with_machines(box)
        with stopped(names, units or Systemd()):
            found = _look(which, asked.hold_s, (lambda line: None) if asked.json else _say)
    except (PlanError, msgspec.DecodeError, OSError) as error:
        print(f"查不了：{error}", file=sys.stderr)
        return USAGE
    finally:
        signal.signal(signal.SIGTERM, before)
    print(json.dumps(msgspec.to_builtins(found), ensure_ascii=False) if asked.json else end_of(found), flush=True)
    return BROKEN if found.worst == "broken" else WELL


def _look(which: Which, hold_s: float, say: Callable[[str], None]) -> SelfTest:
    """The self-test, kept by the terminal and told to the hall where it can be reached."""
    plan, lines, findings = load(which.plan), Lines(), list[Finding]()
    with opened(
        plan, which.plan.parent, which.credential, which.state, terminals=which.terminals, hold_s=hold_s
    ) as terminal:
        for progress in run(checks_of(terminal)):
            if isinstance(progress, Finding):
                findings.append(progress)
            for line in lines.of(progress):
                say(line)
        found = whole(which.credential.client, version(), datetime.now(UTC), findings)
        keep(which.state, found)
        terminal.client.report_selftest(found)
    return found


def _say(line: str) -> None:
    print(line, flush=True)


def _leave(*_: object) -> NoReturn:
    sys.exit(BROKEN)
