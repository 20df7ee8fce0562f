"""The command line of what is reckoned: a forecast from files, its backtest, and what a plan would do to people."""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from queue_server.contract.plan import Plan, PlanError, load
from queue_server.contract.plan.authorisation_sense import authorisation_warnings
from queue_server.contract.plan.facts_sense import facts_warnings
from queue_server.contract.plan.letters_sense import letter_warnings
from queue_server.contract.plan.people_sense import people_warnings
from queue_server.forecaster.backtest import backtest
from queue_server.forecaster.demo import write_demo_days
from queue_server.forecaster.files import FileError
from queue_server.forecaster.promises import Promises, kept
from queue_server.forecaster.telling import tell
from queue_server.journal import JournalError, JournalReader
from queue_server.queueing.simulate.warnings import plan_warnings
from queue_server.showing.legibility import panel_warnings
from queue_server.speaking.plan_packs import pack_warnings
from queue_server.state_dir import PROMISES, StateDir
from queue_server.workdays.in_folder import calendar_warnings


def check(arguments: list[str]) -> int:
    """Runs `check …`: all mistakes of a plan (exit code 2), or what would go badly with it."""
    parser = argparse.ArgumentParser(prog="queue_server check", description="厅号：检查大厅配置")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    path = parser.parse_args(arguments).plan
    try:
        plan = load(path)
    except PlanError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(["大厅配置没有错误", *(f"提醒：{warning}" for warning in warnings_of(plan, path.parent))]))
    return 0


def warnings_of(plan: Plan, folder: Path) -> list[str]:
    """What would go badly with a `plan` without mistakes, whose own folder is `folder`; Chinese sentences."""
    today = datetime.now(ZoneInfo(plan.hall.timezone)).date()
    return [
        *people_warnings(plan),
        *letter_warnings(plan),
        *facts_warnings(plan),
        *authorisation_warnings(plan, today),
        *panel_warnings(plan),
        *pack_warnings(plan, folder),
        *calendar_warnings(plan, folder, today),
        *plan_warnings(plan),
    ]


def promises(plan: Plan, state: StateDir, day: str) -> str:
    """How what was told on `day` (yesterday where empty) turned out, in one Chinese sentence.

    Raises:
        RuntimeError: the journal cannot be read.
    """
    day = day or (datetime.now(ZoneInfo(plan.hall.timezone)).date() - timedelta(days=1)).isoformat()
    try:
        with JournalReader(state.journal, plan.hall.id) as journal:
            found = kept(Promises(state.hall / PROMISES).of(day), journal.tickets(day))
    except JournalError as error:
        raise RuntimeError(f"{state.journal} 读不出来，总台还没有启动过，或数据目录不对") from error
    if not found.promised:
        return f"{day}：没有说过等候时间"
    return (
        f"{day}：说过 {found.promised} 人的等候时间，{found.kept} 人在范围内（{found.kept / found.promised:.0%}），"
        f"{found.earlier} 人更早，{found.later} 人更晚；和最可能的时刻平均差 {found.apart_min:.1f} 分钟"
    )


def demo(plan: Plan, state: StateDir, days: int) -> str:
    """Fills an empty journal with invented days, and says so in one Chinese sentence.

    Raises:
        DemoError: the journal has days already, or cannot be written.
    """
    count = write_demo_days(plan, state.journal, state.page_secret(), days, datetime.now(UTC))
    return f"写好了 {days} 天的演示流水，一共 {count} 个号；都是模拟的，不要用在真的大厅里"


def forecast(arguments: list[str]) -> int:
    """Runs `forecast …`; a mistake in a file is one clear sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="queue_server forecast", description="厅号：预计等候时间")
    parser.add_argument("what", nargs="?", choices=("tell", "backtest"), default="tell")
    parser.add_argument("--state", type=Path, required=True, help="大厅现在的样子 state.json")
    parser.add_argument("--history", type=Path, required=True, help="以往的办理记录 history.csv")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.what == "tell":
            sys.stdout.buffer.write(tell(chosen.state, chosen.history))
        else:
            print(backtest(chosen.state, chosen.history))
    except FileError as error:
        print(error, file=sys.stderr)
        return 2
    return 0
