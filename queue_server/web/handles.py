"""How a ticket is named to a console: so that its papers can be asked for, but its visitor's page not be opened."""

import hashlib

from msgspec.structs import replace

from queue_server.contract.tickets import TicketView

DIGITS = 26


def handle_of(token: str) -> str:
    """The same for the same ticket; nobody gets the token from it."""
    return hashlib.sha256(token.encode()).hexdigest()[:DIGITS]


def handled(view: TicketView) -> TicketView:
    """The ticket with its handle in place of the token."""
    return replace(view, ticket=replace(view.ticket, token=handle_of(view.ticket.token)))
