"""The decision about a number that a kiosk gave by itself while the desk was away: accepted as printed, or why not."""

from datetime import datetime

from queue_server.contract.commands import MOST_FURTHER, AcceptTicket
from queue_server.contract.plan import Matter, Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.queueing.calling import arrival_of
from queue_server.queueing.decision import Decision
from queue_server.queueing.events import TicketCancelled, TicketTaken
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import gate_at, round_the_clock
from queue_server.queueing.live import Live
from queue_server.queueing.tickets import issue, new_ticket

DOUBLED = "doubled"
"""The reason of a ticket that was cancelled because its visitor holds another number for the same wish."""


def accept(hall: HallState, command: AcceptTicket, now: datetime, doubled: Ticket | None) -> Decision | Refused:
    """The printed number joins its queue where it was taken, even when the service has closed since then.

    `doubled` is the ticket that the desk gave for the same wish without the kiosk hearing of it: it is cancelled in
    the same decision; once it was called the printed number is refused instead, so that never both are served. What
    a booking gave it goes over to the printed one. A kiosk's clock that is ahead counts as now; further matters that
    are none of the plan's are left out rather than a number lost that is on paper. A number of practice is none of a
    real hall, and a real one waits until practice is over.
    """
    if command.practice != hall.practice:
        return refuse("practice_on" if hall.practice else "practice_over", number=command.number)
    plan = hall.plan
    matter = plan.matters.get(command.matter)
    service = plan.services.get(matter.service) if matter else None
    if matter is None or service is None:
        return refuse("unknown_matter", matter=command.matter)
    if command.priority and command.priority not in plan.priorities:
        return refuse("unknown_priority", priority=command.priority)
    printed = hall.local(command.taken_at)
    if printed.date().isoformat() != hall.day:
        return refuse("other_day", number=command.number)
    if command.number in hall.tickets:
        return refuse("number_doubled", number=command.number)
    if not hall.day_open and not round_the_clock(plan, service.prefix):
        return refuse("day_closed")
    gate = gate_at(plan.hours_of(service), printed.strftime("%H:%M"))
    if not gate.open:
        if gate.opens:
            return refuse("service_closed", service=service.name, opens=gate.opens)
        return refuse("service_over", service=service.name)
    online = _held(hall, doubled)
    if online is not None and (online.state is not TicketState.WAITING or online.calls):
        return refuse("already_called", number=online.ticket.number)

    taken_at = min(printed, hall.local(now))
    booked = online if online and online.booking else None
    priority = booked.priority if booked else command.priority
    slot = booked.slot if booked else None
    ticket = new_ticket(hall, (matter, *_further(plan, command)), service, command.number, taken_at)
    taken = TicketTaken(
        ticket=ticket,
        count=int(command.number.removeprefix(service.prefix)),
        arrival=arrival_of(plan, taken_at, priority, slot),
        priority=priority,
        reason=command.reason,
        slot=slot,
        booking=booked.booking if booked else "",
        offline=True,
    )
    cancelled = (TicketCancelled(number=online.ticket.number, reason=DOUBLED),) if online else ()
    return Decision((*cancelled, taken), lambda after: issue(after, ticket))


def _further(plan: Plan, command: AcceptTicket) -> tuple[Matter, ...]:
    known = (plan.matters[code] for code in dict.fromkeys(command.more) if code in plan.matters)
    return tuple(matter for matter in known if matter.code != command.matter)[:MOST_FURTHER]


def _held(hall: HallState, doubled: Ticket | None) -> Live | None:
    """The doubled ticket as it is today; None when there was none, or its number is another visitor's by now."""
    live = hall.tickets.get(doubled.number) if doubled else None
    return live if live and doubled and live.ticket.token == doubled.token else None
