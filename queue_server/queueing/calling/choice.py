"""The choice itself: of the first of every class in every queue of a window, the most urgent one."""

from collections.abc import Iterator
from datetime import datetime

from queue_server.queueing.calling.rules import URGENCY
from queue_server.queueing.calling.window import arrival_at, may_call
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live

Key = tuple[bool, int, bool, float, float, int]


def next_for(hall: HallState, window: int, now: datetime) -> Live | None:
    """The ticket that `window` calls next, None when nobody waits whom it may call."""
    return min(candidates(hall, window, now), key=lambda live: urgency(hall, window, live, now), default=None)


def candidates(hall: HallState, window: int, now: datetime) -> Iterator[Live]:
    """Of every queue of the window the transferred ones' first, and the first of each priority class that it may call.

    Within a queue and a class, tickets are in the order of their arrival, which no rule changes.
    """
    classes = len(hall.plan.priority) + 1
    for service in hall.plan.services_of(window):
        seen: set[str] = set()
        for number in hall.queue(service.prefix):
            live = hall.tickets[number]
            if live.priority in seen or not may_call(hall, window, live, now):
                continue
            yield live
            if live.queued_as_transfer:
                break
            seen.add(live.priority)
            if len(seen) == classes:
                break


def urgency(hall: HallState, window: int, live: Live, now: datetime) -> Key:
    """Smaller goes first: transferred tickets as they were transferred, then what the window is reserved for, then
    the plan's rule."""
    rule = URGENCY[hall.plan.policy.rule]
    reserves = hall.plan.windows[window].reserves
    first, second = rule(hall.plan, live, arrival_at(hall, window, live), now)
    return (
        not live.queued_as_transfer,
        live.queued_as_transfer or 0,
        bool(reserves) and live.service not in reserves,
        first,
        second,
        live.order,
    )
