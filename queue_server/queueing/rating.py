"""Decisions about what a visitor thought of a service: voluntary, once per service, kept as it was given."""

from datetime import datetime

from queue_server.contract.commands import RateService, RateTicket
from queue_server.contract.concerns import BAD, LONGEST_TEXT, Concern
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.checks import known_ticket
from queue_server.queueing.complaining import unwritable
from queue_server.queueing.concerns import opened
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import ServiceRated
from queue_server.queueing.hall import HallState
from queue_server.queueing.own_ticket import may_rate, of_token


def rate(hall: HallState, command: RateService, now: datetime) -> Decision | Refused:
    """The score for whoever is served at the window, else for whoever it was done with last and no other has called."""
    window = command.window
    if window not in hall.plan.windows:
        return refuse("unknown_window", window=window)
    standing = hall.standing(window)
    front = hall.tickets.get(standing.front)
    serving = front is not None and front.state is TicketState.SERVING
    number = standing.front if serving else standing.last_completed
    if command.number and command.number != number:
        live = known_ticket(hall, command.number)
        return live if isinstance(live, Refused) else refuse("nothing_to_rate", window=window)
    rated = hall.tickets.get(number)
    if rated is None or rated.window not in (None, window):
        return refuse("nothing_to_rate", window=window)
    if rated.score:
        return refuse("rated_already", number=number)
    return _said(hall, ServiceRated(number=number, window=window, clerk=rated.clerk, score=command.score), now)


def rate_own(hall: HallState, command: RateTicket, now: datetime) -> Decision | Refused:
    """The score from the ticket's page or a kiosk, once all of the visit is done."""
    live = of_token(hall, command.token)
    if live is None:
        return refuse("not_your_ticket")
    number = live.ticket.number
    if live.score:
        return refuse("rated_already", number=number)
    if live.window is None or not may_rate(live):
        return refuse("not_done_yet", number=number)
    if command.score <= BAD and not command.reasons:
        return refuse("rating_reason")
    text = command.text.strip()
    if too_long := unwritable(text, LONGEST_TEXT):
        return too_long
    event = ServiceRated(
        number=number,
        window=live.window,
        clerk=live.clerk,
        score=command.score,
        reasons=tuple(dict.fromkeys(command.reasons)),
        text=text,
    )
    return _said(hall, event, now)


def _said(hall: HallState, event: ServiceRated, now: datetime) -> Decision:
    """The rating; a bad one is followed up."""
    if event.score > BAD:
        return done(event, number=event.number)
    concern = Concern(
        id="",
        origin="rating",
        day="",
        at=hall.local(now),
        due="",
        window=event.window,
        clerk=event.clerk,
        number=event.number,
        score=event.score,
        reasons=event.reasons,
        text=event.text,
    )
    return done(event, opened(hall, concern), number=event.number)
