"""What stays of an old table, put back at its old place among the rows of the new one; pure."""

from collections.abc import Iterable
from typing import TypeVar

Row = TypeVar("Row")


def woven(new: Iterable[Row], kept: Iterable[Row], old: Iterable[Row], key: str) -> tuple[Row, ...]:
    """The `new` rows in their order, each of `kept` after the last row that was before it in `old`."""
    rows, stay = list(new), list(kept)
    order = [getattr(row, key) for row in old]
    for row in stay:
        before = set(order[: order.index(getattr(row, key))])
        places = [place for place, other in enumerate(rows) if getattr(other, key) in before]
        rows.insert(places[-1] + 1 if places else 0, row)
    return tuple(rows)
