"""Decisions about a ticket away from any window: take, slip, bring back, cancel."""

from datetime import datetime

from queue_server.contract.commands import BringBack, CancelTicket, ReportSlip, TakeTicket
from queue_server.contract.plan import Matter, Service
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.queueing.bookings import check_in, standing
from queue_server.queueing.calling import arrival_of, return_to
from queue_server.queueing.checks import STATE_WORDS, known_clerk, known_ticket, unfinished
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import Event, SlipReported, TicketBroughtBack, TicketCancelled, TicketTaken
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import round_the_clock
from queue_server.queueing.numbering import next_count, number_of, page_token
from queue_server.queueing.visit import matters_of, not_given


def take(hall: HallState, command: TakeTicket, now: datetime) -> Decision | Refused:
    """The next number of the first matter's service, for all matters of the visit."""
    matters = matters_of(hall.plan, command.matter, command.more)
    if isinstance(matters, Refused):
        return matters
    if command.priority and command.priority not in hall.plan.priorities:
        return refuse("unknown_priority", priority=command.priority)
    if stranger := known_clerk(hall, command.responsible):
        return stranger
    priority, slot, late = command.priority, command.slot, False
    if command.booking:
        known = check_in(hall, command.booking, command.matter, now)
        if isinstance(known, Refused):
            return known
        late = standing(hall, known, now) == "late"
        priority = known.booking.priority or priority
        slot = None if late else known.booking.slot
    return issued(
        hall,
        matters,
        now,
        priority=priority,
        reason=command.reason,
        slot=slot,
        booking=command.booking,
        responsible=command.responsible,
        late=late,
    )


def issued(
    hall: HallState,
    matters: tuple[Matter, ...],
    now: datetime,
    *,
    before: tuple[Event, ...] = (),
    priority: str = "",
    reason: str = "",
    slot: datetime | None = None,
    booking: str = "",
    responsible: str = "",
    late: bool = False,
) -> Decision | Refused:
    """A new ticket for `matters`, queueing for the first, after the events `before`; or why there is none."""
    services = [hall.plan.services[matter.service] for matter in matters]
    for service in services:
        if not service.windows:
            return refuse("no_window", service=service.name)
        if refused := not_given(hall, service, promised=bool(booking) and not late):
            return refused
    prefix = services[0].prefix
    count = next_count(hall, prefix)
    if count is None:
        return refuse("numbers_used_up", service=services[0].name)
    taken_at = hall.local(now)
    slot = hall.local(slot) if slot else None
    ticket = new_ticket(hall, matters, services[0], number_of(hall, prefix, count), taken_at)
    taken = TicketTaken(
        ticket=ticket,
        count=count,
        arrival=arrival_of(hall.plan, taken_at, priority, slot),
        priority=priority,
        reason=reason,
        slot=slot,
        booking=booking,
        responsible=responsible,
    )
    return Decision((*before, taken), lambda after: issue(after, ticket, late=late))


def issue(hall: HallState, ticket: Ticket, *, late: bool = False) -> TicketIssued:
    """The answer about a ticket that has just joined its queue."""
    ahead = hall.queue(ticket.service).index(ticket.number)
    return TicketIssued(ticket=ticket, ahead=ahead, windows=hall.open_windows(ticket.service), late=late)


def new_ticket(
    hall: HallState, matters: tuple[Matter, ...], service: Service, number: str, taken_at: datetime
) -> Ticket:
    """The ticket `number` of today with its page's token."""
    first, *more = matters
    return Ticket(
        number=number,
        day=hall.day,
        service=service.prefix,
        service_name=service.name,
        matter=first.code,
        matter_name=first.name,
        taken_at=taken_at,
        token=page_token(hall, number),
        more=tuple(matter.code for matter in more),
        practice=hall.practice,
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
