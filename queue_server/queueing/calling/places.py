"""Where a ticket enters the queue of a service: by its arrival, at the head, or behind a few."""

from datetime import datetime

from queue_server.queueing.calling.arrival import arrived
from queue_server.queueing.hall import HallState


def place_of_arrival(hall: HallState, service: str, arrival: datetime, without: str = "") -> int:
    """Behind everybody who arrived at that moment or earlier, and behind all who were transferred.

    The ticket `without` has left the queue before.
    """
    queue = tuple(number for number in hall.queue(service) if number != without)
    place = len(queue)
    while place and not (before := hall.tickets[queue[place - 1]]).queued_as_transfer and arrived(before) > arrival:
        place -= 1
    return place


def place_of_transfer(hall: HallState, service: str) -> int:
    """Where a transferred ticket enters the queue of `service`: at its head, behind those transferred before."""
    queue = hall.queue(service)
    return max((place for place, number in enumerate(queue, 1) if hall.tickets[number].queued_as_transfer), default=0)


def return_to(hall: HallState, service: str, now: datetime) -> tuple[int, datetime]:
    """The place of a ticket that was brought back, and the arrival that counts from now on.

    It is called right after the plan's `reinsert_after` waiting ones, or as a newcomer where fewer wait.
    """
    queue, behind = hall.queue(service), hall.plan.policy.reinsert_after
    if len(queue) <= behind:
        return len(queue), max((now, *(arrived(hall.tickets[number]) for number in queue[-1:])))
    if behind == 0:
        return place_of_transfer(hall, service), arrived(hall.tickets[queue[0]])
    return behind, arrived(hall.tickets[queue[behind - 1]])
