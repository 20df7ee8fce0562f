"""What somebody at the guide desk may mean by a few keys: a ticket of today, a booking, or matters of the guide."""

import asyncio
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import FindBooking
from queue_server.contract.plan import Plan
from queue_server.contract.replies import BookingIs
from queue_server.contract.tickets import TicketView
from queue_server.web.live import LiveHall
from queue_server.web.ticket_page import RecordedTicket

if TYPE_CHECKING:
    from queue_server.guide.search import Index

NUMBER = re.compile(r"([A-Za-z]{1,2})0*([1-9][0-9]{0,3})")
BOOKING = re.compile(r"(?=.*[0-9])[A-Za-z0-9-]{4,40}")
MOST_MATTERS = 12


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What `query` may mean: codes of `matters`, the likeliest first; a live `ticket`, or one that is `over` today.

    `booking` is one that is known.
    """

    query: str
    matters: tuple[str, ...]
    ticket: TicketView | None = None
    over: RecordedTicket | None = None
    booking: BookingIs | None = None


class Finding:
    """Looks in the guide, in the live view, in the journal, and asks the desk for bookings.

    The guide's index takes memory, which a web whose guide desk nobody uses does not spend.
    """

    def __init__(
        self,
        plan: Plan,
        client: HallClient,
        live: LiveHall,
        recorded: Callable[[str, str], RecordedTicket | None],
    ) -> None:
        """`recorded` finds a ticket of a day by its number in the journal; it blocks."""
        self._plan = plan
        self._client = client
        self._live = live
        self._recorded = recorded

    @cached_property
    def _index(self) -> "Index":
        from queue_server.guide.search import Index

        return Index(self._plan.matter)

    async def find(self, query: str) -> Found:
        """What it may mean."""
        matters = await asyncio.to_thread(lambda: self._index.find(query, MOST_MATTERS))
        ticket, over = await self._ticket(query.strip())
        return Found(
            query=query,
            matters=tuple(matter.code for matter in matters),
            ticket=ticket,
            over=over,
            booking=await self._booking(query.strip()),
        )

    async def _ticket(self, query: str) -> tuple[TicketView | None, RecordedTicket | None]:
        queues, wanted = self._live.queues, _key(query)
        if queues is None or wanted is None:
            return None, None
        live = next((view for view in queues.tickets if _key(view.ticket.number) == wanted), None)
        if live is not None:
            return live, None
        prefix, digits = wanted
        number = f"{prefix}{digits:0{self._plan.policy.number_digits}d}"
        return None, await asyncio.to_thread(self._recorded, queues.board.day, number)

    async def _booking(self, query: str) -> BookingIs | None:
        """The booking of that code, typed in capitals or not."""
        if not BOOKING.fullmatch(query):
            return None
        for code in dict.fromkeys((query, query.upper())):
            try:
                outcome = await asyncio.wrap_future(self._client.submit(FindBooking(code=code)))
            except NoReplyError:
                return None
            if isinstance(outcome, BookingIs) and outcome.standing != "unknown":
                return outcome
        return None


def _key(number: str) -> tuple[str, int] | None:
    """A ticket's number however it is typed: `a12`, `A012`."""
    found = NUMBER.fullmatch(number)
    return (found[1].upper(), int(found[2])) if found else None
