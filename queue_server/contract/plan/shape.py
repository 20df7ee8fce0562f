"""Does the plan have the shape of its schema? Every unknown, missing or mistyped key, not only the first."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import msgspec

from queue_server.contract.plan.mending import nearest
from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.table import Table

KINDS = {str: "文字（加引号）", int: "整数", float: "数", bool: "true 或 false", tuple: "列表（方括号）", dict: "一节"}


def shape_mistakes(raw: dict[str, Any]) -> list[Mistake]:
    """All mistakes of shape in the parsed TOML of a plan."""
    return list(_table("", raw, Plan))


def _table(path: str, raw: dict[str, Any], kind: type[Table]) -> Iterator[Mistake]:
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    for key in (key for key in raw if key not in fields):
        near = nearest(key, fields)
        yield Mistake(path + (key or '""'), f"没有这一项，是不是“{near}”？" if near else "没有这一项，请删掉")
    for name, field in fields.items():
        if name not in raw:
            if field.required:
                yield Mistake(path + name, "缺少这一项")
        else:
            yield from _value(path + name, raw[name], field.type)


def _value(path: str, value: Any, kind: Any) -> Iterator[Mistake]:
    if isinstance(kind, type) and issubclass(kind, Table):
        if isinstance(value, dict):
            yield from _table(f"{path}.", value, kind)
        else:
            yield Mistake(path, f"应当是一节 [{path}]")
        return
    arguments = get_args(kind)
    if get_origin(kind) is tuple and isinstance(arguments[0], type) and issubclass(arguments[0], Table):
        if not isinstance(value, list):
            yield Mistake(path, f"应当写成 [[{path}]]")
            return
        for index, item in enumerate(value):
            yield from _value(f"{path}[{index + 1}]", item, arguments[0])
        return
    if get_origin(kind) is tuple and get_origin(arguments[0]) is Literal and isinstance(value, list):
        for word in value:
            yield from _word(path, word, get_args(arguments[0]))
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        yield Mistake(path, f"写的是 {_short(value)}，应当是{_expected(kind)}")


def _word(path: str, word: Any, known: tuple[str, ...]) -> Iterator[Mistake]:
    """The mistake in one of a list of fixed words."""
    if word not in known:
        near = nearest(word, known) if isinstance(word, str) else None
        meant = f"是不是“{near}”？" if near else ""
        yield Mistake(path, f"没有 {_short(word)}，{meant}可以是：{'、'.join(known)}")


def _expected(kind: Any) -> str:
    if isinstance(kind, type):
        return KINDS[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict:
        return "一节，每项是文字、数字或 true/false"
    if origin is not tuple:
        return "其中之一：" + "、".join(str(argument) for argument in arguments if argument != "")
    if get_origin(arguments[0]) is tuple:
        return '时段，如 [["08:30", "12:00"], ["13:30", "17:30"]]'
    word = "文字（加引号）" if get_origin(arguments[0]) is Literal else KINDS[arguments[0]]
    return f"{word}的列表，用方括号"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 24 else text[:23] + "…"
