"""The command that makes the support file, and what the support office needs to open one."""

import argparse
import base64
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from provisioning.places import PLAN, STATE
from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.journal import JournalError, JournalReader
from queue_server.queueing.events import AccountAdded, AccountChanged, AccountRetired, DayOpened
from queue_server.sealing import SealError, new_private_key, public_key_of
from queue_server.state_dir import StateDir, write_private
from queue_server.support.file import KEY, SupportKeyError, opened, support_file

DAYS = 7
"""So far back accounts are looked up; every day begins with all of them."""


def support(arguments: list[str]) -> int:
    """Runs `support FILE`; exit code 2 for a mistake of the person, 3 where a file cannot be read or written."""
    parser = argparse.ArgumentParser(
        prog="provisioning support", description="厅号：支持文件，里面没有群众的信息，也没有工作人员的姓名和密码"
    )
    parser.add_argument("file", type=Path, help="写到哪里，比如U盘上的 support.zip")
    parser.add_argument("--plan", type=Path, default=PLAN, help="大厅配置 hall.toml")
    parser.add_argument("--state", type=Path, default=STATE, help="总台的数据目录")
    parser.add_argument("--log", type=Path, action="append", default=[], help="还要带上的日志文件或文件夹")
    parser.add_argument("--new-key", action="store_true", help="支持人员用：做一对钥匙，私钥写到 FILE，公钥写到旁边")
    parser.add_argument("--open", type=Path, metavar="KEY", help="支持人员用：用私钥打开 FILE")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.new_key:
            print(_new_key(chosen.file))
        elif chosen.open:
            print(_open(chosen.file, chosen.open))
        else:
            print(_make(load(chosen.plan), chosen.state, chosen.file, chosen.log))
    except (PlanError, SupportKeyError, SealError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    return 0


def _make(plan: Plan, state: Path, file: Path, logs: list[Path]) -> str:
    content, ending = support_file(plan, state, people=_people(plan, state), logs=logs)
    named = file.with_name(file.name.removesuffix(".zip") + ending)
    named.write_bytes(content)
    return f"支持文件写好了：{named}，{len(content) >> 10} KB，请交给支持人员"


def _people(plan: Plan, state: Path) -> tuple[Account, ...]:
    """Who is not as in the plan; a journal that cannot be read may be the very reason for the file."""
    today = datetime.now(UTC).date() + timedelta(days=1)
    found: dict[str, Account] = {}
    try:
        with JournalReader(StateDir(state).journal, plan.hall.id) as journal:
            for entry in journal.events((today - timedelta(days=DAYS)).isoformat(), today.isoformat()):
                match entry.event:
                    case DayOpened(accounts=accounts):
                        found |= {f"{one.id} {one.name}": one for one in accounts}
                    case AccountAdded() | AccountChanged() | AccountRetired():
                        found[f"{entry.event.account.id} {entry.event.account.name}"] = entry.event.account
    except JournalError as error:
        print(f"流水现在读不出来（{error}），大厅里后来加的人的姓名可能留在日志里", file=sys.stderr)
    return tuple(found.values())


def _new_key(file: Path) -> str:
    if file.exists():
        raise SupportKeyError(f"已经有 {file} 了，换钥匙请写另一个文件名")
    private = new_private_key()
    write_private(file, private)
    public = file.with_name(f"{file.name}.pub")
    public.write_bytes(base64.b64encode(public_key_of(private)) + b"\n")
    return f"私钥 {file} 请锁好；公钥 {public} 放到各大厅的数据目录里，叫 {KEY}"


def _open(file: Path, key: Path) -> str:
    plain = opened(key.read_bytes(), file.read_bytes())
    out = file.with_name(file.name.removesuffix(".sealed"))
    if out == file:
        raise SealError("这个文件没有封过，直接打开就行")
    out.write_bytes(plain)
    return f"打开了：{out}"
