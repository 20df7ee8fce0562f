"""The command line of the display (`python -m kiosk display`)."""

import argparse
import sys
from pathlib import Path

import msgspec

from kiosk.display.mistakes import NoScreenError, NotADisplayError, NoVoiceError
from kiosk.fonts import FontMissingError
from kiosk.screens.setting import size_of
from queue_server.contract.plan import PlanError


def run(arguments: list[str]) -> int:
    """Runs the display until SIGINT or SIGTERM; a mistake is one clear sentence and exit code 2."""
    from kiosk.display.running import show_hall

    parser = argparse.ArgumentParser(prog="kiosk display", description="厅号：综合显示屏")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    parser.add_argument("--credential", type=Path, required=True, help="这块显示屏的凭据")
    parser.add_argument("--size", type=size_of, help="窗口大小，如 1920x1080；不写就按大厅配置的 panel_px")
    parser.add_argument("--fullscreen", action="store_true", help="铺满屏幕")
    parser.add_argument("--spoken-into", type=Path, help="叫号语音写入这个文件夹，不从音箱播放")
    options = parser.parse_args(arguments)
    try:
        show_hall(
            options.plan,
            options.credential,
            options.size,
            fullscreen=options.fullscreen,
            spoken_into=options.spoken_into,
        )
    except (PlanError, NotADisplayError, NoScreenError, NoVoiceError, FontMissingError) as error:
        return _complain(error)
    except (OSError, msgspec.DecodeError) as error:
        return _complain(f"读不了凭据 {options.credential}：{error}")
    return 0


def _complain(sentence: object) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 2
