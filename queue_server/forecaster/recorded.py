"""The hall's own past, from the journal's tables, as the forecast needs it."""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from queue_server.contract.tickets import TicketState
from queue_server.journal import JournalError, JournalReader
from queue_server.journal.reader import TicketRecord
from queue_server.queueing.forecast.past import PastVisit

LOOKED_BACK_DAYS = 60
MISSED_S = 75.0
"""The tables do not keep when a missed ticket was given up; this is taken for it."""

log = logging.getLogger(__name__)


class RecordedVisits:
    """Reads visits of a hall beside the server, which goes on writing."""

    def __init__(self, journal: Path, hall: str) -> None:
        self._journal = journal
        self._hall = hall
        self._reader: JournalReader | None = None

    def before(self, today: date) -> list[PastVisit]:
        """The visits of the last weeks without today's."""
        days = (today - timedelta(days=back) for back in range(LOOKED_BACK_DAYS, 0, -1))
        return [visit for day in days for visit in self.on(day)]

    def on(self, day: date) -> list[PastVisit]:
        """The visits of one day that are over; none where the journal cannot be read now."""
        if self._reader is None:
            if not self._journal.exists():
                return []
            self._reader = JournalReader(self._journal, self._hall)
        try:
            return list(visits_of(self._reader.tickets(day.isoformat())))
        except JournalError as error:
            log.warning("the journal: %s", error)
            return []


def visits_of(records: list[TicketRecord]) -> Iterator[PastVisit]:
    """The visits among `records` that are over. Who came back after being missed counts from the service's start.

    Who went on to another service with further matters is left out: the tables do not tell how long each took.
    """
    for record in records:
        if record.more and record.queued_for != record.service:
            continue
        called = record.started_at if record.returns else record.called_at
        if called is None:
            continue
        if record.state is TicketState.COMPLETED and record.ended_at is not None:
            ended, came = record.ended_at, True
        elif record.state is TicketState.MISSED:
            ended, came = called + timedelta(seconds=MISSED_S), False
        else:
            continue
        midnight = datetime.combine(date.fromisoformat(record.day), datetime.min.time(), called.tzinfo)
        yield PastVisit(
            day=record.day,
            service=record.queued_for,
            taken=(record.taken_at - midnight).total_seconds(),
            called=(called - midnight).total_seconds(),
            ended=(ended - midnight).total_seconds(),
            window=record.window or 0,
            clerk=record.clerk,
            came=came,
        )
