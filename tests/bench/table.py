"""Figures as people and as programs read them."""

import json
from collections.abc import Sequence

from tests.bench.figure import Figure


def table(figures: Sequence[Figure]) -> str:
    """Name, value, limit and verdict, one figure a line."""
    rows = [("figure", "value", "limit", "")]
    rows += [(one.name, shown(one.value), one.limit, _verdict(one)) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}}  {limit:<{widths[2]}}  {verdict}".rstrip()
        for name, value, limit, verdict in rows
    )


def json_line(figures: Sequence[Figure]) -> str:
    """One JSON object on one line: value by name."""
    return json.dumps({one.name: round(one.value, 4) for one in figures})


def shown(value: float) -> str:
    """Three significant digits, without an exponent."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _verdict(figure: Figure) -> str:
    if not figure.limit:
        return ""
    return "ok" if figure.ok else "NOT OK"
