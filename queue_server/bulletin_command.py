"""The command lines of what is public: results out of a file (`results`), and an urgent announcement (`announce`)."""

import argparse
import csv
import io
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from queue_server.bulletin.kept import KeptBulletin, announce, publish_results
from queue_server.bulletin.reading import COLUMNS, read_csv, read_json
from queue_server.contract.bulletin import Announcement
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.rows import RowsError
from queue_server.state_dir import StateDir
from queue_server.tokens import new_token

LONGEST_TEXT, LONGEST_MIN = 200, 24 * 60


def results(arguments: list[str]) -> int:
    """Runs `results …`; every mistake of a file is a line, exit code 2, and nothing becomes public then."""
    parser = argparse.ArgumentParser(prog="queue_server results", description="厅号：办结公告")
    parser.add_argument("what", choices=("token", "template", "import", "list"))
    parser.add_argument("file", nargs="?", type=Path, help="import：填好的 .csv 或 .json")
    parser.add_argument("--plan", type=Path, help="import、list：大厅配置 hall.toml")
    parser.add_argument("--state", type=Path, help="token、import、list：总台的数据目录")
    parser.add_argument("--out", type=Path, help="template：写到哪个 .csv")
    chosen = parser.parse_args(arguments)
    wanted = {"token": ("state",), "template": ("out",), "import": ("file", "plan", "state"), "list": ("plan", "state")}
    for name in wanted[chosen.what]:
        if getattr(chosen, name) is None:
            parser.error("要写文件名" if name == "file" else f"要写 --{name}")
    try:
        match chosen.what:
            case "token":
                token = new_token(StateDir(chosen.state).path, "results")
                print("新口令只显示这一次，交给审批系统；旧的已经作废：", file=sys.stderr)
                print(token)
            case "template":
                chosen.out.write_bytes(_template())
                print(f"结果表写好了：{chosen.out}")
            case "import":
                print(_import(load(chosen.plan), StateDir(chosen.state), chosen.file))
            case "list":
                print(_list(load(chosen.plan), StateDir(chosen.state)))
    except (PlanError, RowsError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    return 0


def announcement(arguments: list[str]) -> int:
    """Runs `announce …`: an urgent sentence on every display, spoken before anything else, for some minutes."""
    parser = argparse.ArgumentParser(prog="queue_server announce", description="厅号：紧急通知")
    parser.add_argument("text", nargs="?", default="", help="要说的话；不写并加上 --end 就是收回")
    parser.add_argument("--state", type=Path, required=True, help="总台的数据目录")
    parser.add_argument("--english", default="", help="同样的话，英文")
    parser.add_argument("--minutes", type=int, default=10, help="显示几分钟，默认 10")
    parser.add_argument("--end", action="store_true", help="收回正在显示的通知")
    chosen = parser.parse_args(arguments)
    text, english = (" ".join(said.split()) for said in (chosen.text, chosen.english))
    if bool(text) == chosen.end:
        parser.error("要写一句话，或者写 --end")
    if max(len(text), len(english)) > LONGEST_TEXT or not 1 <= chosen.minutes <= LONGEST_MIN:
        parser.error(f"最多 {LONGEST_TEXT} 个字，1 到 {LONGEST_MIN} 分钟")
    now = datetime.now(UTC)
    until = now + timedelta(minutes=chosen.minutes)
    urgent = None if chosen.end else Announcement(text=text, text_en=english, at=now, until=until)
    try:
        announce(StateDir(chosen.state).path, urgent)
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    print("紧急通知收回了" if chosen.end else f"紧急通知显示 {chosen.minutes} 分钟：{text}")
    return 0


def _import(plan: Plan, state: StateDir, file: Path) -> str:
    read = read_json if file.suffix.lower() == ".json" else read_csv
    counts = publish_results(state.path, plan, read(file.read_bytes(), plan), datetime.now(UTC))
    old = f"，{counts.old} 条超过了 {plan.results.keep_days} 天，不再公示" if counts.old else ""
    return f"公示了 {counts.taken} 条，撤下了 {counts.withdrawn} 条{old}"


def _list(plan: Plan, state: StateDir) -> str:
    public = KeptBulletin(state.path, plan).now(datetime.now(UTC)).results
    lines = [f"{one.date} {one.receipt} {one.matter} {one.result} {one.name}".rstrip() for one in public]
    return "\n".join(lines) or "没有正在公示的结果"


def _template() -> bytes:
    """Headings and what belongs below them, which is no result: it is turned away where it is left there."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[column.heading for column in COLUMNS], [column.hint for column in COLUMNS]])
    return text.getvalue().encode("utf-8-sig")
