"""From the events of whole hall-days to single steps, each with all that it is counted by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from queue_server.queueing import events
from queue_server.queueing.live import Live

What = Literal["taken", "waited", "served", "missed", "transferred", "brought_back", "cancelled", "rated"]
"""`waited`: a wait ended with a call; `served`: a window was done with what the ticket had come to it for."""

Happening = tuple[events.Event, datetime]
"""An event, and when it happened."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ticket `number`.

    `at` is when what is measured began: the wait with the joining of the queue, the service with the visitor's coming.
    `lasted_s` is how long a wait or a service was, without the time in which it was parked; `window` is 0 and `clerk`
    empty where it was at none.
    """

    what: What
    day: str
    number: str
    service: str
    at: datetime
    window: int = 0
    clerk: str = ""
    lasted_s: float = 0.0
    score: int = 0


@dataclass(slots=True)
class _Ticket:
    """What has to be remembered of a live ticket; `began` is the first coming since it was called last."""

    service: str
    queued: datetime
    began: datetime | None = None
    resumed: datetime | None = None
    before_s: float = 0.0
    last: str = ""
    clerk: str = ""

    def worked_s(self, now: datetime) -> float:
        """How long it was served until now."""
        return self.before_s + (max(0.0, (now - self.resumed).total_seconds()) if self.resumed else 0.0)


def steps(happened: Iterable[Happening]) -> Iterator[Step]:
    """The steps in the order in which they ended; events before the first `DayOpened` belong to no day."""
    day, tickets = "", dict[str, _Ticket]()
    for event, at in happened:
        match event:
            case events.DayOpened():
                day, tickets = event.day, {live.ticket.number: _carried(live) for live in event.carried}
            case events.TicketTaken(ticket=ticket):
                tickets[ticket.number] = _Ticket(ticket.service, ticket.taken_at)
                yield Step("taken", day, ticket.number, ticket.service, ticket.taken_at)
            case events.TicketBroughtBack(number=number) if number in tickets:
                known = tickets[number]
                known.queued = at
                yield Step("brought_back", day, number, known.service, at, clerk=event.clerk)
            case events.TicketCancelled(number=number) if number in tickets:
                yield Step("cancelled", day, number, tickets[number].service, at, clerk=event.clerk)
            case events.TicketEvent(number=number) if number in tickets:
                yield from _at_window(event, tickets[number], day, at)
            case _:
                pass


def _at_window(event: events.TicketEvent, known: _Ticket, day: str, at: datetime) -> Iterator[Step]:
    number, window, clerk = event.number, event.window, event.clerk or known.clerk
    match event:
        case events.TicketCalled():
            known.last, known.clerk, known.began, known.resumed, known.before_s = known.service, clerk, None, None, 0.0
            waited_s = max(0.0, (at - known.queued).total_seconds())
            yield Step("waited", day, number, known.service, known.queued, window, clerk, waited_s)
        case events.ServingStarted() | events.TicketUnparked():
            known.began, known.resumed, known.clerk = known.began or at, at, clerk
        case events.TicketParked():
            known.before_s, known.resumed = known.worked_s(at), None
        case events.TicketMissed():
            yield Step("missed", day, number, known.service, at, window, clerk)
        case events.TicketCompleted():
            yield _served(known, Step("served", day, number, known.service, at, window, clerk))
        case events.TicketTransferred(service=service, done=done):
            if done:
                yield _served(known, Step("served", day, number, known.service, at, window, clerk))
            else:
                yield Step("transferred", day, number, known.service, at, window, clerk)
            known.service, known.queued = service, at
        case events.ServiceRated(score=score):
            yield Step("rated", day, number, known.last or known.service, at, window, clerk, score=score)
        case _:
            pass


def _served(known: _Ticket, ended: Step) -> Step:
    return replace(ended, at=known.began or ended.at, lasted_s=known.worked_s(ended.at))


def _carried(live: Live) -> _Ticket:
    """A ticket of the day before; what it was served then is not counted again."""
    known = _Ticket(live.service, live.since, last=live.service, clerk=live.clerk)
    if live.started_at is not None:
        known.began = known.resumed = live.since
    return known
