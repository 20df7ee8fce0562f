"""`make soak`: 1,500 visitors at 60 times the speed; prints what they came to, or fails."""

import argparse
import tempfile
import time
from pathlib import Path

from tests.running_hall import RunningHall
from tests.soak.checking import check
from tests.soak.day import run, widened
from tests.web.conftest import give_pins


def main() -> None:
    """Runs the day and checks it."""
    parser = argparse.ArgumentParser(prog="tests.soak")
    parser.add_argument("--visitors", type=int, default=1500)
    parser.add_argument("--pace", type=float, default=60.0)
    parser.add_argument("--windows", type=int, default=12)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        hall = RunningHall(Path(folder), lambda plan: widened(plan, wanted.windows))
        try:
            hall.start_server()
            give_pins(hall)
            hall.start_web()
            start = time.monotonic()
            seen = run(hall, wanted.visitors, wanted.pace)
            whole = check(hall, seen).whole
        finally:
            hall.close()
    print(f"{time.monotonic() - start:.0f} s; the figures are the journal's: {whole}")
    print(f"refused: {dict(seen.refused)}")


if __name__ == "__main__":
    main()
