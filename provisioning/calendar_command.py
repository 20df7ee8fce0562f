"""The command that makes the signed calendar of working days out of what was decreed."""

import argparse
import sys
from datetime import date
from pathlib import Path

from provisioning.decreed import decreed
from provisioning.keys import load_private_key
from queue_server.signing import KeyTextError
from queue_server.workdays.signed import write


def calendar(arguments: list[str]) -> int:
    """Runs `calendar …`; a year that was not decreed yet is exit code 2 and no file."""
    parser = argparse.ArgumentParser(prog="provisioning calendar", description="厅号：做签好名的工作日历")
    parser.add_argument("--key", type=Path, required=True, help="签名用的私钥")
    parser.add_argument("--out", type=Path, required=True, help="写到哪个文件，如 calendar.toml")
    parser.add_argument("--first", type=int, default=date.today().year - 1, help="从哪一年起，默认去年")
    chosen = parser.parse_args(arguments)
    try:
        made = decreed(chosen.first)
        chosen.out.write_bytes(write(made, load_private_key(chosen.key)))
    except (KeyTextError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    print(f"工作日历写好了：{chosen.out}，{made.covered_from} 到 {made.covered_until}")
    return 0
