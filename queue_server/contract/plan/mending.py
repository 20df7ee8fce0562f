"""A plan with mistakes of shape, made readable as far as can be, so that its mistakes of meaning are found as well."""

import difflib
from typing import Any, get_args, get_origin

import msgspec

from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.table import Table

NEUTRAL = {str: "", int: 0, tuple: []}
REFERRED_TO = frozenset(
    {"schema", "id", "prefix", "number", "service", "windows", "clerks", "kind", "driver", "terminal"}
)
"""What other parts of a plan refer to: guessing there would invent mistakes."""


class CannotMendError(Exception):
    """Something that the rest of the plan hangs on is missing or not readable."""


def nearest(key: str, known: Any) -> str | None:
    """The known key that was probably meant."""
    return next(iter(difflib.get_close_matches(key, known, n=1, cutoff=0.5)), None)


def mended(raw: dict[str, Any], kind: type[Table] = Plan) -> dict[str, Any]:
    """`raw` in the shape of `kind`: mistyped keys are read as meant, what is unknown or unreadable is left out.

    Raises:
        CannotMendError: no plan can be made of it.
    """
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    meant = {nearest(key, fields): value for key, value in raw.items() if key not in fields}
    given = meant | raw
    return {
        name: value
        for name, field in fields.items()
        if (value := _value(name, given.get(name), field.type, required=field.required)) is not None
    }


def _value(name: str, value: Any, kind: Any, *, required: bool) -> Any:
    inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if isinstance(inner, type) and issubclass(inner, Table):
        if inner is kind and isinstance(value, dict):
            return mended(value, inner)
        if inner is not kind and isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [mended(item, inner) for item in value]
    elif value is not None:
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            pass
        else:
            return value
    if not required:
        return None
    neutral = NEUTRAL.get(get_origin(kind) or kind)
    if name in REFERRED_TO or neutral is None or (isinstance(inner, type) and issubclass(inner, Table)):
        raise CannotMendError(name)
    return neutral
