"""The command that puts another plan in force while the hall is open, or says what it would do."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from provisioning import places
from queue_server.changing.wishes import PlanAnswer, PlanFolder, WishError
from queue_server.contract.plan import Plan, PlanError, load
from queue_server.workdays.in_folder import load as load_calendar
from queue_server.workdays.signed import CalendarError


def plan(arguments: list[str]) -> int:
    """Runs `plan FILE`; mistakes, all at once, are exit code 2 and change nothing, no answer of the server is 3."""
    parser = argparse.ArgumentParser(prog="provisioning plan", description="厅号：大厅开着也能换大厅配置")
    parser.add_argument("file", type=Path, help="新的大厅配置；旁边的工作日历和录音包一起带过去")
    parser.add_argument("--plan", type=Path, default=places.PLAN, help=f"正在用的大厅配置，默认 {places.PLAN}")
    parser.add_argument("--only-tell", action="store_true", help="只说会改什么，不改")
    chosen = parser.parse_args(arguments)
    try:
        wished, text = load(chosen.file), chosen.file.read_text(encoding="utf-8")
        if (chosen.file.parent / wished.calendar.file).exists() and wished.calendar.key:
            load_calendar(wished, chosen.file.parent)
        folder = PlanFolder(chosen.plan)
        answer = folder.ask(text, in_force=False)
        if not answer.mistakes and not chosen.only_tell:
            bring_along(wished, chosen.file.parent, chosen.plan.parent)
            answer = folder.ask(text)
    except (PlanError, CalendarError) as error:
        print(error, file=sys.stderr)
        return 2
    except (WishError, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    return _tell(answer)


def bring_along(wished: Plan, source: Path, target: Path) -> None:
    """Copies what the plan names in its own folder: the calendar and the voice packs, where they are there.

    Raises:
        OSError: it cannot be copied.
    """
    if source.resolve() == target.resolve():
        return
    calendar = source / wished.calendar.file
    if calendar.exists():
        fresh = target / f"{wished.calendar.file}.new"
        shutil.copyfile(calendar, fresh)
        fresh.replace(target / wished.calendar.file)
    for voice in wished.voice:
        if voice.pack and (source / voice.pack).is_dir():
            shutil.copytree(source / voice.pack, target / voice.pack, dirs_exist_ok=True)


def _tell(answer: PlanAnswer) -> int:
    if answer.mistakes:
        print("\n".join(answer.mistakes), file=sys.stderr)
        return 2
    lines = [*_listed("现在生效：", answer.now), *_listed("今天还有人在用，下一天自己生效：", answer.later)]
    print("\n".join(lines or ["和正在用的一样，没有什么要改"]))
    return 0


def _listed(heading: str, sentences: Sequence[str]) -> list[str]:
    return [heading, *(f"  {sentence}" for sentence in sentences)] if sentences else []
