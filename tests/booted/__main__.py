"""The command line: what the proof needs is made ready here, where there is a network; then it runs shut in."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.processes import ROOT
from tests.booted import control_groups
from tests.booted.machine import APART, lacking
from tests.booted.roots import BARE, SEEN_AND_REACHED, root_file_system
from tests.booted.stick import debs, wheels


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
    with tempfile.TemporaryDirectory(prefix="tinghao-booted-", dir="/var/tmp") as folder:
        places = ["--folder", folder, "--out", arguments.out.resolve()]
        try:
            command = [*leashed, *APART, sys.executable, "-m", "tests.booted.inside", *places, *options]
            return subprocess.run(command, cwd=ROOT, check=False).returncode
        finally:
            control_groups.sweep()


if __name__ == "__main__":
    sys.exit(main())
