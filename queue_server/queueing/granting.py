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
    """The ticket queues as if it had been taken with that priority; one that was missed keeps what that cost it.

    Whoever was transferred is at the head already and stays there.
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
    came = arrived(live) if live.returns else live.ticket.taken_at
    arrival = arrival_of(hall.plan, came, command.priority, None if live.returns else live.slot)
    if live.queued_as_transfer:
        position = hall.queue(live.service).index(number)
    else:
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
