"""The figures as tables to print and to hand on: headings and rows in the reader's language; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan
from queue_server.contract.words import Language, say
from queue_server.figures.tally import Figures, Tally
from queue_server.web.manager.kept import Days

Chart = Literal["waits", "works", "visits", "astray", "services", "windows", "clerks", "days", "ratings"]
"""What there is a picture of."""
Cell = str | int | float
Key = TypeVar("Key", str, int)


@dataclass(frozen=True)
class Table:
    """A titled table; every row has a cell for every heading."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def title_of(plan: Plan, days: Days, language: Language) -> str:
    """What the figures are of."""
    name = plan.hall.name_en if language == "en" else plan.hall.name
    span = f"{days.first}" if days.first == days.last else f"{days.first} – {days.last}"
    return say(language, "{hall}统计 {days}", hall=name, days=span)


def tables_of(plan: Plan, people: Mapping[str, Account], found: Figures, language: Language) -> tuple[Table, ...]:
    """All tables, the hall as a whole first."""
    services = {one.prefix: f"{one.prefix} {one.name_en if language == 'en' else one.name}" for one in plan.service}
    windows = {number: say(language, "{window} 号窗口", window=number) for number in plan.windows}

    def table(title: str, first: str, rows: Iterable[tuple[str, Tally]]) -> Table:
        cells = tuple((name, *_cells(tally)) for name, tally in rows)
        return Table(title, (first, *_headings(language)), cells)

    whole = say(language, "全厅")
    return (
        table(whole, "", [(whole, found.whole)]),
        table(say(language, "按业务"), say(language, "业务"), _named(found.services, services)),
        table(say(language, "按窗口"), say(language, "窗口"), _named(found.windows, windows)),
        table(
            say(language, "按人员"),
            say(language, "人员"),
            _named(found.clerks, {id: account.name for id, account in people.items()}),
        ),
        table(say(language, "按半小时"), say(language, "时段"), found.halves.items()),
        table(say(language, "按日"), say(language, "日期"), found.days.items()),
    )


def _headings(language: Language) -> tuple[str, ...]:
    return (
        say(language, "取号"),
        say(language, "叫号"),
        say(language, "办结"),
        say(language, "过号"),
        say(language, "转办"),
        say(language, "取消"),
        say(language, "平均等候（分）"),
        say(language, "九成等候不超过（分）"),
        say(language, "最长等候（分）"),
        say(language, "平均办理（分）"),
        say(language, "九成办理不超过（分）"),
        say(language, "评价数"),
        say(language, "满意率"),
    )


def _cells(tally: Tally) -> tuple[Cell, ...]:
    rated = sum(tally.scores)
    return (
        tally.taken,
        tally.called,
        tally.served,
        tally.missed,
        tally.transferred,
        tally.cancelled,
        minutes(tally.wait.mean_s),
        minutes(tally.wait.p90_s),
        minutes(tally.wait.longest_s),
        minutes(tally.service.mean_s),
        minutes(tally.service.p90_s),
        rated,
        f"{100 * sum(tally.scores[2:]) / rated:.1f}%" if rated else "—",
    )


def minutes(seconds: float) -> float:
    """With one decimal, as the page shows them."""
    return round(seconds / 60, 1)


def _named(parts: Mapping[Key, Tally], names: Mapping[Key, str]) -> Iterable[tuple[str, Tally]]:
    return ((names.get(key, str(key)), tally) for key, tally in parts.items())
