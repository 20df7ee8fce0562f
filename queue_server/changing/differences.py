"""How two plans differ, in Chinese sentences for whoever changes one; pure."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from queue_server.changing.field_words import FIELDS
from queue_server.contract.plan import Plan
from queue_server.contract.plan.table import Table

KEYED: dict[str, tuple[str, str]] = {
    "service": ("业务", "prefix"),
    "matter": ("事项", "code"),
    "window": ("窗口", "number"),
    "clerk": ("人员", "id"),
    "priority": ("优先", "id"),
    "kiosk": ("自助机", "id"),
    "display": ("显示屏", "id"),
    "window_box": ("窗口盒子", "id"),
    "device": ("设备", "id"),
}
"""Tables whose rows are known by a key: what they are called, and the key."""
SINGLE = {
    "hall": "大厅",
    "policy": "规则",
    "booking": "预约",
    "papers": "材料",
    "calendar": "工作日历",
    "results": "办结公告",
}
LISTED = {"notice": "通知", "voice": "语音"}
MOST_VALUE = 30
"""A longer value is not told, only that it changed."""


def differences(before: Plan, after: Plan) -> tuple[str, ...]:
    """What is otherwise in `after`, in the order of the plan's tables; empty where nothing is."""
    return tuple(_differences(before, after))


def _differences(before: Plan, after: Plan) -> Iterator[str]:
    for field in before.__struct_fields__:
        one, other = getattr(before, field), getattr(after, field)
        if one == other:
            continue
        if field in KEYED:
            yield from _rows(field, one, other)
        elif field in LISTED:
            yield f"{LISTED[field]}改了：{_count(other)}"
        else:
            yield f"{SINGLE.get(field, field)}改了：{_changed(one, other)}"


def _rows(field: str, before: tuple[Table, ...], after: tuple[Table, ...]) -> Iterator[str]:
    words, key = KEYED[field]
    one: Mapping[Any, Table] = {getattr(row, key): row for row in before}
    other: Mapping[Any, Table] = {getattr(row, key): row for row in after}
    for name, row in one.items():
        if name not in other:
            yield f"取消{words} {_called(name, row)}"
        elif other[name] != row:
            yield f"{words} {_called(name, other[name])} 改了：{_changed(row, other[name])}"
    for name, row in other.items():
        if name not in one:
            yield f"增加{words} {_called(name, row)}"
    if [name for name in one if name in other] != [name for name in other if name in one]:
        yield f"{words}的次序改了"


def _called(key: object, row: Table) -> str:
    name = getattr(row, "name", "") or getattr(row, "place", "")
    return f"{key} {name}".rstrip()


def _changed(before: Any, after: Any) -> str:
    names = [name for name in before.__struct_fields__ if getattr(before, name) != getattr(after, name)]
    return "、".join(_field(name, getattr(before, name), getattr(after, name)) for name in names)


def _field(name: str, before: object, after: object) -> str:
    words = FIELDS.get(name, name)
    texts = [_value(before), _value(after)]
    return f"{words}（{texts[0]} → {texts[1]}）" if all(len(text) <= MOST_VALUE for text in texts) else words


def _value(value: object) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case str() | int() | float():
            return str(value) or "空"
        case tuple() if all(isinstance(each, str | int) for each in value):
            return "、".join(str(each) for each in value) or "空"
        case tuple() if all(isinstance(each, tuple) for each in value):
            return "，".join("–".join(str(part) for part in each) for each in value) or "空"
        case msgspec.Struct() | _:
            return "…" * (MOST_VALUE + 1)


def _count(rows: tuple[Table, ...]) -> str:
    return f"现在有 {len(rows)} 条"
