"""The command that tells all mistakes of a plan at once, each with its key and what to do, and its warnings apart."""

import argparse
import sys
from pathlib import Path

from provisioning.checking.bindings import binding_mistakes
from provisioning.checking.fonts import font_warnings
from provisioning.checking.panels import panel_mistakes
from queue_server.contract.plan import Mistake, PlanError, load
from queue_server.forecaster.command import warnings_of


def check(arguments: list[str]) -> int:
    """Runs `check …`: all mistakes (exit code 2), or what would go badly."""
    parser = argparse.ArgumentParser(prog="provisioning check", description="厅号：检查大厅配置")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    path: Path = parser.parse_args(arguments).plan
    mistakes: list[Mistake] = []
    warnings: list[str] = []
    try:
        plan = load(path)
        mistakes = [*panel_mistakes(plan), *binding_mistakes(plan)]
        warnings = [*warnings_of(plan, path.parent), *font_warnings()]
    except PlanError as error:
        mistakes = error.mistakes
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    lines = [] if mistakes else ["大厅配置没有错误"]
    lines += [f"提醒：{warning}" for warning in warnings]
    print("\n".join(lines), end="\n" if lines else "")
    return 2 if mistakes else 0
