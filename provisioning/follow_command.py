"""The command that keeps this box's plan as the hall's is, for as long as it runs."""

import argparse
import logging
import sys
from pathlib import Path

import msgspec

from provisioning.following import Following, FollowingError
from provisioning.places import PLAN
from queue_server.contract.credential import load_credential
from queue_server.leaving import Leaving

EVERY_S = 60.0

log = logging.getLogger(__name__)


def follow(arguments: list[str]) -> int:
    """Runs `follow …`: until SIGINT or SIGTERM, or once; exit code 2 without a credential, 3 where once failed."""
    parser = argparse.ArgumentParser(prog="provisioning follow", description="厅号：大厅配置跟着大厅走")
    parser.add_argument("--credential", type=Path, required=True, help="加入大厅时得到的凭据")
    parser.add_argument("--plan", type=Path, default=PLAN, help=f"这台机器上的大厅配置，默认 {PLAN}")
    parser.add_argument("--once", action="store_true", help="只看一次")
    chosen = parser.parse_args(arguments)
    try:
        following = Following(load_credential(chosen.credential), chosen.plan)
    except (OSError, msgspec.DecodeError) as error:
        print(f"读不了凭据 {chosen.credential}：{error}", file=sys.stderr)
        return 2
    if chosen.once:
        return _once(following)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    leaving, said = Leaving(), ""
    while not leaving.wait(EVERY_S):
        try:
            if following.look():
                log.info("another plan is in force")
            said = ""
        except FollowingError as error:
            if str(error) != said:
                said = str(error)
                log.warning("%s", said)
    return 0


def _once(following: Following) -> int:
    try:
        print("换上了新的大厅配置" if following.look() else "大厅配置没有变")
    except FollowingError as error:
        print(error, file=sys.stderr)
        return 3
    return 0
