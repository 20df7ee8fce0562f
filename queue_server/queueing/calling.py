"""Who is next: the calling order of a window over the services it serves."""

from collections.abc import Iterator

from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live


def heads(hall: HallState, window: int) -> Iterator[Live]:
    """The first waiting ticket of every service of `window` where anybody waits."""
    for service in hall.plan.services_of(window):
        queue = hall.queue(service.prefix)
        if queue:
            yield hall.tickets[queue[0]]


def urgency(live: Live) -> tuple[bool, int]:
    """Smaller goes first: transferred tickets in order of transfer, then the others in order of taking."""
    return (not live.queued_as_transfer, live.queued_as_transfer or live.order)


def next_for(hall: HallState, window: int) -> Live | None:
    """The ticket that `window` calls next, None when nobody waits for it."""
    return min(heads(hall, window), key=urgency, default=None)


def place_of_transfer(hall: HallState, service: str) -> int:
    """Where a transferred ticket enters the queue of `service`: at its head, behind those transferred before."""
    queue = hall.queue(service)
    return max((place for place, number in enumerate(queue, 1) if hall.tickets[number].queued_as_transfer), default=0)


def place_of_return(hall: HallState, service: str) -> int:
    """Where a ticket that was brought back enters the queue of `service`."""
    return min(hall.plan.policy.reinsert_after, len(hall.queue(service)))
