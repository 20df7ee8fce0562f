"""Decisions about a visitor's own ticket, which its page's token proves: given up, or swapped for another matter."""

from datetime import datetime

from queue_server.contract.commands import GiveUpTicket, SwapTicket
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import OwnTicketIs, Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing.checks import STATE_WORDS
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import TicketCancelled
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import AT_WINDOW, OVER, Live
from queue_server.queueing.tickets import issued
from queue_server.queueing.visit import matters_of

GIVEN_UP, SWAPPED = "given_up", "swapped"
"""Reasons of tickets that were cancelled by their own visitors."""


def give_up(hall: HallState, command: GiveUpTicket) -> Decision | Refused:
    """The visitor does not want to wait any longer."""
    live = _own(hall, command.token)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    return done(TicketCancelled(number=number, reason=GIVEN_UP), number=number)


def swap(hall: HallState, command: SwapTicket, now: datetime) -> Decision | Refused:
    """The ticket of a visitor who waits, or was missed, for one of another matter, with the same priority."""
    live = _own(hall, command.token)
    if isinstance(live, Refused):
        return live
    number = live.ticket.number
    if live.state not in (TicketState.WAITING, TicketState.MISSED):
        return refuse("not_waiting", number=number, state=STATE_WORDS[live.state])
    matters = matters_of(hall.plan, command.matter)
    if isinstance(matters, Refused):
        return matters
    if command.matter == live.ticket.matter:
        return refuse("same_matter", number=number, matter=matters[0].name)
    cancelled = TicketCancelled(number=number, reason=SWAPPED)
    return issued(hall, matters, now, before=(cancelled,), priority=live.priority, reason=live.reason)


def find(hall: HallState, token: str) -> Decision | Refused:
    """Where the ticket stands, also when it is over."""
    live = of_token(hall, token)
    if live is None:
        return refuse("not_your_ticket")
    known = OwnTicketIs(number=live.ticket.number, state=live.state, window=live.window, may_rate=may_rate(live))
    return Decision((), lambda _hall: known)


def of_token(hall: HallState, token: str) -> Live | None:
    """Today's ticket whose page has the token."""
    return next((live for live in hall.tickets.values() if live.ticket.token == token), None) if token else None


def may_rate(live: Live) -> bool:
    """Whether all of the visit is done and nothing was said about it yet."""
    return live.state is TicketState.COMPLETED and live.window is not None and not live.score


def _own(hall: HallState, token: str) -> Live | Refused:
    """The ticket of `token` while it is the visitor's to do with as they like: no window has it."""
    live = of_token(hall, token)
    if live is None:
        return refuse("not_your_ticket")
    number = live.ticket.number
    if live.state in OVER:
        return refuse("finished", number=number, state=STATE_WORDS[live.state])
    if live.state in AT_WINDOW:
        return refuse("at_window", number=number, window=live.window)
    return live
