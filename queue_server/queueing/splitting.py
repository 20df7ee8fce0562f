"""Decisions about parts of a visit in front of a window: some matters done now, some on a number of their own."""

from datetime import datetime

from queue_server.contract.commands import FinishMatters, SplitTicket
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing import events
from queue_server.queueing.calling import arrived
from queue_server.queueing.checks import in_front
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import round_the_clock
from queue_server.queueing.live import Live
from queue_server.queueing.numbering import next_count, number_of
from queue_server.queueing.tickets import issue, new_ticket
from queue_server.queueing.visit import done_at, left_of, matters_of


def finish(hall: HallState, command: FinishMatters) -> Decision | Refused:
    """Some of what this window can do is done; the visitor stays in front for the rest."""
    live = _some_of(hall, command)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state is not TicketState.SERVING:
        return refuse("not_serving", number=number)
    here = done_at(hall.plan, live, command.window)
    for code in command.matters:
        if code not in here:
            return refuse("not_done_here", number=number, matter=_name(hall, code))
    finished = tuple(code for code in left_of(live) if code in command.matters)
    return done(
        events.MattersFinished(number=number, window=command.window, clerk=command.clerk, done=finished), number=number
    )


def split(hall: HallState, command: SplitTicket, now: datetime) -> Decision | Refused:
    """Some of the matters get a number of their own, which waits from when the whole visit counts as having come."""
    live = _some_of(hall, command)
    if isinstance(live, Refused):
        return live
    codes = tuple(code for code in left_of(live) if code in command.matters)
    matters = matters_of(hall.plan, codes[0], codes[1:])
    if isinstance(matters, Refused):
        return matters
    service = hall.plan.services[matters[0].service]
    if not service.windows:
        return refuse("no_window", service=service.name)
    if not hall.day_open and not round_the_clock(hall.plan, service.prefix):
        return refuse("day_closed")
    count = next_count(hall, service.prefix)
    if count is None:
        return refuse("numbers_used_up", service=service.name)
    ticket = new_ticket(hall, matters, service, number_of(hall, service.prefix, count), hall.local(now))
    parted = events.TicketSplit(
        number=live.ticket.number, window=command.window, clerk=command.clerk, matters=codes, into=ticket.number
    )
    taken = events.TicketTaken(
        ticket=ticket, count=count, arrival=arrived(live), priority=live.priority, reason=live.reason
    )
    return Decision((parted, taken), lambda after: issue(after, ticket))


def _some_of(hall: HallState, command: FinishMatters | SplitTicket) -> Live | Refused:
    """The named ticket in front, when some but not all of what it has left are `matters`."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number, left = live.ticket.number, left_of(live)
    if number != command.number:
        return refuse("other_in_front", window=command.window, front=number, number=command.number)
    if not command.matters:
        return refuse("no_matters")
    for code in command.matters:
        if code not in left:
            return refuse("not_left", number=number, matter=_name(hall, code))
    if set(left) <= set(command.matters):
        return refuse("all_matters", number=number)
    return live


def _name(hall: HallState, code: str) -> str:
    known = hall.plan.matters.get(code)
    return known.name if known else code
