"""What most visitors see, shown once before anybody is there: its fonts, words and layouts are made by then."""

from collections.abc import Iterator

from kiosk import visit as v
from queue_server.contract.plan import Plan


def first_steps(plan: Plan) -> Iterator[v.Step]:
    """The steps on the way to a number, of the first matter."""
    matter = plan.matter[0]
    confirm = v.Confirm(v.Wish(matter.code, ""), 0)
    yield v.Matters(matter.service)
    yield confirm
    yield v.Facts(confirm)
    yield v.Search()
    yield v.Idle()
