"""The plan's tables of the people who run the hall, and of the windows where they serve."""

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table


class Clerk(Table, frozen=True, kw_only=True):
    """A person who may serve at windows; the PIN is kept apart from the plan."""

    id: str
    name: str


class Window(Table, frozen=True, kw_only=True):
    """A window and its clerks, the first of whom is the A clerk; `breaks` are when it usually stands empty (lunch).

    The prefixes of services that it `prefers` to others, and of those that it is `reserves`-ed for; see `Policy`.
    """

    number: int
    clerks: tuple[str, ...]
    breaks: Hours = ()
    prefers: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
