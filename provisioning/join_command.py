"""The command that lets this box join a hall: shows a code and four words until somebody at the hall has answered."""

import argparse
import getpass
import secrets
import sys
import time
from pathlib import Path
from typing import assert_never, get_args

import msgspec

from provisioning import systemd
from provisioning.joining import (
    Door,
    DoorError,
    Expired,
    Joined,
    Joining,
    Locked,
    Refused,
    Waiting,
    door_at,
    halls_nearby,
)
from provisioning.places import SETUP
from provisioning.wishes import Done, JoinedBox, WishError, read_done, write_wish
from queue_server.state_dir import write_private
from queue_server.terminals.registry import Part

LISTENING_S = 3.0
EVERY_S = 1.0
ANSWER_S = 120


def join(arguments: list[str]) -> int:
    """Runs `join …`: exit code 0, 1 where the hall did not let it in, 2 where no hall can be asked, 3 for the disk."""
    parser = argparse.ArgumentParser(prog="provisioning join", description="厅号：让这台机器加入大厅")
    parser.add_argument("--at", help="主机的地址，如 192.168.1.5；不写就在网上找")
    parser.add_argument(
        "--part", required=True, choices=get_args(Part), help="这台机器是什么：自助机、显示屏、窗口盒子"
    )
    parser.add_argument("--name", required=True, help="这台机器叫什么，让大厅那边认得出来")
    parser.add_argument("--into", type=Path, help="不装这台机器，只把凭据和大厅配置写到这个文件夹")
    chosen = parser.parse_args(arguments)
    asks_pin = chosen.part == "kiosk" and chosen.into is None
    door_pin = getpass.getpass("检修口的 PIN（6 到 8 位数字）：") if asks_pin else ""
    try:
        joining = Joining(_door(chosen.at), chosen.part, chosen.name)
    except DoorError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"码　　　{joining.code[:4]} {joining.code[4:]}")
    print(f"四个词　{'　'.join(joining.words)}")
    print("请值班长或技术员打开大厅网页的“终端”，输入这个码，再比一比四个词", flush=True)
    match _awaited(joining):
        case Joined() as joined:
            return _keep(joined, chosen.into) if chosen.into else _become(joined, chosen.part, door_pin)
        case Refused(sentence=sentence):
            print(sentence, file=sys.stderr)
        case Locked():
            print("那边输错了五次，这个码作废了，请再来一次", file=sys.stderr)
        case Expired():
            print("过了十分钟，这个码作废了，请再来一次", file=sys.stderr)
        case other:
            assert_never(other)
    return 1


def _door(address: str | None) -> Door:
    if address is not None:
        return door_at(address)
    found = halls_nearby(LISTENING_S)
    if len(found) == 1:
        return found[0]
    named = "、".join(f"{door.hall_name}（{door.at}）" for door in found)
    raise DoorError(
        f"网上有几个大厅：{named}，请用 --at 写一个" if found else "网上没有找到大厅，请用 --at 写主机的地址"
    )


def _awaited(joining: Joining) -> Locked | Expired | Refused | Joined:
    while True:
        outcome = joining.poll()
        if not isinstance(outcome, Waiting):
            return outcome
        if sys.stdout.isatty():
            left_s = max(0, round(joining.expires_at - time.monotonic()))
            print(f"\r还有 {left_s // 60} 分 {left_s % 60:02} 秒 ", end="", flush=True)
        time.sleep(EVERY_S)


def _keep(joined: Joined, folder: Path) -> int:
    try:
        for name, content in joined.plan.items():
            write_private(folder / "plan" / name, content)
        write_private(folder / f"{joined.client}.json", msgspec.json.encode(joined.credential))
    except OSError as error:
        print(f"写不了 {folder}（{error.strerror}）", file=sys.stderr)
        return 3
    print(f"加入了大厅，是 {joined.client}；凭据和大厅配置在 {folder}")
    return 0


def _become(joined: Joined, part: Part, door_pin: str) -> int:
    """The box is made that by the same hands as from the first start's screen."""
    wish = JoinedBox(
        id=secrets.token_hex(8),
        client=joined.client,
        part=part,
        credential=joined.credential,
        plan=dict(joined.plan),
        door_pin=door_pin,
    )
    try:
        write_wish(SETUP, wish)
        done = _answer(wish.id)
        if done is not None and done.well:
            systemd.hand_over_the_screen()
    except (OSError, WishError, systemd.SystemdError) as error:
        print(f"加入了大厅，但是这台机器没有装成（{error}）", file=sys.stderr)
        return 3
    print(f"加入了大厅，是 {joined.client}；这台机器：{done.sentence if done else '还没有装完'}")
    return 0 if done is not None and done.well else 3


def _answer(wish: str) -> Done | None:
    for _ in range(ANSWER_S):
        done = read_done(SETUP)
        if done is not None and done.wish == wish:
            return done
        time.sleep(1.0)
    return None
