"""The command line of practice: begin, end, or forget all of it."""

import argparse
import sys
from pathlib import Path

import msgspec

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import SwitchPractice
from queue_server.contract.replies import Refused
from queue_server.contract.topics import BOOKINGS
from queue_server.state_dir import StateDir

TIMEOUT_S = 10.0
SAID = {
    "on": "大厅开始练习：现在取的号都不算，练完请运行 practice clear",
    "off": "练习结束了，练习的数据还留着；不要了请运行 practice clear",
    "clear": "练习的数据清除了，大厅是真的了",
}


def practice(arguments: list[str]) -> int:
    """Runs `practice on|off|clear`; exit code 2 where the hall refuses, 3 where it does not answer."""
    parser = argparse.ArgumentParser(prog="queue_server practice", description="厅号：练习模式")
    parser.add_argument("to", choices=tuple(SAID), help="on 开始练习，off 结束练习，clear 清除测试数据")
    parser.add_argument("--state", type=Path, required=True, help="总台的数据目录")
    chosen = parser.parse_args(arguments)
    client = HallClient(StateDir(chosen.state).awaited_credential(BOOKINGS))
    client.start()
    try:
        client.wait_connected(TIMEOUT_S)
        command = msgspec.convert({"ask": "SwitchPractice", "to": chosen.to}, SwitchPractice)
        outcome = client.ask(command, timeout_s=TIMEOUT_S)
    except NoReplyError:
        print("总台没有应答，什么也没有变；请先启动总台", file=sys.stderr)
        return 3
    finally:
        client.close()
    if isinstance(outcome, Refused):
        print(outcome.sentence, file=sys.stderr)
        return 2
    print(SAID[chosen.to])
    return 0
