"""Does everything in a plan stay within what screens, slips and messages can hold? Rows and letters."""

from collections.abc import Iterator

from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.schema import Plan

ROWS = {
    "service": 200,
    "matter": 3000,
    "window": 99,
    "clerk": 1000,
    "priority": 20,
    "kiosk": 40,
    "display": 100,
    "device": 500,
    "notice": 50,
    "voice": 10,
}
"""At most so many rows a table."""
LETTERS = {
    "hall.name": 40,
    "hall.name_en": 80,
    "service.name": 20,
    "service.name_en": 60,
    "matter.code": 40,
    "matter.name": 60,
    "matter.name_en": 160,
    "clerk.name": 40,
    "priority.name": 20,
    "priority.name_en": 60,
    "notice.text": 400,
    "notice.text_en": 800,
    "display.notice": 400,
    "window.one_clerk": 80,
    "window.authorisation": 80,
}
"""At most so many letters a text."""
NEEDS = 40
"""At most so many papers a matter."""


def size_mistakes(plan: Plan) -> Iterator[Mistake]:
    """All that is too many or too long."""
    for table, most in ROWS.items():
        count = len(getattr(plan, table))
        if count > most:
            yield Mistake(table, f"有 {count} 项，最多 {most} 项")
    for place, most in LETTERS.items():
        table, field = place.split(".")
        rows = getattr(plan, table)
        if not isinstance(rows, tuple):
            yield from _long(place, getattr(rows, field), most)
            continue
        for index, row in enumerate(rows, 1):
            yield from _long(f"{table}[{index}].{field}", getattr(row, field), most)
    for index, matter in enumerate(plan.matter, 1):
        if len(matter.needs) > NEEDS:
            yield Mistake(f"matter[{index}].needs", f"有 {len(matter.needs)} 项，最多 {NEEDS} 项")


def _long(key: str, text: str, most: int) -> Iterator[Mistake]:
    if len(text) > most:
        yield Mistake(key, f"有 {len(text)} 个字，最多 {most} 个")
