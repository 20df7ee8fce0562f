"""The command line: what the proof needs is made ready here, where there is a network; then it runs shut in."""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import ROOT
from tests.booted import control_groups
from tests.booted.machine import APART, lacking
from tests.booted.roots import BARE, SEEN_AND_REACHED, root_file_system
from tests.booted.stick import debs, wheels

DYING_S = 30.0


def main() -> int:
    """Exit code 0 where every step went well, 1 where one did not, 2 where this machine cannot."""
    parser = argparse.ArgumentParser(prog="python -m tests.booted", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".run" / "booted", help="pictures and journals go here")
    parser.add_argument("--go-on", action="store_true", help="take the steps after one that failed, too")
    parser.add_argument("--until", default="", help="the last step, by its function's name")
    parser.add_argument("--by-hand", action="store_true", help="measure also what the installation takes without us")
    parser.add_argument("--stay", action="store_true", help="leave the boxes on afterwards, until Ctrl-C")
    arguments = parser.parse_args()
    if missing := lacking():
        print("\n".join(missing), file=sys.stderr)
        return 2
    root_file_system((*BARE, *SEEN_AND_REACHED))
    wheels()
    debs()
    arguments.out.mkdir(parents=True, exist_ok=True)
    leashed = ("setpriv", "--pdeathsig", "KILL", "--")  # nothing of it outlives us, however we end
    options = [name for name in ("--go-on", "--stay", "--by-hand") if getattr(arguments, name[2:].replace("-", "_"))]
    options += ["--until", arguments.until] if arguments.until else []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with _scratch() as folder:
        places = ["--folder", folder, "--out", arguments.out.resolve()]
        command = [*leashed, *APART, sys.executable, "-m", "tests.booted.inside", *places, *options]
        return subprocess.run(command, cwd=ROOT, check=False).returncode


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder that is gone afterwards, as soon as nothing that was ended hard holds on to it."""
    folder = Path(tempfile.mkdtemp(prefix="tinghao-booted-", dir="/var/tmp"))
    try:
        yield folder
    finally:
        deadline = time.monotonic() + DYING_S
        while folder.exists() and time.monotonic() < deadline:
            shutil.rmtree(folder, ignore_errors=True)
            control_groups.sweep()
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
