"""The command that runs the first start on the box's own screen."""

import argparse
import logging
import sys
from pathlib import Path

from devices.bench.places import Places
from kiosk.fonts import FontMissingError
from kiosk.screens.setting import NoScreenError, size_of
from provisioning.first_start.errands import World
from provisioning.first_start.pairing import LocalDoorway
from provisioning.first_start.running import Panel, local_now, run
from provisioning.first_start.sticks import FOLDERS
from provisioning.places import SETTINGS, SETUP


def first_start(arguments: list[str]) -> int:
    """Runs `first-start …`: exit code 0 once the box is set up, 1 where it was ended before, 2 without a screen."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    chosen = _parser().parse_args(arguments)
    world = World(
        folder=chosen.setup,
        key=chosen.key,
        places=Places(dev=chosen.devices_from / "dev", sys=chosen.devices_from / "sys"),
        sticks=tuple(chosen.sticks or FOLDERS),
        doorway=LocalDoorway,
        local=local_now,
    )
    try:
        over = run(world, Panel(chosen.size or (1080, 1920), chosen.size is None, chosen.inch))
    except (NoScreenError, FontMissingError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了 {chosen.setup}（{error}）", file=sys.stderr)
        return 3
    return 0 if over else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="provisioning first-start", description="厅号：新机器开箱的第一屏")
    parser.add_argument("--setup", type=Path, default=SETUP, help=f"选好的东西放在哪个文件夹，默认 {SETUP}")
    parser.add_argument("--size", type=size_of, help="窗口大小，如 1080x1920；不写就铺满屏幕")
    parser.add_argument("--inch", type=float, default=21.5, help="屏幕对角线，英寸")
    parser.add_argument("--devices-from", type=Path, default=Path("/"), help="从哪里找 dev 和 sys，练习用")
    parser.add_argument("--sticks", type=Path, action="append", help="U盘挂在哪个文件夹，可以写几次")
    parser.add_argument("--key", type=Path, default=SETTINGS / "bundle.pub", help="验安装包用的公钥")
    return parser
