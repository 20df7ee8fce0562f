"""Tickets that are no longer live, from the journal's tables; the journal is loaded only when one is asked for."""

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from queue_server.contract.codec import decode
from queue_server.contract.messages import Reply
from queue_server.contract.replies import TicketIssued
from queue_server.contract.tickets import Ticket, TicketState
from queue_server.web.ticket_page import RecordedTicket

if TYPE_CHECKING:
    from queue_server.journal import JournalReader

log = logging.getLogger(__name__)


class FinishedTickets:
    """Looks tickets up by token; SQLAlchemy costs 12 MB, which a web that nobody asks does not spend."""

    def __init__(self, journal: Path, hall: str) -> None:
        self._journal = journal
        self._hall = hall

    @cached_property
    def _reader(self) -> "JournalReader":
        from queue_server.journal import JournalReader

        return JournalReader(self._journal, self._hall)

    def owner_is(self, owner: str, ticket: Ticket) -> bool:
        """Whether `owner` (`client/wish` or `client/token`) became the ticket, by what the desk answered the client."""
        from queue_server.journal import JournalError

        client, _, wish = owner.partition("/")
        if wish == ticket.token:
            return True
        try:
            body = self._reader.reply(client, wish)
        except JournalError as error:
            log.warning("the journal: %s", error)
            return False
        outcome = decode(Reply, body).outcome if body else None
        return isinstance(outcome, TicketIssued) and outcome.ticket.token == ticket.token

    def by_token(self, token: str) -> RecordedTicket | None:
        """What the journal tells about the ticket of `token`; None where there is none or it cannot be read now."""
        from queue_server.journal import JournalError

        if not self._journal.exists():
            return None
        try:
            record = self._reader.ticket(token)
        except JournalError as error:
            log.warning("the journal: %s", error)
            return None
        if record is None:
            return None
        state = TicketState(record.state)
        return RecordedTicket(number=record.number, state=state, matter=record.matter, more=record.more)
