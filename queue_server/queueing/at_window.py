"""Decisions about the ticket in front of a window: call, recall, start, complete, missed, transfer, park, note."""

import math
from datetime import datetime

from queue_server.contract.commands import (
    CallNext,
    CallTicket,
    CompleteTicket,
    MarkMissed,
    NoteTicket,
    ParkTicket,
    Recall,
    StartService,
    TransferTicket,
    UnparkTicket,
)
from queue_server.contract.plan import Service
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing import events
from queue_server.queueing.calling import next_for, picked, place_of_transfer, why
from queue_server.queueing.checks import (
    STATE_WORDS,
    attended,
    calling,
    free,
    in_front,
    known_ticket,
    service_name,
    unfinished,
)
from queue_server.queueing.decision import Decision, called, done
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import round_the_clock
from queue_server.queueing.live import Live
from queue_server.queueing.visit import done_at, next_service

LONGEST_NOTE = 80


def call_next(hall: HallState, command: CallNext, now: datetime) -> Decision | Refused:
    """Calls whoever is next for the window, after finishing the ticket in front where that is asked."""
    window, clerk = command.window, command.clerk
    standing = (calling if command.complete_current else free)(hall, window, clerk)
    if isinstance(standing, Refused):
        return standing
    finishing: tuple[events.Event, ...] = ()
    if standing.front:
        if hall.tickets[standing.front].state is not TicketState.SERVING:
            return refuse("not_serving", number=standing.front)
        finishing = (_finish(hall, hall.tickets[standing.front], window, clerk),)
    chosen = next_for(hall, window, now)
    if chosen is None:
        return refuse("nobody_waiting")
    number = chosen.ticket.number
    because = why(hall, window, chosen, now)
    return called(
        *finishing, events.TicketCalled(number=number, window=window, clerk=clerk, why=because), number=number
    )


def call_ticket(hall: HallState, command: CallTicket) -> Decision | Refused:
    """Calls one waiting ticket of the window's services out of turn."""
    standing = free(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    live = known_ticket(hall, command.number)
    if isinstance(live, Refused):
        return live
    if live.state is not TicketState.WAITING:
        return refuse("not_waiting", number=command.number, state=STATE_WORDS[live.state])
    if all(service.prefix != live.service for service in hall.plan.services_of(command.window)):
        return refuse("not_served_here", window=command.window, service=service_name(hall.plan, live.service))
    because = picked(hall, command.window, live)
    event = events.TicketCalled(number=command.number, window=command.window, clerk=command.clerk, why=because)
    return called(event, number=command.number)


def recall(hall: HallState, command: Recall, now: datetime) -> Decision | Refused:
    """Calls the called ticket again, not too soon and not too often."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state is not TicketState.CALLED or live.call is None:
        return refuse("not_called", number=number)
    if live.call.times >= hall.plan.policy.calls:
        return refuse("calls_used_up", number=number, times=live.call.times)
    passed_s = (now - live.call.at).total_seconds()
    if 0 <= passed_s < hall.plan.policy.call_gap_s:
        return refuse("too_soon", seconds=math.ceil(hall.plan.policy.call_gap_s - passed_s))
    return called(
        events.TicketRecalled(number=number, window=command.window, clerk=command.clerk),
        number=number,
    )


def start(hall: HallState, command: StartService) -> Decision | Refused:
    """The called visitor has come."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state is TicketState.SERVING:
        return refuse("already_serving", number=number)
    return done(events.ServingStarted(number=number, window=command.window, clerk=command.clerk), number=number)


def complete(hall: HallState, command: CompleteTicket) -> Decision | Refused:
    """All that the window can do for the visitor being served is done; with more to do the ticket goes on by itself."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state is not TicketState.SERVING:
        return refuse("not_serving", number=number)
    return done(_finish(hall, live, command.window, command.clerk), number=number)


def _finish(hall: HallState, live: Live, window: int, clerk: str) -> events.TicketCompleted | events.TicketTransferred:
    number, finished = live.ticket.number, done_at(hall.plan, live, window)
    service = next_service(hall, live, finished)
    if service is None:
        return events.TicketCompleted(number=number, window=window, clerk=clerk, done=finished)
    return events.TicketTransferred(
        number=number,
        window=window,
        clerk=clerk,
        service=service.prefix,
        position=place_of_transfer(hall, service.prefix),
        done=finished,
    )


def mark_missed(hall: HallState, command: MarkMissed) -> Decision | Refused:
    """The called visitor did not come."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state is not TicketState.CALLED:
        return refuse("already_serving", number=number)
    return done(events.TicketMissed(number=number, window=command.window, clerk=command.clerk), number=number)


def transfer(hall: HallState, command: TransferTicket) -> Decision | Refused:
    """The ticket in front to the head of another service, or to another window where somebody is."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    to = command.to_window
    target = hall.plan.services.get(command.service) if to is None else _served_at(hall, live, command, to)
    if target is None:
        return refuse("unknown_service", service=command.service)
    if isinstance(target, Refused):
        return target
    event = transferred(hall, live, command.window, command.clerk, target, note=command.note, to_window=to)
    return event if isinstance(event, Refused) else done(event, number=live.ticket.number)


def _served_at(hall: HallState, live: Live, command: TransferTicket, to: int) -> Service | Refused:
    """What the ticket queues for at the window `to`."""
    if to not in hall.plan.windows:
        return refuse("unknown_window", window=to)
    if to == command.window:
        return refuse("same_window", number=live.ticket.number, window=to)
    if hall.standing(to).state == "closed":
        return refuse("target_closed", window=to)
    served = {service.prefix: service for service in hall.plan.services_of(to)}
    wanted = command.service or (live.service if live.service in served else next(iter(served), live.service))
    return served.get(wanted) or refuse("not_served_here", window=to, service=service_name(hall.plan, wanted))


def transferred(
    hall: HallState,
    live: Live,
    window: int,
    clerk: str,
    target: Service,
    *,
    note: str = "",
    to_window: int | None = None,
) -> events.TicketTransferred | Refused:
    """The ticket in front of `window` at the head of `target`, for `to_window` alone, or why it cannot go there."""
    if target.prefix == live.service and to_window is None:
        return refuse("same_service", number=live.ticket.number, service=target.name)
    if not target.windows:
        return refuse("no_window", service=target.name)
    if not hall.day_open and not round_the_clock(hall.plan, target.prefix):
        return refuse("day_closed")
    return events.TicketTransferred(
        number=live.ticket.number,
        window=window,
        clerk=clerk,
        service=target.prefix,
        position=place_of_transfer(hall, target.prefix),
        note=note.strip(),
        to_window=to_window,
    )


def note(hall: HallState, command: NoteTicket) -> Decision | Refused:
    """What the next clerk should know of a ticket that is, was or comes here."""
    standing = attended(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    live = unfinished(hall, command.number)
    if isinstance(live, Refused):
        return live
    served = {service.prefix for service in hall.plan.services_of(command.window)}
    if live.service not in served and live.window != command.window:
        return refuse("not_served_here", window=command.window, service=service_name(hall.plan, live.service))
    text = command.note.strip()
    if not 0 < len(text) <= LONGEST_NOTE or not text.isprintable():
        return refuse("note_words", most=LONGEST_NOTE)
    noted = events.TicketNoted(number=command.number, window=command.window, clerk=command.clerk, note=text)
    return done(noted, number=command.number)


def park(hall: HallState, command: ParkTicket) -> Decision | Refused:
    """The ticket in front is set aside at this window."""
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    return done(
        events.TicketParked(number=number, window=command.window, clerk=command.clerk, note=command.note),
        number=number,
    )


def unpark(hall: HallState, command: UnparkTicket) -> Decision | Refused:
    """A ticket parked at this window is served again."""
    standing = free(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    live = unfinished(hall, command.number)
    if isinstance(live, Refused):
        return live
    if live.state is not TicketState.PARKED or live.window != command.window:
        return refuse("not_parked_here", number=command.number, window=command.window)
    return done(
        events.TicketUnparked(number=command.number, window=command.window, clerk=command.clerk), number=command.number
    )
