"""`bind`: writes a machine into the plan when the whole plan and the driver accept it."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from devices.bench.outcome import UsageError
from devices.bench.plan_text import with_device
from devices.bench.target import built
from devices.registry import binding_of, driver_of
from queue_server.contract.plan import Device, parse

TYPES: dict[object, str] = {int: "整数", float: "数字", bool: " true 或 false"}


def bind(path: Path, device: Device, *, replace: bool) -> None:
    """Put `device` into the plan at `path`; the file is changed whole or not at all.

    Raises:
        PlanError: the plan would have mistakes, or has them already; nothing was written.
        BindingError: the driver does not take it; nothing was written.
        IdTakenError: it is bound already, and shall not be replaced.
        UsageError: the file cannot be read or written.
    """
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了大厅配置 {path}：{error}") from error
    changed = with_device(text, device, replace=replace)
    parse(changed)
    built(binding_of(device))
    try:
        _write(path.resolve(), changed)
    except OSError as error:
        raise UsageError(f"写不了大厅配置 {path}：{error}") from error


def typed_options(kind: str, driver: str, pairs: Sequence[str]) -> dict[str, str | int | float | bool]:
    """Options from `key=value` texts, each of the type that the driver wants; their ranges are checked later.

    Raises:
        UsageError: a text is no pair, or its value not of that type.
        BindingError: there is no such driver.
    """
    types = {field.name: field.type for field in msgspec.structs.fields(driver_of(kind, driver).options)}
    options: dict[str, str | int | float | bool] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--option 应当像 height_px=32，写的是“{pair}”")
        options[name] = _typed(types, name, value)
    return options


def _typed(types: Mapping[str, Any], name: str, value: str) -> Any:
    try:
        return msgspec.convert(value, types.get(name, str), strict=False)
    except msgspec.ValidationError as error:
        wanted = TYPES.get(types[name]) or f" {'、'.join(map(str, get_args(types[name])))}"
        raise UsageError(f"--option {name}={value} 写得不对，应当是{wanted}") from error


def _write(path: Path, text: str) -> None:
    """Beside it first, then in its place, with the same owner and rights."""
    before = path.stat()
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fchown(file.fileno(), before.st_uid, before.st_gid)
            os.fchmod(file.fileno(), before.st_mode & 0o7777)
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
