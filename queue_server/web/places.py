"""The places in the web that somebody signs in to, and who may be at which; pure."""

import re

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan, Role
from queue_server.queueing.everybody import may_sit

START = "start"
"""Where everybody may be: what the account may do, and its PIN."""
GUIDE_DESK = "guide-desk"
PEOPLE = "people"
CONCERNS = "concerns"
TERMINALS = "terminals"
"""Where terminals on boxes of their own are let into the hall and put out of it."""
MANAGER = "manager"
"""The whole hall: live, in figures, and as recorded; a supervisor only looks."""
MACHINES = "machines"
"""How the terminals and their machines are, for technicians."""

ROLES: dict[str, tuple[Role, ...]] = {
    GUIDE_DESK: ("guide",),
    MANAGER: ("manager", "supervisor"),
    PEOPLE: ("manager",),
    CONCERNS: ("manager", "head", "supervisor"),
    MACHINES: ("technician", "manager"),
    TERMINALS: ("manager", "technician"),
}
"""Who may be at a place; windows know their own."""

_WINDOW = re.compile(r"window-([1-9][0-9]?)")


def at_window(window: int) -> str:
    """The place of a window's console."""
    return f"window-{window}"


def may_be_at(plan: Plan, account: Account, place: str) -> bool:
    """Whether the account may be at the place."""
    if place == START:
        return not account.retired
    if window := _WINDOW.fullmatch(place):
        number = int(window[1])
        return number in plan.windows and may_sit(plan, account, number)
    return not account.retired and bool(set(account.roles) & set(ROLES.get(place, ())))


def places_of(plan: Plan, account: Account) -> tuple[str, ...]:
    """All places of the account but the start: first its windows, its own before those that it heads."""
    windows = sorted(plan.windows, key=lambda number: number not in account.windows)
    named = (*map(at_window, windows), *ROLES)
    return tuple(place for place in named if may_be_at(plan, account, place))
