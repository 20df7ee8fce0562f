"""What the county's technician reads: a table of the halls, and what an update came to."""

import unicodedata
from collections.abc import Mapping, Sequence

from provisioning.fleet.rollout import Done, Failed, Happening, SettingOut
from provisioning.fleet.standing import Seen, Silent, Standing

LIGHTS = {"green": "绿 正常", "yellow": "黄 留意", "red": "红 故障"}
HEAD = ("大厅", "灯", "版本", "说明")


def table(seen: Mapping[str, Seen]) -> str:
    """One line for each hall, and one more for each further trouble."""
    rows: list[tuple[str, ...]] = [HEAD]
    for name, one in seen.items():
        match one:
            case Silent(why):
                rows.append((name, "灰 没有答复", "", why))
            case Standing():
                first, *others = _told(one) or [""]
                rows.append((name, LIGHTS[one.light], one.version, first))
                rows += [("", "", "", other) for other in others]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(_padded(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def in_one_line(happening: Happening) -> str:
    """One thing that happened during an update."""
    match happening:
        case SettingOut(halls):
            return f"这一批 {len(halls)} 个：{'、'.join(halls)}"
        case Done(hall):
            return f"  ✔ {hall}"
        case Failed(hall, why):
            return f"  ✘ {hall}：{why}"


def result(done: Sequence[str], failed: Sequence[str], untouched: Sequence[str], version: str) -> str:
    """What a whole update came to."""
    lines = [f"{version} 已经在 {len(done)} 个大厅{_named(done)}"]
    if failed:
        lines.append(f"没有更新好的 {len(failed)} 个{_named(failed)}；后面的都没有动")
    if untouched:
        lines.append(f"还没有更新的 {len(untouched)} 个{_named(untouched)}；排除故障以后，再执行一次同样的命令")
    return "\n".join(lines)


def _told(one: Standing) -> list[str]:
    told = [f"正在更新到 {one.update.version}（{one.update.phase}）"] if one.update else []
    return told + [f"{trouble.what}；{trouble.remedy}" if trouble.remedy else trouble.what for trouble in one.troubles]


def _named(names: Sequence[str]) -> str:
    return f"：{'、'.join(names)}" if names else ""


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns on a terminal, on which a Chinese character is as wide as two letters (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
