"""Decisions of the calendar and the clock: days open, roll over and close; services open and close by their hours."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec.structs import replace

from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing import concerns, events
from queue_server.queueing.bookings import remembered
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.hall import HallState
from queue_server.queueing.hours import gate_on, goes_on
from queue_server.queueing.live import AT_WINDOW, CLOSED, Gate, Live
from queue_server.queueing.stopping import lapsed

CARRIED = (TicketState.WAITING, TicketState.PARKED, *AT_WINDOW)
"""In these states a ticket of a round-the-clock service lives on into the next day."""

DAY_CLOSED = "day_closed"
"""The reason of a ticket that was cancelled because the hall-day ended."""


def tick(hall: HallState, now: datetime) -> Decision:
    """A new day when the local date has moved on, never back; then every service's gate as its hours say."""
    local = hall.local(now)
    today = local.date()
    if today.isoformat() <= hall.day:
        return done(*lapsed(hall, now), *_gates(hall, local, day_open=hall.day_open, gates=hall.gates))
    ending = tuple(_ending(hall, today)) if hall.day else ()
    return done(*ending, _opening(hall, today), *_gates(hall, local, day_open=True, gates={}))


def close_day(hall: HallState, now: datetime) -> Decision | Refused:
    """Ends the day for all but round-the-clock services."""
    if not hall.day_open:
        return refuse("day_closed")
    ending = _ending(hall, date.fromisoformat(hall.day))
    return done(*ending, *_gates(hall, hall.local(now), day_open=False, gates=hall.gates))


def open_day(hall: HallState, now: datetime) -> Decision | Refused:
    """Takes back the closing of the day."""
    if hall.day_open:
        return refuse("day_open")
    return done(events.DayReopened(day=hall.day), *_gates(hall, hall.local(now), day_open=True, gates=hall.gates))


def _gates(hall: HallState, local: datetime, *, day_open: bool, gates: dict[str, Gate]) -> Iterator[events.Event]:
    """What changes at the services' gates so that they are as hours and calendar say; `gates` is how they are."""
    for service in hall.plan.service:
        going = day_open or goes_on(hall.plan, hall.calendar, service.prefix, local.date())
        wanted = gate_on(hall.plan, hall.calendar, service, local, day_open=going)
        if wanted == gates.get(service.prefix, CLOSED):
            continue
        if wanted.open:
            yield events.ServiceOpened(service=service.prefix)
        else:
            yield events.ServiceClosed(service=service.prefix, opens=wanted.opens)


def _carried(hall: HallState, live: Live, day: date) -> bool:
    return live.state in CARRIED and goes_on(hall.plan, hall.calendar, live.service, day)


def _ending(hall: HallState, day: date) -> Iterator[events.Event]:
    """What the end of the day does to everybody who is not carried over into `day`."""
    kept = set()
    for live in hall.tickets.values():
        number, window = live.ticket.number, live.window or 0
        if _carried(hall, live, day):
            kept.add(live.window)
        elif live.state is TicketState.CALLED:
            yield events.TicketMissed(number=number, window=window)
        elif live.state is TicketState.SERVING:
            yield events.TicketCompleted(number=number, window=window)
        elif live.state in (TicketState.WAITING, TicketState.PARKED):
            yield events.TicketCancelled(number=number, reason=DAY_CLOSED)
    for standing in hall.windows.values():
        if standing.state != "closed" and standing.window not in kept:
            yield events.WindowClosed(window=standing.window)
    if hall.day_open:
        yield events.DayClosed(day=hall.day)


def _opening(hall: HallState, day: date) -> events.DayOpened:
    """The new day with whom and what is carried into it."""
    queued = [hall.tickets[number] for queue in hall.queues.values() for number in queue]
    others = [live for live in hall.tickets.values() if live.state is not TicketState.WAITING]
    carried = tuple(live for live in (*queued, *others) if _carried(hall, live, day))
    prefixes = {live.ticket.service for live in carried}
    kept = {live.window for live in carried if live.state is not TicketState.WAITING}
    fronts = {live.ticket.number for live in carried if live.state in AT_WINDOW}
    return events.DayOpened(
        day=day.isoformat(),
        carried=carried,
        windows=tuple(
            replace(standing, front=standing.front if standing.front in fronts else "")
            for standing in hall.windows.values()
            if standing.window in kept
        ),
        counters={prefix: count for prefix, count in hall.counters.items() if prefix in prefixes},
        bookings=remembered(hall, day.isoformat()),
        accounts=tuple(hall.accounts.values()),
        notices=tuple(notice for notice in hall.notices.values() if notice.state == "open"),
        concerns=concerns.remembered(hall, day.isoformat()),
    )
