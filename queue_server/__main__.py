"""The server's command line: desk, broker, web, forecaster, guide, bookings, what is public, papers, a clerk's PIN."""

import argparse
import getpass
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from queue_server.contract.plan import PlanError


def _other_command(name: str) -> Callable[[list[str]], int] | None:
    """A command with options of its own; loaded only when it is wanted."""
    match name:
        case "forecast" | "check":
            from queue_server.forecaster import command

            return command.forecast if name == "forecast" else command.check
        case "guide":
            from queue_server.guide_command import guide

            return guide
        case "bookings":
            from queue_server.bookings_command import bookings

            return bookings
        case "results" | "announce":
            from queue_server import bulletin_command

            return bulletin_command.results if name == "results" else bulletin_command.announcement
        case "practice":
            from queue_server.practice_command import practice

            return practice
        case "papers":
            from queue_server.papers.account import papers

            return papers
    return None


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="queue_server", description="厅号：大厅总台")
    parser.add_argument(
        "part", nargs="?", choices=("desk", "broker", "web", "forecaster", "promises", "demo", "pin"), default="desk"
    )
    parser.add_argument("clerk", nargs="?", help="pin：谁的，大厅配置里的 id")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    parser.add_argument("--state", type=Path, required=True, help="总台的数据目录")
    parser.add_argument("--broker-apart", action="store_true", help="desk：消息服务另外开（broker），这里不带")
    parser.add_argument("--host", default="127.0.0.1", help="web：监听地址")
    parser.add_argument("--port", type=int, help="web：端口，默认按大厅配置")
    parser.add_argument("--day", default="", help="promises：哪一天，如 2026-11-23，默认昨天")
    parser.add_argument("--days", type=int, default=20, help="demo：写几天，默认 20")
    return parser


def main() -> int:
    """Runs the named part; a mistake of the person at the keyboard is one clear sentence and exit code 2."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it greets at its import
    other = _other_command(sys.argv[1] if len(sys.argv) > 1 else "")
    if other is not None:
        return other(sys.argv[2:])
    arguments = _options().parse_args()
    try:
        match arguments.part:
            case "desk":
                from queue_server import bootstrap

                bootstrap.serve(arguments.plan, arguments.state, broker_apart=arguments.broker_apart)
            case "broker":
                from queue_server import bootstrap

                bootstrap.serve_broker(arguments.plan, arguments.state)
            case "web":
                from queue_server import web

                web.serve(arguments.plan, arguments.state, arguments.host, arguments.port)
            case "forecaster":
                from queue_server.forecaster.running import run

                run(arguments.plan, arguments.state)
            case "promises":
                from queue_server.contract.plan import load
                from queue_server.forecaster.command import promises
                from queue_server.state_dir import StateDir

                print(promises(load(arguments.plan), StateDir(arguments.state), arguments.day))
            case "demo":
                from queue_server.contract.plan import load
                from queue_server.forecaster.command import demo
                from queue_server.state_dir import StateDir

                print(demo(load(arguments.plan), StateDir(arguments.state), arguments.days))
            case "pin":
                from queue_server.contract.plan import load
                from queue_server.web.pins import set_pin

                if arguments.clerk not in load(arguments.plan).clerks:
                    print(f"大厅配置里没有“{arguments.clerk}”这个人", file=sys.stderr)
                    return 2
                pin = getpass.getpass("新的 PIN（4 到 8 位数字）：")
                set_pin(arguments.state, arguments.clerk, pin, must_change=True)
                print("记下了，本人第一次登录时要改掉")
    except (PlanError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except (RuntimeError, OSError) as error:
        logging.getLogger("queue_server").debug("ended", exc_info=True)
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
