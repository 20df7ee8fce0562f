"""The command line: measures the groups asked for, prints the table, and as its last line one JSON object."""

import argparse
import signal
import sys

from tests.bench.figure import FULL, QUICK, Figure
from tests.bench.groups import GROUPS
from tests.bench.hall import BenchError
from tests.bench.table import json_line, table


def main() -> int:
    """Exit code 0, 1 for a figure beyond its limit (with `--check`), or 2 for one that could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default=",".join(GROUPS), help=f"groups, by commas: {', '.join(GROUPS)}")
    parser.add_argument("--check", action="store_true", help="exit code 1 when a limit is not kept")
    parser.add_argument("--quick", action="store_true", help="tiny counts, to see that it works")
    arguments = parser.parse_args()
    names = arguments.only.split(",")
    if unknown := [name for name in names if name not in GROUPS]:
        parser.error(f"no such group: {', '.join(unknown)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    figures: list[Figure] = []
    try:
        for name in names:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            figures += GROUPS[name](QUICK if arguments.quick else FULL)
    except BenchError as error:
        print(error, file=sys.stderr)
        return 2
    print(table(figures))
    print(json_line(figures), flush=True)
    return 1 if arguments.check and not all(figure.ok for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
