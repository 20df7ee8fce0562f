"""`make bench-waits`: measures forecast and rules on simulated halls, prints the tables, the last line is JSON.

`--write` renews the page with the tables in the docs; `--quick` is a small run that only shows that it runs.
"""

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import numpy as np

from queue_server.queueing.simulate import SIZES
from tests.bench.waits.accuracy import Setting, measure
from tests.bench.waits.refreshing import refresh_p95_ms, simulate_5000_s
from tests.bench.waits.routing import compare
from tests.bench.waits.tables import SETTINGS_HEADING, accuracy_table, figures, routing_table, setting_line

PAGE = Path(__file__).parents[3] / "queue_server/queueing/WAITS.md"
HALLS = 5
HARD = (
    Setting("10 % of skills wrong in the plan", wrong_skills=0.1, test=10),
    Setting("lunch not in the plan", unknown_lunch=True, test=10),
    Setting("15 % of calls out of turn", picks=0.15, test=10),
    Setting("new hall, no day", train=0, test=10),
    Setting("new hall, 1 day", train=1, test=10),
    Setting("new hall, 3 days", train=3, test=10),
)
FLOORS = {
    "replay_over_best_naive": 0.65,
    "replay_over_naive_b": 0.45,
    "replay_over_oracle": 1.08,
    "refresh_p95_ms": 10.0,
    "simulate_5000_s": 2.0,
}
COVERAGE = (78.0, 83.0)


def main() -> int:
    """Runs it; with `--check` exit code 1 where a floor is missed."""
    parser = argparse.ArgumentParser(prog="bench-waits", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true", help=f"renew {PAGE.name}")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    halls = 1 if chosen.quick else HALLS
    usual = Setting(train=4, test=2) if chosen.quick else Setting()
    hard = () if chosen.quick else HARD
    sizes = SIZES[:1] if chosen.quick else SIZES
    refresh, simulated = refresh_p95_ms(), simulate_5000_s()
    page, per_size = [], []
    with ProcessPoolExecutor(chosen.workers) as pool:
        for size in sizes:
            found = list(pool.map(measure, repeat(size), range(halls), repeat(usual)))
            per_size.append(figures(found))
            words = ", ".join(f"{key} {value:.2f}" for key, value in per_size[-1].items())
            page.append(f"### {size.name}\n\n{accuracy_table(found)}\n\n{words}\n")
            print(page[-1], flush=True)
        lines = [SETTINGS_HEADING]
        for setting in (usual, *hard):
            found = list(pool.map(measure, repeat(sizes[len(sizes) // 2]), range(halls), repeat(setting)))
            lines.append(setting_line(setting.name, found))
            print(lines[-1], flush=True)
        routed = list(pool.map(compare, repeat(sizes[len(sizes) // 2]), range(halls)))
    tables = {"accuracy": "\n".join(page), "robustness": "\n".join(lines), "routing": routing_table(routed)}
    print(tables["routing"], flush=True)
    result = {key: round(float(np.mean([one[key] for one in per_size])), 3) for key in per_size[0]}
    result |= {"refresh_p95_ms": round(refresh, 2), "simulate_5000_s": round(simulated, 2)}
    if chosen.write:
        _write(tables)
    print(json.dumps(result))
    missed = [key for key, floor in FLOORS.items() if result[key] > floor]
    if not COVERAGE[0] <= result["coverage80"] <= COVERAGE[1]:
        missed.append("coverage80")
    return 1 if chosen.check and missed else 0


def _write(tables: dict[str, str]) -> None:
    """Puts each table between its marks on the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        text = text[: text.index(begin) + len(begin)] + table + text[text.index(end) :]
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
