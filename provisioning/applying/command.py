"""The command by which systemd lets root do what the first start's screen wishes."""

import argparse
import os
import sys
from pathlib import Path

from provisioning.applying.doing import apply
from provisioning.applying.hands import RootsHands


def apply_command(arguments: list[str]) -> int:
    """Runs `apply`; a wish that is refused is answered and no error of the command."""
    argparse.ArgumentParser(prog="provisioning apply", description="厅号：照第一屏上选的装好").parse_args(arguments)
    os.umask(0o022)
    try:
        done = apply(Path("/"), RootsHands())
    except OSError as error:
        print(f"没有做成（{error}）", file=sys.stderr)
        return 3
    print(done.sentence if done else "没有要做的")
    return 0
