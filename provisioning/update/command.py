"""The command that updates a box: from a file, from a USB stick, and what the next start of the box goes on with."""

import argparse
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from provisioning import places, systemd
from provisioning.box import load_box
from provisioning.bundle.refusals import BundleError
from provisioning.bundle.unpacking import installed
from provisioning.environment import EnvironmentMissingError
from provisioning.keys import load_public_key
from provisioning.systemd import SystemdError
from provisioning.update.deciding import Deciding
from provisioning.update.installed_box import InstalledBox
from provisioning.update.own_name import go_on_by_own_name
from provisioning.update.record import BusyError, Record, Refusal, Update
from provisioning.update.staging import UpdateError, stage_update
from provisioning.update.stick import meant_for
from queue_server.contract.plan import PlanError, load
from queue_server.journal import JournalError
from queue_server.signing import KeyTextError
from queue_server.state_dir import StateDir

DECIDES = "tinghao-update-check.service"
KEY = places.SETTINGS / "bundle.pub"
REFUSALS = (BundleError, BusyError, EnvironmentMissingError, KeyTextError, UpdateError)


def update(arguments: list[str]) -> int:
    """Runs `update FILE [--now]`; what is refused is a sentence and exit code 2, what did not work exit code 3."""
    chosen = _parser().parse_args(arguments)
    record = Record(places.UPDATE)
    os.umask(0o022)  # releases are for every part to read
    try:
        if chosen.decide:
            go_on_by_own_name(["-m", "provisioning", *sys.argv[1:]])
            return _decide(record)
        if os.geteuid() != 0:
            raise UpdateError("更新要用 root 运行（sudo），什么都没有改")
        if chosen.stick is not None:
            return _from_stick(chosen.stick, record)
        if chosen.file is None:
            raise UpdateError("请写上安装包的文件名")
        if chosen.now and not _is_sure():
            raise UpdateError("没有更新")
        _stage(chosen.file, record, now=chosen.now, again=True)
    except REFUSALS as error:
        print(error, file=sys.stderr)
        return 2
    except (JournalError, OSError, SystemdError) as error:
        print(f"没有做完（{error}），解决以后再运行一次同样的命令", file=sys.stderr)
        return 3
    return 0


def _stage(file: Path, record: Record, *, now: bool, again: bool) -> None:
    key = load_public_key(KEY)
    print("正在检查安装包，并把新版本装到旁边，要一两分钟", flush=True)
    staged = stage_update(file, key, places.SOFTWARE, record, places.PLAN, now=now, again=again)
    if staged is None:
        print("装着的就是这个版本，没有要改的")
        return
    systemd.start_one(DECIDES)
    when = "现在就换上，一两分钟后用 tinghao status 看" if now else "收工以后、没有人在等的时候自动换上"
    print(f"版本 {staged.version} 准备好了，{when}；不好会自己换回 {staged.before}")


def _from_stick(folder: Path, record: Record) -> int:
    """Nobody sits at a terminal: why a bundle is not taken is kept for `tinghao status` and the hall's page."""
    current, file = installed(places.SOFTWARE), None
    try:
        if current is None:
            raise UpdateError("这台机器还没有装厅号，请先运行 tinghao install")
        file = meant_for(current.hall, folder, load_public_key(KEY))
        if file is not None:
            _stage(file, record, now=False, again=False)
    except REFUSALS as error:
        record.refuse(Refusal(file=file.name if file else "", why=str(error), at=datetime.now(UTC)))
        raise
    return 0


def _decide(record: Record) -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    box = _box(record)
    try:
        decided = Deciding(places.SOFTWARE, record, StateDir(places.STATE).journal, box).run()
    finally:
        box.close()
    print(_told(decided), flush=True)
    return 0


def _box(record: Record) -> InstalledBox:
    try:
        plan = load(places.PLAN)
    except PlanError:
        plan = None
    box = load_box(places.SETTINGS)
    is_hall = box is not None and "hall" in box.parts
    return InstalledBox(places.SOFTWARE, plan, (StateDir(places.STATE), record.journal) if is_hall else None)


def _told(decided: Update | None) -> str:
    match decided:
        case Update(phase="good"):
            return f"版本 {decided.version} 换上了，一切正常"
        case Update(phase="rolled_back"):
            return f"版本 {decided.version} 不正常（{decided.why}），已经换回 {decided.before}"
        case _:
            return "没有要换的版本"


def _is_sure() -> bool:
    """Asks whoever sits at a terminal; a program that says `--now` has decided."""
    if not sys.stdin.isatty():
        return True
    return input("现在就换，大厅会停一两分钟，正在办理的人要等。确实要换请输入 yes：").strip() == "yes"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="provisioning update", description="厅号：换成新版本，不好会自己换回来")
    parser.add_argument("file", type=Path, nargs="?", help="安装包，如 hall-2026.12.1.bundle")
    parser.add_argument("--now", action="store_true", help="现在就换，不等收工")
    parser.add_argument("--stick", type=Path, help="装U盘上给这个大厅的最新安装包（系统自己用）")
    parser.add_argument("--decide", action="store_true", help="接着做没有做完的更新（系统自己用）")
    return parser
