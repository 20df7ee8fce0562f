"""What holds for names of all kinds: shown on one line, fit for the wire, no two the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from queue_server.contract.plan.mistakes import Mistake

NAME_ON_THE_WIRE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def named(key: str, name: str) -> Iterator[Mistake]:
    """The mistake in the name at `key`, if there is one."""
    if not name.strip():
        yield Mistake(key, "不能是空的")
    elif any(ord(letter) < 32 for letter in name):
        yield Mistake(key, "不能有换行或控制字符")


def doubled(table: str, key: str, values: Iterable[Any]) -> Iterator[Mistake]:
    """A mistake for every value that is there more than once."""
    for value, count in Counter(values).items():
        if count > 1:
            yield Mistake(f"{table}.{key}".rstrip("."), f"“{value}”重复了")


def at_least_one(key: str, tables: Sequence[Any]) -> Iterator[Mistake]:
    """A mistake where there is none of what a hall needs."""
    if not tables:
        yield Mistake(key, "至少要有一项")
