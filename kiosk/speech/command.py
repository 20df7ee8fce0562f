"""The command line of voice packs (`kiosk voice`): is one complete, and a sample to try packs out with."""

import argparse
import sys
from pathlib import Path

from queue_server.contract.plan import Plan, PlanError, load
from queue_server.speaking.espeak import VoiceSilentError
from queue_server.speaking.pack import PackError, VoicePack
from queue_server.speaking.pack_check import oddities
from queue_server.speaking.sample_pack import make_sample

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
WINDOWS = range(1, 41)
"""What a pack must have where no plan says what is called."""


def voice(arguments: list[str]) -> int:
    """Runs `voice …`: exit code 0 for a good pack, 1 for one with oddities, a line each, 2 for a mistake."""
    parser = argparse.ArgumentParser(prog="kiosk voice", description="厅号：叫号的录音包")
    parser.add_argument("what", choices=("check", "make-sample"))
    parser.add_argument("folder", type=Path, help="录音包的文件夹")
    parser.add_argument("--plan", type=Path, help="大厅配置 hall.toml：只要它用得到的字母和窗口")
    parser.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN", help="make-sample：哪种语言")
    chosen = parser.parse_args(arguments)
    try:
        prefixes, windows = _called(load(chosen.plan) if chosen.plan else None)
        if chosen.what == "make-sample":
            make_sample(chosen.folder, chosen.language, prefixes, windows)
            print(f"合成的录音包写好了：{chosen.folder}，可以逐个换成真人录音")
            return 0
        return _check(VoicePack(chosen.folder), prefixes, windows)
    except (PlanError, PackError) as error:
        print(error, file=sys.stderr)
    except (OSError, VoiceSilentError) as error:
        print(f"做不了录音包：{error}", file=sys.stderr)
    return 2


def _called(plan: Plan | None) -> tuple[tuple[str, ...], list[int]]:
    if plan is None:
        return LETTERS, list(WINDOWS)
    return tuple(plan.services), list(plan.windows)


def _check(pack: VoicePack, prefixes: tuple[str, ...], windows: list[int]) -> int:
    found = oddities(pack, prefixes, windows)
    if found:
        print("\n".join(str(one) for one in found))
        print(f"{len({one.phrase for one in found})} 个词要重录或补录")
        return 1
    print(f"录音包是好的：{pack.plan.language}，{len(pack.wanted(prefixes, windows))} 个词都在")
    return 0
