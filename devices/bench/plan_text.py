"""A device into the text of a plan: pure; comments, order and layout of everything else stay."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from queue_server.contract.plan import Device, Mistake, PlanError

ALWAYS = ("id", "kind", "driver", "terminal", "window", "port", "baud")
"""Fields in the order of the sample plan; the others come after them."""


class IdTakenError(Exception):
    """The plan has a device of this id already."""


def with_device(text: str, device: Device, *, replace: bool = False) -> str:
    """The plan's text with a `[[device]]` table for `device`; fields with their usual value are left out.

    Args:
        replace: put it in the place of the device with the same id.

    Raises:
        IdTakenError: there is one, and it shall not be replaced.
        PlanError: this is no TOML.
    """
    try:
        plan = tomlkit.parse(text)
    except TOMLKitError as error:
        raise PlanError([Mistake("hall.toml", f"不是正确的 TOML：{error}")]) from error
    tables = plan.get("device")
    if tables is None:
        tables = tomlkit.aot()
        plan.append("device", tables)
    if not isinstance(tables, AoT):
        raise PlanError([Mistake("device", "应当写成 [[device]]")])
    same = [table for table in tables if table.get("id") == device.id]
    if same and not replace:
        raise IdTakenError(device.id)
    fields = _fields(device)
    if same:
        _change(same[0], fields)
    else:
        tables.append(_table(fields))
    return tomlkit.dumps(plan)


def free_id(kind: str, window: int, taken: Mapping[str, object]) -> str:
    """An id that nobody has: `led-board-2` at window 2, else the next number."""
    stem = kind.replace("_", "-")
    number = window or 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _fields(device: Device) -> dict[str, Any]:
    names = (*ALWAYS, *(name for name in device.__struct_fields__ if name not in ALWAYS))
    usual = Device(id="", kind=device.kind, driver="", terminal="", port="")
    return {name: getattr(device, name) for name in names if name == "kind" or _differs(device, usual, name)}


def _differs(device: Device, usual: Device, name: str) -> bool:
    return bool(getattr(device, name) != getattr(usual, name))


def _table(fields: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    table.trivia.indent = "\n"
    _change(table, fields)
    return table


def _change(table: Table, fields: Mapping[str, Any]) -> None:
    for name in [name for name in table if name not in fields]:
        del table[name]
    for name, value in fields.items():
        table[name] = _inline(value) if isinstance(value, Mapping) else value


def _inline(options: Mapping[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update(options)
    return table
