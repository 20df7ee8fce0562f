"""The commands that install a bundle on a machine, settle what is installed, and take it away again."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from provisioning.bundle.refusals import BundleError
from provisioning.debian.packages import PackagesMissingError
from provisioning.debian.system import OtherSystemError
from provisioning.environment import EnvironmentMissingError
from provisioning.installing.steps import (
    MACHINE,
    InstallError,
    inside,
    install_bundle,
    refuse_unfit_machine,
    settle,
    uninstall,
)
from provisioning.keys import load_public_key
from provisioning.places import KEY
from queue_server.signing import KeyTextError, public_key_text

NOTHING = "已经装好了，没有要改的"


def install_command(arguments: list[str]) -> int:
    """Runs `install BUNDLE --key KEY`; what is refused or missing is one sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="provisioning install", description="厅号：从安装包装好这台机器")
    parser.add_argument("bundle", type=Path, help="安装包")
    parser.add_argument("--key", type=Path, required=True, help="验签用的公钥（.pub）")
    chosen = _parsed(parser, arguments)

    def act() -> str:
        refuse_unfit_machine(chosen.root)
        return _told(install_bundle(chosen.bundle, load_public_key(chosen.key), chosen.root, _tell))

    return _run(act)


def settle_command(arguments: list[str]) -> int:
    """Runs `settle`: makes everything right that the installed release wants, after an update or a mishap."""
    parser = argparse.ArgumentParser(prog="provisioning settle", description="厅号：把装着的版本补齐、登记好")
    parser.add_argument("--key", type=Path, help=f"公钥，默认已经登记的 {KEY}")
    chosen = _parsed(parser, arguments)

    def act() -> str:
        refuse_unfit_machine(chosen.root)
        key = load_public_key(chosen.key or inside(chosen.root, KEY))
        return _told(settle(chosen.root, public_key_text(key), _tell))

    return _run(act)


def uninstall_command(arguments: list[str]) -> int:
    """Runs `uninstall [--purge]`."""
    parser = argparse.ArgumentParser(prog="provisioning uninstall", description="厅号：从这台机器卸载")
    parser.add_argument("--purge", action="store_true", help="连大厅的数据、设置和用户一起删掉，找不回来")
    chosen = _parsed(parser, arguments)

    def act() -> str:
        refuse_unfit_machine(chosen.root)
        taken = uninstall(chosen.root, purge=chosen.purge)
        return f"卸载了，拿走 {len(taken)} 项" + ("" if chosen.purge else "；大厅的数据还在 /var/lib/tinghao")

    return _run(act)


def _parsed(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    parser.add_argument("--root", type=Path, default=MACHINE, help="装在哪个根目录下面，默认这台机器")
    return parser.parse_args(arguments)


def _told(changed: list[str]) -> str:
    return f"装好了，改了 {len(changed)} 项" if changed else NOTHING


def _tell(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def _run(act: Callable[[], str]) -> int:
    refused = (BundleError, KeyTextError, InstallError, OtherSystemError, PackagesMissingError, EnvironmentMissingError)
    os.umask(0o022)
    try:
        print(act(), flush=True)
    except refused as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"没有做完（{error}），解决以后再运行一次同样的命令", file=sys.stderr)
        return 3
    return 0
