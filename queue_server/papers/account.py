"""What became of the papers, told to a technician: kept, deleted, looked at, and whether the record holds."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from queue_server.chained import Chained
from queue_server.papers.vault import ENDING, tally
from queue_server.papers.views import views


def papers(arguments: list[str]) -> int:
    """`queue_server papers`: exit code 0, 1 where somebody changed the record, 2 where there is no such folder."""
    parser = argparse.ArgumentParser(prog="queue_server papers", description="群众扫描的材料：现存、已删、谁看过")
    parser.add_argument("--state", type=Path, required=True, help="总台的数据目录")
    state = parser.parse_args(arguments).state
    if not state.is_dir():
        print(f"没有数据目录 {state}", file=sys.stderr)
        return 2
    said, holds = account(state)
    print(said)
    return 0 if holds else 1


def account(state: Path) -> tuple[str, bool]:
    """The account of the papers in the server's folder `state`, and whether nobody has changed what it rests on."""
    folder = state / "papers/kept"
    kept, deletions, looks = list(folder.glob(f"*-*-*/*{ENDING}")), tally(folder), views(state)
    deleted = deletions.records()
    seen = Counter(look.clerk for look in looks.records())
    said = [
        f"现存：{len(kept)} 份，{len({file.parent for file in kept})} 天",
        f"到期删除：{sum(one.papers for one in deleted)} 份，{len(deleted)} 天",
        *(f"  {one.day}：{one.papers} 份，删除于 {one.at:%Y-%m-%d %H:%M} UTC" for one in deleted),
        f"查看：{seen.total()} 次",
        *(f"  {clerk}：{times} 次" for clerk, times in sorted(seen.items())),
    ]
    broken = [*_broken("删除记录", deletions), *_broken("查看记录", looks)]
    return "\n".join([*said, *(broken or ["两份记录都前后相连，没有改动过"])]), not broken


def _broken(name: str, log: Chained[Any]) -> list[str]:
    line = log.first_broken()
    return [f"{name}从第 {line} 行起对不上：有人改过、删过或调换过"] if line else []
