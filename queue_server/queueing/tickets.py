"""Decisions about a ticket away from any window: take, slip, bring back, cancel."""

from datetime import datetime

from queue_server.contract.commands import BringBack, CancelTicket, ReportSlip, TakeTicket
from queue_server.contract.plan import Matter, Service
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.queueing.calling import arrival_of, place_of_arrival, return_to
from queue_server.queueing.checks import STATE_WORDS, known_clerk, known_ticket, unfinished
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import SlipReported, TicketBroughtBack, TicketCancelled, TicketTaken
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import round_the_clock
from queue_server.queueing.numbering import next_count, number_of, page_token


def take(hall: HallState, command: TakeTicket, now: datetime) -> Decision | Refused:
    """The next number of the matter's service."""
    matter = hall.plan.matters.get(command.matter)
    service = hall.plan.services.get(matter.service) if matter else None
    if matter is None or service is None:
        return refuse("unknown_matter", matter=command.matter)
    if not service.windows:
        return refuse("no_window", service=service.name)
    if command.priority and command.priority not in hall.plan.priorities:
        return refuse("unknown_priority", priority=command.priority)
    if stranger := known_clerk(hall, command.responsible):
        return stranger
    gate = hall.gate(service.prefix)
    if not gate.open:
        if not hall.day_open:
            return refuse("day_closed")
        if gate.opens:
            return refuse("service_closed", service=service.name, opens=gate.opens)
        return refuse("service_over", service=service.name)
    count = next_count(hall, service.prefix)
    if count is None:
        return refuse("numbers_used_up", service=service.name)
    taken_at = hall.local(now)
    slot = hall.local(command.slot) if command.slot else None
    arrival = arrival_of(hall.plan, taken_at, command.priority, slot)
    ticket = new_ticket(hall, matter, service, number_of(hall, service.prefix, count), taken_at)
    answer = TicketIssued(
        ticket=ticket,
        ahead=place_of_arrival(hall, service.prefix, arrival),
        windows=hall.open_windows(service.prefix),
    )
    taken = TicketTaken(
        ticket=ticket,
        count=count,
        arrival=arrival,
        priority=command.priority,
        reason=command.reason,
        slot=slot,
        responsible=command.responsible,
    )
    return Decision((taken,), lambda _hall: answer)


def new_ticket(hall: HallState, matter: Matter, service: Service, number: str, taken_at: datetime) -> Ticket:
    """The ticket `number` of today with its page's token."""
    return Ticket(
        number=number,
        day=hall.day,
        service=service.prefix,
        service_name=service.name,
        matter=matter.code,
        matter_name=matter.name,
        taken_at=taken_at,
        token=page_token(hall, number),
    )


def report_slip(hall: HallState, command: ReportSlip) -> Decision | Refused:
    """Keeps what became of the paper."""
    live = known_ticket(hall, command.number)
    if isinstance(live, Refused):
        return live
    return done(
        SlipReported(number=command.number, outcome=command.outcome, reason=command.reason), number=command.number
    )


def bring_back(hall: HallState, command: BringBack, now: datetime) -> Decision | Refused:
    """A missed ticket into its queue again."""
    live = unfinished(hall, command.number)
    if isinstance(live, Refused):
        return live
    if stranger := known_clerk(hall, command.clerk):
        return stranger
    if live.state is not TicketState.MISSED:
        return refuse("not_missed", number=command.number, state=STATE_WORDS[live.state])
    if not hall.day_open and not round_the_clock(hall.plan, live.service):
        return refuse("day_closed")
    if live.returns >= hall.plan.policy.returns:
        return refuse("brought_back_enough", number=command.number, returns=live.returns)
    position, arrival = return_to(hall, live.service, hall.local(now))
    back = TicketBroughtBack(number=command.number, position=position, arrival=arrival, clerk=command.clerk)
    return done(back, number=command.number)


def cancel(hall: HallState, command: CancelTicket) -> Decision | Refused:
    """A ticket is given up, wherever it is."""
    live = unfinished(hall, command.number)
    if isinstance(live, Refused):
        return live
    if stranger := known_clerk(hall, command.clerk):
        return stranger
    return done(
        TicketCancelled(number=command.number, clerk=command.clerk, reason=command.reason), number=command.number
    )
