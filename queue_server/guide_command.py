"""The guide's command line: its workbook out of a plan, back into a plan, and whether all is stated."""

import argparse
import sys
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from queue_server.contract.plan import Matter, PlanError, load, parse
from queue_server.contract.plan.facts_sense import states_facts
from queue_server.guide.reading import SheetError, read
from queue_server.guide.sheet import template
from queue_server.guide.version import version


def guide(arguments: list[str]) -> int:
    """Runs `guide …`; every mistake is a line, exit code 2, and nothing is written then."""
    parser = argparse.ArgumentParser(prog="queue_server guide", description="厅号：事项指南")
    parser.add_argument("what", choices=("template", "import", "check"))
    parser.add_argument("--plan", type=Path, required=True, help="大厅配置 hall.toml")
    parser.add_argument("--sheet", type=Path, help="import：填好的事项表 .xlsx")
    parser.add_argument("--out", type=Path, help="template：写到哪个 .xlsx；import：写到哪个 .toml")
    chosen = parser.parse_args(arguments)
    if chosen.what != "check" and chosen.out is None:
        parser.error("要写 --out")
    if chosen.what == "import" and chosen.sheet is None:
        parser.error("要写 --sheet")
    try:
        match chosen.what:
            case "template":
                chosen.out.write_bytes(template(load(chosen.plan)))
                print(f"事项表写好了：{chosen.out}")
            case "import":
                print(_import(chosen.plan, chosen.sheet, chosen.out))
            case "check":
                print(_check(chosen.plan))
    except (PlanError, SheetError) as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"读写不了文件（{error}）", file=sys.stderr)
        return 3
    return 0


def with_matters(text: str, matters: tuple[Matter, ...]) -> str:
    """The plan `text` with `matters` for its own; everything else stays as it was written, comments too.

    Raises:
        PlanError: the plan would have mistakes.
    """
    parse(text)
    document = tomlkit.parse(text)
    tables = tomlkit.aot()
    for matter in matters:
        tables.append(_table(matter))
    try:
        document["matter"] = tables
        changed = tomlkit.dumps(document)
    except TOMLKitError:  # tables of matters with others in between: those keep their order, not their comments
        plain = document.unwrap() | {"matter": tables}
        changed = tomlkit.dumps(plain)
    parse(changed)
    return changed


def _import(plan: Path, sheet: Path, out: Path) -> str:
    services = load(plan).services
    matters = read(sheet.read_bytes(), services)
    out.write_text(with_matters(plan.read_text(encoding="utf-8"), matters), encoding="utf-8")
    return f"{len(matters)} 个事项写进了 {out}，指南版本 {version(matters)}"


def _check(plan: Path) -> str:
    matters = load(plan).matter
    silent = [matter for matter in matters if not states_facts(matter)]
    lines = [f"指南版本 {version(matters)}，{len(matters)} 个事项，没有错误"]
    lines += [f"提醒：{matter.code} {matter.name} 还没有写八项公开内容" for matter in silent]
    return "\n".join(lines)


def _table(matter: Matter) -> Any:
    table = tomlkit.table()
    kept = {name: getattr(matter, name) for name in matter.__struct_fields__}
    fresh = Matter(code="", name="", name_en="", service="", needs=(), needs_en=())
    for name, value in kept.items():
        required = name in ("code", "name", "name_en", "service", "needs", "needs_en")
        if not required and value == getattr(fresh, name):
            continue
        if name == "steps":
            table[name] = _steps(matter)
        else:
            table[name] = list(value) if isinstance(value, tuple) else value
    return table


def _steps(matter: Matter) -> Any:
    steps = tomlkit.array()
    for step in matter.steps:
        inline = tomlkit.inline_table()
        inline.update({"name": step.name, "days": step.days})
        steps.append(inline)
    return steps.multiline(len(matter.steps) > 1)
