"""Why the chosen ticket is next, in the words of the contract."""

from datetime import datetime

from queue_server.contract.reasons import Reason, reason
from queue_server.queueing.calling.arrival import arrived
from queue_server.queueing.calling.choice import candidates
from queue_server.queueing.calling.window import own_windows
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live

RULES = {"classes": "优先类别在前", "accumulating": "等候与优先累计", "cmu": "等候成本"}
"""Chinese names of the rules that weigh."""


def why(hall: HallState, window: int, chosen: Live, now: datetime) -> Reason:
    """Why `window` calls `chosen`, its own choice by `next_for`; the first that made a difference."""
    plan, overtaken = hall.plan, overtaken_by(hall, window, chosen)
    service = plan.services[chosen.service].name
    if chosen.queued_as_transfer:
        return reason("transferred", overtaken)
    if window in own_windows(hall, chosen):
        clerk = hall.people.get(chosen.responsible)
        return reason("own_clerk", overtaken, clerk=clerk.name if clerk else chosen.responsible)
    if chosen.returns:
        return reason("brought_back", overtaken)
    if not overtaken and plan.policy.rule == "arrival":
        return reason("first_come")
    if any(live.service != chosen.service for live in candidates(hall, window, now)):
        planned = plan.windows[window]
        if chosen.service in planned.reserves:
            return reason("reserved", overtaken, service=service)
        if chosen.service in planned.prefers:
            return reason("preferred", overtaken, service=service, minutes=plan.policy.preference_min)
    if plan.policy.rule != "arrival":
        minutes = round((now - arrived(chosen)).total_seconds() / 60)
        return reason("by_rule", overtaken, rule=RULES[plan.policy.rule], minutes=minutes)
    if chosen.priority in plan.priorities:
        known = plan.priorities[chosen.priority]
        return reason("priority", overtaken, priority=known.name, minutes=known.credit_min)
    if chosen.slot is not None:
        return reason("booked", overtaken, slot=hall.local(chosen.slot).strftime("%H:%M"))
    return reason("first_come", overtaken)


def picked(hall: HallState, window: int, chosen: Live) -> Reason:
    """The clerk named the ticket."""
    return reason("picked", overtaken_by(hall, window, chosen))


def overtaken_by(hall: HallState, window: int, chosen: Live) -> int:
    """How many wait for the window who took their number before `chosen`."""
    return sum(
        hall.tickets[number].order < chosen.order
        for service in hall.plan.services_of(window)
        for number in hall.queue(service.prefix)
    )
