"""Decisions about priority granted to somebody who already waits."""

from queue_server.contract.commands import GrantPriority
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.calling import arrival_of, arrived, place_of_arrival
from queue_server.queueing.checks import STATE_WORDS, known_clerk, unfinished
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import PriorityGranted
from queue_server.queueing.hall import HallState


def grant(hall: HallState, command: GrantPriority) -> Decision | Refused:
    """The ticket queues as if it had been taken with that priority.

    Whoever was missed and brought back, or transferred, has a place for that reason already and keeps it.
    """
    number = command.number
    live = unfinished(hall, number)
    if isinstance(live, Refused):
        return live
    if live.state is not TicketState.WAITING:
        return refuse("not_waiting", number=number, state=STATE_WORDS[live.state])
    if command.priority not in hall.plan.priorities:
        return refuse("unknown_priority", priority=command.priority)
    if not command.reason.strip():
        return refuse("reason_needed")
    if stranger := known_clerk(hall, command.clerk):
        return stranger
    if live.returns or live.queued_as_transfer:
        arrival, position = arrived(live), hall.queue(live.service).index(number)
    else:
        arrival = arrival_of(hall.plan, live.ticket.taken_at, command.priority, live.slot)
        position = place_of_arrival(hall, live.service, arrival, without=number)
    granted = PriorityGranted(
        number=number,
        priority=command.priority,
        reason=command.reason.strip(),
        position=position,
        arrival=arrival,
        clerk=command.clerk,
    )
    return done(granted, number=number)
