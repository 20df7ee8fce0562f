"""The commands that back up the hall's own box into a sealed file, and put such a file onto a box."""

import argparse
import getpass
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from provisioning import places, systemd
from provisioning.backup.contents import Folders
from provisioning.backup.daily import file_of, keep_newest, own_key
from provisioning.backup.packing import About, pack
from provisioning.backup.restoring import RestoreError, restore
from provisioning.backup.sealing import SHORTEST_SECRET, SealError
from provisioning.bundle.unpacking import CURRENT, installed
from provisioning.environment import PYTHON
from provisioning.systemd import SystemdError
from queue_server.contract.plan import PlanError, load
from queue_server.journal import JournalError
from queue_server.state_dir import BACKED_UP

FOLDERS = Folders(places.STATE, places.SETTINGS)
FAILURES = (JournalError, OSError, SystemdError)


class SecretError(Exception):
    """This cannot be what a backup is sealed with; said in Chinese."""


def backup_command(arguments: list[str]) -> int:
    """Runs `backup FILE [--key FILE] [--papers]`; exit code 2 for what is refused, 3 for what did not work."""
    parser = argparse.ArgumentParser(prog="provisioning backup", description="厅号：备份这个大厅，加密写成一个文件")
    parser.add_argument("file", type=Path, nargs="?", help="写到哪个文件，如 /media/usb/puyang.backup")
    parser.add_argument("--key", type=Path, help="口令写在哪个文件里；不写就在键盘上输入")
    parser.add_argument("--papers", action="store_true", help="连群众扫描的材料一起备份")
    parser.add_argument("--daily", action="store_true", help="每天的自动备份（系统自己用）")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.daily:
            file, secret = file_of(places.BACKUPS, date.today()), own_key(places.SETTINGS)
        elif chosen.file is None:
            raise SecretError("请写上备份写到哪个文件")
        else:
            file, secret = chosen.file, _secret(chosen.key, again=True)
        manifest = installed(places.SOFTWARE)
        about = About(
            hall=load(places.PLAN).hall.id,
            at=datetime.now(UTC),
            version=manifest.version if manifest else "",
            papers=chosen.papers,
        )
        pack(file, secret, about, FOLDERS)
        (places.STATE / BACKED_UP).touch()
        if chosen.daily:
            keep_newest(places.BACKUPS)
    except (PlanError, SealError, SecretError) as error:
        print(error, file=sys.stderr)
        return 2
    except FAILURES as error:
        print(f"没有备份成（{error}）", file=sys.stderr)
        return 3
    print(f"备份好了：{file}，{about.hall}，{file.stat().st_size / 1e6:.1f} MB；口令另外保管，丢了谁也打不开")
    return 0


def restore_command(arguments: list[str]) -> int:
    """Runs `restore FILE [--key FILE] [--over]`; exit code 2 for what is refused, 3 for what did not work."""
    parser = argparse.ArgumentParser(prog="provisioning restore", description="厅号：把备份还原到这台机器上")
    parser.add_argument("file", type=Path, help="备份")
    parser.add_argument("--key", type=Path, help="口令写在哪个文件里；不写就在键盘上输入")
    parser.add_argument("--over", action="store_true", help="这台机器上的流水更新也还原，后来取的号会丢")
    chosen = parser.parse_args(arguments)
    try:
        if os.geteuid() != 0:
            raise SecretError("还原要用 root 运行（sudo），什么都没有改")
        about = _restored(chosen.file, _secret(chosen.key, again=False), over=chosen.over)
    except (RestoreError, SealError, SecretError) as error:
        print(error, file=sys.stderr)
        return 2
    except FAILURES as error:
        print(f"没有还原完（{error}），解决以后再运行一次同样的命令", file=sys.stderr)
        return 3
    print(f"还原好了：{about.hall}，{about.at.astimezone():%Y-%m-%d %H:%M} 的备份；用 tinghao status 看一看")
    return 0


def _restored(file: Path, secret: bytes, *, over: bool) -> About:
    """Restores, and starts again whatever came of it; the box may have become another one."""
    runs = systemd.runs()
    try:
        about = restore(file, secret, FOLDERS, over=over, stop=_stop if runs else _nothing)
        if runs:
            systemd.settle(places.SOFTWARE / CURRENT / "software" / PYTHON)
        return about
    finally:
        if runs:
            systemd.start(systemd.units())


def _stop() -> None:
    systemd.stop(systemd.units())


def _nothing() -> None:
    """Where systemd does not run, nothing of the hall does."""


def _secret(key: Path | None, *, again: bool) -> bytes:
    if key is not None:
        secret = key.read_bytes().strip()
    else:
        secret = getpass.getpass("备份的口令：").strip().encode()
        if again and getpass.getpass("再输入一遍：").strip().encode() != secret:
            raise SecretError("两遍输入的不一样")
    if len(secret) < SHORTEST_SECRET:
        raise SecretError(f"口令至少要 {SHORTEST_SECRET} 个字符")
    return secret
