"""What must hold before a command can be decided: known names, the right clerk at an open window, a ticket in front."""

from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import OVER, Live, Standing

STATE_WORDS: dict[TicketState, str] = {
    TicketState.WAITING: "在等候",
    TicketState.CALLED: "正在叫号",
    TicketState.SERVING: "正在办理",
    TicketState.PARKED: "已挂起",
    TicketState.MISSED: "已过号",
    TicketState.COMPLETED: "已办结",
    TicketState.CANCELLED: "已取消",
}
"""Chinese source words for the `{state}` of a refusal."""


def clerk_name(hall: HallState, clerk: str) -> str:
    """The clerk's name, or the id where the hall no longer has them."""
    known = hall.people.get(clerk)
    return known.name if known else clerk


def service_name(plan: Plan, prefix: str) -> str:
    """The service's name, or the prefix where the plan no longer has it."""
    known = plan.services.get(prefix)
    return known.name if known else prefix


def known_clerk(hall: HallState, clerk: str) -> Refused | None:
    """A refusal unless `clerk` is empty (nobody in particular) or works in the hall."""
    if clerk and clerk not in hall.people:
        return refuse("unknown_clerk", clerk=clerk)
    return None


def attended(hall: HallState, window: int, clerk: str) -> Standing | Refused:
    """The window, when `clerk` is the one at it; open or paused."""
    if window not in hall.plan.windows:
        return refuse("unknown_window", window=window)
    if clerk not in hall.people:
        return refuse("unknown_clerk", clerk=clerk)
    standing = hall.standing(window)
    if standing.state == "closed":
        return refuse("window_closed", window=window)
    if standing.clerk != clerk:
        return refuse("window_taken", window=window, clerk=clerk_name(hall, standing.clerk))
    return standing


def calling(hall: HallState, window: int, clerk: str) -> Standing | Refused:
    """The window, when `clerk` is the one at it and it is not paused."""
    standing = attended(hall, window, clerk)
    if isinstance(standing, Standing) and standing.state == "paused":
        return refuse("window_paused", window=window)
    return standing


def free(hall: HallState, window: int, clerk: str) -> Standing | Refused:
    """The calling window, when no ticket is in front of it."""
    standing = calling(hall, window, clerk)
    if isinstance(standing, Standing) and standing.front:
        return refuse("window_busy", number=standing.front)
    return standing


def in_front(hall: HallState, window: int, clerk: str) -> Live | Refused:
    """The ticket in front of the attended window."""
    standing = attended(hall, window, clerk)
    if isinstance(standing, Refused):
        return standing
    if not standing.front:
        return refuse("window_empty", window=window)
    return hall.tickets[standing.front]


def known_ticket(hall: HallState, number: str) -> Live | Refused:
    """The ticket of today (or carried into it)."""
    return hall.tickets.get(number) or refuse("unknown_ticket", number=number)


def unfinished(hall: HallState, number: str) -> Live | Refused:
    """The ticket of today when it is neither completed nor cancelled."""
    live = known_ticket(hall, number)
    if isinstance(live, Live) and live.state in OVER:
        return refuse("finished", number=number, state=STATE_WORDS[live.state])
    return live
