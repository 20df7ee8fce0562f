"""A visit of several matters on one ticket: what was wished, what a window has done, where the rest is done next."""

from queue_server.contract.commands import MOST_FURTHER
from queue_server.contract.plan import Matter, Plan, Service
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import round_the_clock
from queue_server.queueing.live import Live


def matters_of(plan: Plan, first: str, more: tuple[str, ...] = ()) -> tuple[Matter, ...] | Refused:
    """The wished matters in order, each of them once and leading to a service of the plan."""
    codes = (first, *more)
    for code in codes:
        if code not in plan.matters or plan.matters[code].service not in plan.services:
            return refuse("unknown_matter", matter=code)
    if len(more) > MOST_FURTHER:
        return refuse("too_many_matters", most=MOST_FURTHER)
    doubled = next((code for place, code in enumerate(codes) if code in codes[:place]), None)
    if doubled is not None:
        return refuse("matter_doubled", matter=plan.matters[doubled].name)
    return tuple(plan.matters[code] for code in codes)


def not_given(hall: HallState, service: Service, *, promised: bool = False) -> Refused | None:
    """Why no numbers are given for `service` now; one that is `promised` (booked) does not mind a cut-off."""
    gate = hall.gate(service.prefix)
    if not gate.open:
        if gate.opens:
            return refuse("service_closed", service=service.name, opens=gate.opens)
        if not hall.day_open:
            return refuse("day_closed")
        return refuse("service_over", service=service.name)
    if service.prefix in hall.stopped and not promised:
        return refuse("cut_off", service=service.name)
    return None


def left_of(live: Live) -> tuple[str, ...]:
    """The matters still to be done, the present one first; tickets of old journals have one."""
    return live.left or (live.ticket.matter,)


def done_at(plan: Plan, live: Live, window: int) -> tuple[str, ...]:
    """What is done when `window` completes the ticket: the matter it came for, and all others that it serves.

    The first is done even where the window does not serve it: the ticket was transferred there with it.
    """
    served = {service.prefix for service in plan.services_of(window)}
    first, *others = left_of(live)
    return (first, *(code for code in others if code in plan.matters and plan.matters[code].service in served))


def next_service(hall: HallState, live: Live, done: tuple[str, ...]) -> Service | None:
    """Where the ticket goes on after `done`: the first service of what is left that still serves today."""
    for code in left_of(live):
        matter = hall.plan.matters.get(code)
        service = hall.plan.services.get(matter.service) if matter and code not in done else None
        if service and service.windows and (hall.day_open or round_the_clock(hall.plan, service.prefix)):
            return service
    return None
