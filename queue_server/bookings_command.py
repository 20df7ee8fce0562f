"""The command line of bookings: the token of another system, a file to fill in, and a filled one taken over."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from queue_server.bookings.reading import read_csv, read_json
from queue_server.bookings.template import template
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import ImportBookings
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.contract.replies import BookingsRefused, BookingsTaken, Refused
from queue_server.contract.topics import BOOKINGS
from queue_server.rows import RowMistake, RowsError
from queue_server.state_dir import StateDir
from queue_server.tokens import new_token

TIMEOUT_S = 10.0


def bookings(arguments: list[str]) -> int:
    """Runs `bookings …`; every mistake of a file is a line, exit code 2, and nothing is taken over then."""
    parser = argparse.ArgumentParser(prog="queue_server bookings", description="厅号：别处做的预约")
    parser.add_argument("what", choices=("token", "template", "import"))
    parser.add_argument("file", nargs="?", type=Path, help="import：填好的 .csv 或 .json")
    parser.add_argument("--plan", type=Path, help="template、import：大厅配置 hall.toml")
    parser.add_argument("--state", type=Path, help="token、import：总台的数据目录")
    parser.add_argument("--out", type=Path, help="template：写到哪个 .csv")
    chosen = parser.parse_args(arguments)
    wanted = {"token": ("state",), "template": ("plan", "out"), "import": ("file", "plan", "state")}[chosen.what]
    for name in wanted:
        if getattr(chosen, name) is None:
            parser.error("要写文件名" if name == "file" else f"要写 --{name}")
    try:
        match chosen.what:
            case "token":
                token = new_token(StateDir(chosen.state).path, "bookings")
                print("新口令只显示这一次，交给预约系统；旧的已经作废：", file=sys.stderr)
                print(token)
            case "template":
                chosen.out.write_bytes(template(load(chosen.plan), datetime.now(UTC)))
                print(f"预约表写好了：{chosen.out}，里面有一行取消了的例子")
            case "import":
                print(_import(load(chosen.plan), StateDir(chosen.state), chosen.file))
    except (PlanError, RowsError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    except NoReplyError:
        print("总台没有应答，什么也没有导入；请先启动总台", file=sys.stderr)
        return 3
    return 0


def _import(plan: Plan, state: StateDir, file: Path) -> str:
    read = read_json if file.suffix.lower() == ".json" else read_csv
    sheet = read(file.read_bytes(), plan)
    client = HallClient(state.awaited_credential(BOOKINGS))
    client.start()
    try:
        client.wait_connected(TIMEOUT_S)
        outcome = client.ask(ImportBookings(bookings=sheet.bookings), timeout_s=TIMEOUT_S)
    finally:
        client.close()
    match outcome:
        case BookingsTaken(taken=taken, cancelled=cancelled):
            return (
                f"导入了 {taken} 条，取消了 {cancelled} 条，其余 {len(sheet.bookings) - taken - cancelled} 条本来就有"
            )
        case BookingsRefused(misfits=misfits):
            raise sheet.refused(misfits)
        case Refused(sentence=sentence):
            raise RowsError([RowMistake(row=0, column="", sentence=sentence)])
    raise AssertionError(outcome)
