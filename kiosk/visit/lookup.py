"""Which ticket a scanned code means."""

import re
from collections.abc import Iterable

from queue_server.contract.tickets import TicketView

NUMBER = re.compile(r"[A-Z]{1,2}[0-9]{2,4}")
BOOKING = re.compile(r"[A-Za-z0-9-]{4,40}")
TOKEN = re.compile(r"[a-z2-7]{16,64}")
MAX_CODE = 400
"""Longer codes are on other papers, not on slips."""


def code_meant(text: str) -> str:
    """The token at the end of a ticket page's address, or the text itself, trimmed and bounded."""
    code = text.strip()[:MAX_CODE]
    return code.rsplit("/t/", 1)[1].split("?", 1)[0] if "/t/" in code else code


def may_be_booking(code: str) -> bool:
    """Whether the code may be a booking's: letters, digits and hyphens only."""
    return BOOKING.fullmatch(code) is not None


def may_be_token(code: str) -> bool:
    """Whether the code may be of a slip."""
    return TOKEN.fullmatch(code) is not None


def find(tickets: Iterable[TicketView], code: str) -> TicketView | None:
    """The live ticket with this token or number."""
    number = code.upper()
    by_number = NUMBER.fullmatch(number) is not None
    for view in tickets:
        if view.ticket.token == code or (by_number and view.ticket.number == number):
            return view
    return None
