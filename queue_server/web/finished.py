"""Tickets that are no longer live, from the journal's tables; the journal is loaded only when one is asked for."""

import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from queue_server.contract.codec import decode
from queue_server.contract.messages import Reply
from queue_server.contract.replies import TicketIssued
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.web.ticket_page import RecordedTicket

if TYPE_CHECKING:
    from queue_server.journal import JournalReader, TicketRecord

log = logging.getLogger(__name__)

MOST_REMEMBERED = 4096
"""Wishes; some days of a busy hall."""


class FinishedTickets:
    """Looks tickets up by token; SQLAlchemy costs 12 MB, which a web that nobody asks does not spend."""

    def __init__(self, journal: Path, hall: str) -> None:
        self._journal = journal
        self._hall = hall
        self._tokens: dict[str, str] = {}

    @cached_property
    def _reader(self) -> "JournalReader":
        from queue_server.journal import JournalReader

        return JournalReader(self._journal, self._hall)

    def owner_is(self, owner: str, ticket: Ticket) -> bool:
        """Whether `owner` (`client/wish` or `client/token`) became the ticket, by what the desk answered the client."""
        return owner.partition("/")[2] == ticket.token or self._token_of(owner) == ticket.token

    def _token_of(self, owner: str) -> str:
        """The token of the ticket that the wish became, empty where it has not or cannot be read now.

        A wish becomes one ticket for good, so it is looked up until then, and afterwards remembered.
        """
        from queue_server.journal import JournalError

        if owner in self._tokens:
            return self._tokens[owner]
        client, _, wish = owner.partition("/")
        try:
            body = self._reader.reply(client, wish)
        except JournalError as error:
            log.warning("the journal: %s", error)
            return ""
        outcome = decode(Reply, body).outcome if body else None
        if not isinstance(outcome, TicketIssued):
            return ""
        if len(self._tokens) >= MOST_REMEMBERED:
            self._tokens.clear()
        self._tokens[owner] = outcome.ticket.token
        return outcome.ticket.token

    def by_token(self, token: str) -> RecordedTicket | None:
        """What the journal tells about the ticket of `token`; None where there is none or it cannot be read now."""
        return self._recorded(lambda reader: reader.ticket(token))

    def by_number(self, day: str, number: str) -> RecordedTicket | None:
        """The same of the ticket `number` of the hall-day `day`."""
        return self._recorded(lambda reader: reader.numbered(day, number))

    def _recorded(self, find: Callable[["JournalReader"], "TicketRecord | None"]) -> RecordedTicket | None:
        from queue_server.journal import JournalError

        if not self._journal.exists():
            return None
        try:
            record = find(self._reader)
        except JournalError as error:
            log.warning("the journal: %s", error)
            return None
        if record is None:
            return None
        state = TicketState(record.state)
        return RecordedTicket(
            number=record.number,
            state=state,
            matter=record.matter,
            more=record.more,
            day=record.day,
            window=record.window,
            rated=record.score > 0,
        )
