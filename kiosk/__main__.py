"""The command lines: the touchscreen, the hall's display (`display`), voice packs (`voice`), a PIN (`door-pin`)."""

import argparse
import getpass
import logging
import sys
from pathlib import Path

import msgspec

from devices.registry import BindingError
from kiosk.door import PinError, set_pin
from kiosk.fonts import FontMissingError
from kiosk.screens.setting import NoScreenError, size_of
from queue_server.contract.plan import PlanError


def main(arguments: list[str]) -> int:
    """Runs the named part; a mistake of the person who starts it is one clear sentence and exit code 2."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("pikepdf").setLevel(logging.WARNING)  # it greets at its import
    if arguments[:1] == ["display"]:
        from kiosk.display import run

        return run(arguments[1:])
    if arguments[:1] == ["voice"]:
        from kiosk.speech.command import voice

        return voice(arguments[1:])
    if arguments[:1] == ["door-pin"]:
        return _door_pin(arguments[1:])
    return _touchscreen(arguments)


def _touchscreen(arguments: list[str]) -> int:
    from kiosk.running import NotAKioskError, Setting, run

    parser = argparse.ArgumentParser(prog="kiosk", description="厅号：自助机")
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    parser.add_argument("--credential", type=Path, required=True, help="这台自助机的凭据")
    parser.add_argument("--state", type=Path, help="断网时发的号存在这个文件夹；不写就在凭据旁边")
    parser.add_argument("--size", type=size_of, default=(1080, 1920), help="窗口大小，如 1080x1920")
    parser.add_argument("--spoken-into", type=Path, help="朗读的声音存进这个文件夹，不放出来")
    parser.add_argument("--fullscreen", action="store_true", help="铺满屏幕")
    options = parser.parse_args(arguments)
    try:
        run(
            Setting(
                plan=options.plan,
                credential=options.credential,
                state=options.state or options.credential.parent,
                size=options.size,
                fullscreen=options.fullscreen,
                spoken_into=options.spoken_into,
            )
        )
    except (PlanError, BindingError, NotAKioskError, FontMissingError, NoScreenError) as error:
        return _complain(error)
    except (OSError, msgspec.DecodeError) as error:
        return _complain(f"读不了凭据 {options.credential}：{error}")
    return 0


def _door_pin(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kiosk door-pin", description="厅号：设定自助机的技术员密码")
    parser.add_argument("--state", type=Path, required=True, help="自助机自己的文件夹（和 kiosk 的 --state 相同）")
    options = parser.parse_args(arguments)
    try:
        set_pin(options.state, getpass.getpass("技术员密码（6 到 8 位数字）：") if sys.stdin.isatty() else input())
    except (PinError, OSError, EOFError) as error:
        return _complain(error or "没有输入密码")
    return 0


def _complain(sentence: object) -> int:
    print(sentence, file=sys.stderr, flush=True)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
