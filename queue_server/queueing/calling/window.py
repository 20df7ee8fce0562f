"""What a window adds to the rule: what it prefers, what it is reserved for, and whom it alone may call."""

from datetime import datetime, timedelta

from queue_server.queueing.calling.arrival import arrived
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live


def arrival_at(hall: HallState, window: int, live: Live) -> datetime:
    """When the ticket counts as having arrived for this window: earlier by the preference for its service."""
    planned = hall.plan.windows[window]
    if live.service in planned.prefers:
        return arrived(live) - timedelta(minutes=hall.plan.policy.preference_min)
    return arrived(live)


def may_call(hall: HallState, window: int, live: Live, now: datetime) -> bool:
    """Whether the window may call the ticket now.

    A reserved window leaves other services alone until they have waited `reserve_min`. A visitor whom a clerk has
    attended before waits for that clerk, or for the other clerk of that clerk's window, `own_clerk_min` minutes.
    Whoever was sent to a window waits for that one while somebody is there and the service was not moved away from it.
    """
    if live.to_window in hall.plan.services[live.service].windows and hall.standing(live.to_window).state != "closed":
        return window == live.to_window
    planned, policy = hall.plan.windows[window], hall.plan.policy
    if planned.reserves and live.service not in planned.reserves:
        waited = now - live.since
        if waited < timedelta(minutes=policy.reserve_min):
            return False
    if not live.responsible or now - live.since >= timedelta(minutes=policy.own_clerk_min):
        return True
    own = own_windows(hall, live)
    return not own or window in own


def own_windows(hall: HallState, live: Live) -> tuple[int, ...]:
    """The open windows for the ticket's service where its clerk is, else where the clerk's stand-in (B clerk) is.

    None where that clerk sent the visitor away to somebody else.
    """
    if not live.responsible or (live.queued_as_transfer and live.clerk == live.responsible):
        return ()
    plan = hall.plan
    serving = hall.open_windows(live.service)
    at = {window: hall.standing(window).clerk for window in serving}
    theirs = tuple(window for window in serving if at[window] == live.responsible)
    if theirs:
        return theirs
    colleagues = {
        clerk for window in plan.window if live.responsible in window.clerks[:1] for clerk in window.clerks[1:2]
    }
    return tuple(window for window in serving if at[window] in colleagues)
