"""Are the papers by which windows may decide dated, and do they still hold? Mistakes and warnings."""

from collections.abc import Iterator
from datetime import date, timedelta

from queue_server.contract.plan.mistakes import Mistake
from queue_server.contract.plan.naming import named
from queue_server.contract.plan.schema import Plan

SOON = timedelta(days=60)
"""So long before its end somebody should see to the next one."""


def authorisation_mistakes(plan: Plan) -> Iterator[Mistake]:
    """All mistakes of the windows' authorisations."""
    for index, window in enumerate(plan.window, 1):
        key = f"window[{index}]"
        if window.authorisation:
            yield from named(f"{key}.authorisation", window.authorisation)
        if not window.authorised_until:
            continue
        if not window.authorisation:
            yield Mistake(f"{key}.authorisation", "写了授权到哪天，也要写授权书的文号")
        if _day(window.authorised_until) is None:
            yield Mistake(
                f"{key}.authorised_until", f"“{window.authorised_until}”不是日期，应当像 2027-12-31，长期有效就不写"
            )


def authorisation_warnings(plan: Plan, today: date) -> list[str]:
    """A Chinese sentence for each window whose authorisation is over, or soon will be."""
    found = []
    for window in plan.window:
        until = _day(window.authorised_until)
        if until is None or until > today + SOON:
            continue
        state = "已经到期" if until < today else "快到期了"
        found.append(f"{window.number} 号窗口的授权（{window.authorisation}）{until} {state}，请换新的授权书")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
