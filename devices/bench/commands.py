"""The bench's command line: every command with what it takes."""

from pathlib import Path
from typing import get_args

from devices.bench.parser import Parser
from devices.bench.words import KINDS
from devices.driver import Kind

DESCRIPTION = "厅号试机台：找端口、绑定机器、一台一台试。"
EPILOG = """\
退出码：
  0  做到了（从不回话的机器：端口打得开，内容发出去了）
  1  机器没有做到，屏幕上有原因和办法
  2  命令写法不对，或大厅配置有错；机器没有动
例子：
  python -m devices.bench list --plan hall.toml
  python -m devices.bench probe --plan hall.toml led-1
  python -m devices.bench show --driver onbon --port /dev/serial/by-id/…
每个命令都有自己的说明：python -m devices.bench show --help
"""
KINDS_OF: dict[str, tuple[Kind, ...]] = {
    "probe": tuple(KINDS),
    "print": ("slip_printer", "page_printer"),
    "show": ("led_board",),
    "read": ("barcode_reader",),
    "keys": ("keypad", "evaluator"),
    "card": ("id_card_reader",),
    "speak": ("speech",),
    "lamp": ("lamp",),
}
"""The commands that talk to a machine, each with what it is for."""
HELP = {
    "probe": "问机器好不好，不改变任何东西",
    "print": "打一张测试页",
    "show": "屏上先显示 8888 再显示“测试”，或者你给的字",
    "read": "显示扫码枪读到的码",
    "keys": "显示叫号器、评价器按下的键",
    "card": "读一张身份证，只显示一部分",
    "speak": "让语音模块说一句话",
    "lamp": "让窗口灯轮流亮",
}
PAUSE_S = 2.0
"""How long each step of a try stays."""
SECONDS = {"read": 60.0, "keys": 60.0, "card": 30.0}


def bench_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="python -m devices.bench", description=DESCRIPTION, epilog=EPILOG)
    commands = parser.add_subparsers(title="命令", dest="command", required=True, metavar="命令", parser_class=Parser)
    listing = commands.add_parser("list", help="列出插着的和绑定了的端口，不打开它们")
    listing.asked.add_argument("--plan", type=Path, metavar="hall.toml", help="大厅配置，用来标出已绑定的")
    commands.add_parser("drivers", help="列出能用的驱动")
    _bind(commands.add_parser("bind", help="把一台机器写进大厅配置"))
    for name, kinds in KINDS_OF.items():
        _try_out(commands.add_parser(name, help=HELP[name], description=HELP[name] + "。"), name, kinds)
    return parser


def _bind(parser: Parser) -> None:
    asked = parser.asked
    asked.add_argument("--plan", type=Path, required=True, metavar="hall.toml", help="要写进去的大厅配置")
    asked.add_argument("--kind", required=True, choices=get_args(Kind), metavar="KIND", help="见 drivers 命令")
    asked.add_argument("--terminal", required=True, metavar="TERMINAL", help="接在哪里：agent，或自助机的 id")
    asked.add_argument("--window", type=int, default=0, metavar="NUMBER", help="窗口号")
    asked.add_argument("--id", default="", help="机器的名字，不写就起一个，如 led-board-2")
    asked.add_argument("--width-mm", type=int, default=80, choices=(58, 80), help="号票纸宽，58 或 80")
    asked.add_argument("--replace", action="store_true", help="换掉配置里同名的那一台")
    _place(parser, required=True)


def _place(parser: Parser, *, required: bool) -> None:
    asked = parser.asked
    asked.add_argument("--driver", required=required, default="", metavar="DRIVER", help="见 drivers 命令")
    asked.add_argument("--port", required=required, default="", metavar="PORT", help="见 list 命令，或 IP:端口")
    asked.add_argument("--address", type=int, default=0, metavar="NUMBER", help="同一条线上的地址（拨码）")
    asked.add_argument("--baud", type=int, default=0, metavar="NUMBER", help="不写就用驱动通常的")
    asked.add_argument("--data-bits", type=int, default=8, choices=(7, 8), help="数据位，7 或 8")
    asked.add_argument("--parity", default="N", choices=("N", "E", "O"), help="校验：N 无，E 偶，O 奇")
    asked.add_argument(
        "--option", action="append", default=[], metavar="KEY=VALUE", help="驱动的设置，如 height_px=32，可以写几次"
    )


def _try_out(parser: Parser, name: str, kinds: tuple[Kind, ...]) -> None:
    asked = parser.asked
    asked.add_argument("device", nargs="?", default="", metavar="DEVICE", help="大厅配置里的 id，要有 --plan")
    if name in ("show", "lamp"):
        asked.add_argument(
            "--pause", type=float, default=PAUSE_S, metavar="SECONDS", help="每一步停多久；不写是 %(default)g 秒"
        )
    match name:
        case "show":
            asked.add_argument("text", nargs="?", default="", metavar="TEXT", help="要显示的字")
        case "speak":
            asked.add_argument("text", nargs="?", default="", metavar="TEXT", help="要说的话")
        case "read" | "keys" | "card":
            asked.add_argument(
                "--seconds",
                type=float,
                default=SECONDS[name],
                metavar="SECONDS",
                help="等多久，0 是一直等；不写是 %(default)g",
            )
    if name in ("read", "keys"):
        asked.add_argument("--count", type=int, default=0, metavar="NUMBER", help="收到这么多次就结束，0 是不限")
    asked.add_argument("--plan", type=Path, metavar="hall.toml", help="大厅配置；没有它就要写 --driver 和 --port")
    asked.add_argument("--kind", choices=kinds, default=None, metavar="KIND", help="见 drivers 命令")
    _place(parser, required=False)
    asked.add_argument("--record", type=Path, metavar="FILE", help="把来往的数据录下来，可以当测试重放")
