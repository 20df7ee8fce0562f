"""The commands for many halls: `fleet status` and `fleet update`."""

import argparse
import hashlib
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from provisioning.bundle.reading import verify
from provisioning.bundle.refusals import BundleError
from provisioning.fleet.halls import Halls, HallsError, load_halls
from provisioning.fleet.hands import Bundle, OverTheLine, look
from provisioning.fleet.line import Line
from provisioning.fleet.rollout import Done, Failed, roll_out
from provisioning.fleet.standing import Silent, Standing
from provisioning.fleet.waves import read_sizes, waves
from provisioning.fleet.words import in_one_line, result, table
from provisioning.keys import load_public_key
from queue_server.signing import KeyTextError

NOW_MIN, AT_CLOSING_MIN = 20, 24 * 60
"""How long a wave may take: at once, or until after the halls' closing time."""


def fleet(arguments: list[str]) -> int:
    """Runs `fleet status|update`; exit code 1 where a hall is not well, 2 for what was refused from the start."""
    for noisy in ("pyinfra", "paramiko"):  # what they say on stderr is told in the table
        logging.getLogger(noisy).setLevel(logging.CRITICAL + 1)
    chosen = _parser().parse_args(arguments)
    try:
        halls = load_halls(chosen.halls)
        names = [hall.name for hall in halls.hall if not chosen.only or hall.name in chosen.only]
        if unknown := set(chosen.only) - set(names):
            raise HallsError(f"大厅清单里没有 {'、'.join(sorted(unknown))}")
        if chosen.what == "status":
            return _status(Line(halls), names, chosen.json)
        return _update(halls, names, chosen)
    except (BundleError, HallsError, KeyTextError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3


def _status(line: Line, names: Sequence[str], as_json: bool) -> int:
    seen = look(line, names)
    if as_json:
        print(msgspec.json.encode({name: _plain(one) for name, one in seen.items()}).decode())
    else:
        print(table(seen))
    return 0 if all(isinstance(one, Standing) and one.light != "red" for one in seen.values()) else 1


def _plain(one: Standing | Silent) -> Standing | dict[str, str]:
    return {"silent": one.why} if isinstance(one, Silent) else one


def _update(halls: Halls, names: Sequence[str], chosen: argparse.Namespace) -> int:
    bundles, version = _bundles(chosen.bundles, load_public_key(chosen.key))
    hands = OverTheLine(Line(halls), bundles, halls.ssh.incoming, chosen.now)
    patience_s = 60.0 * (chosen.wait_min or (NOW_MIN if chosen.now else AT_CLOSING_MIN))
    done: list[str] = []
    failed: list[str] = []
    plan = waves(names, read_sizes(chosen.wave))
    for happening in roll_out(hands, plan, version, patience_s):
        print(in_one_line(happening), flush=True)
        match happening:
            case Done(hall):
                done.append(hall)
            case Failed(hall):
                failed.append(hall)
    print(result(done, failed, [name for name in names if name not in (*done, *failed)], version))
    return 1 if failed else 0


def _bundles(files: Sequence[Path], key: bytes) -> tuple[dict[str, Bundle], str]:
    """The bundles by their hall's id, every byte of them verified, and their one version."""
    found: dict[str, Bundle] = {}
    versions = set()
    for file in files:
        manifest = verify(file, key)
        versions.add(manifest.version)
        with file.open("rb") as content:
            found[manifest.hall] = Bundle(file, hashlib.file_digest(content, "sha256").hexdigest())
    if len(versions) != 1:
        raise HallsError(f"安装包不是同一个版本：{'、'.join(sorted(versions))}")
    if len(found) != len(files):
        raise HallsError("有两个安装包是给同一个大厅的")
    return found, versions.pop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="provisioning fleet", description="厅号：全县的大厅，通过 SSH")
    parts = parser.add_subparsers(dest="what", required=True)
    status = parts.add_parser("status", help="各大厅怎么样")
    status.add_argument("--json", action="store_true", help="给别的程序读")
    update = parts.add_parser("update", help="一批一批地更新，有一个不好就停下")
    update.add_argument("bundles", type=Path, nargs="+", help="安装包：每个大厅一个，或者一个给所有大厅")
    update.add_argument("--key", type=Path, required=True, help="验签用的公钥（.pub）")
    update.add_argument("--wave", default="1,3,10", help="每一批几个大厅，默认 1,3,10，以后都是最后一个数")
    update.add_argument("--now", action="store_true", help="现在就换，不等各大厅下班")
    update.add_argument("--wait-min", type=int, default=0, help="一批最多等几分钟，默认等到下班以后，--now 时 20")
    for part in (status, update):
        part.add_argument("--halls", type=Path, required=True, help="大厅清单，如 halls.toml")
        part.add_argument("--only", type=lambda text: text.split(","), default=[], help="只管这几个大厅，用逗号分开")
    return parser
