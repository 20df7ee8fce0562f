"""The plan's tables of the people who run the hall, and of the windows where they serve."""

from typing import Literal

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table

Role = Literal["clerk", "head", "guide", "cashier", "manager", "supervisor", "technician"]
"""窗口人员, 窗口负责人, 导办, 收费, 值班长, 监察, 技术员: what somebody may ask of the desk.

A cashier may take payments down; who calls visitors to the cashier's window besides is a clerk as well.
"""

AT_WINDOWS: tuple[Role, ...] = ("clerk", "head")
"""Who serves at a window has one of these."""
ALONE: tuple[Role, ...] = ("supervisor", "technician")
"""Whoever only looks, or keeps the machines, has no other role."""


class Clerk(Table, frozen=True, kw_only=True):
    """A person who works in the hall, and as what; the PIN is kept apart from the plan."""

    id: str
    name: str
    roles: tuple[Role, ...] = ("clerk",)


class Window(Table, frozen=True, kw_only=True):
    """A window and its clerks, the first of whom is the A clerk; `breaks` are when it usually stands empty (lunch).

    The prefixes of services that it `prefers` to others, and of those that it is `reserves`-ed for; see `Policy`.
    `zone` is the part of the hall whose displays show and speak its calls. `one_clerk` says why it has no B clerk,
    where it has none. `authorisation` is the paper by which its department lets it decide, `authorised_until` the last
    day on which that holds (`2027-12-31`).
    """

    number: int
    clerks: tuple[str, ...]
    breaks: Hours = ()
    prefers: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    zone: str = ""
    one_clerk: str = ""
    authorisation: str = ""
    authorised_until: str = ""
