"""The fold: what each event does to the hall in memory; the same when it happens and when it is replayed."""

from datetime import datetime
from typing import Any, assert_never

from msgspec.structs import replace

from queue_server.contract.accounts import Account
from queue_server.contract.boards import Call
from queue_server.contract.tickets import TicketState
from queue_server.queueing import concerns, events, notices, services
from queue_server.queueing.after import standing_after, told
from queue_server.queueing.calling import arrived, place_of_arrival
from queue_server.queueing.everybody import people_of
from queue_server.queueing.hall import HallState, Numbers
from queue_server.queueing.history import step_of
from queue_server.queueing.live import AT_WINDOW, Booked, Live
from queue_server.queueing.visit import left_of

CALLS_SHOWN = 8
"""How many calls the hall's board keeps, at least; in larger halls one for every window, so that none is overlooked."""

Kept = events.BookingsImported | events.AccountEvent | events.NoticeEvent | events.ConcernEvent
"""What is kept beside the queues."""


def apply(hall: HallState, event: events.Event, at: datetime) -> None:
    """Changes `hall` by the event that happened at `at`; it is the hall's next in sequence."""
    hall.revision += 1
    if isinstance(event, Kept):
        _keep(hall, event, at)
        return
    match event:
        case events.TicketTaken():
            _taken(hall, event, at)
        case events.TicketCalled() | events.TicketRecalled():
            _called(hall, event, at)
        case events.ServingStarted() | events.TicketUnparked():
            _serving(hall, event, at)
        case events.TicketCompleted():
            _completed(hall, event, at)
        case events.TicketMissed():
            _move(hall, event, TicketState.MISSED, at)
            hall.missed += (event.number,)
        case events.TicketParked():
            _move(hall, event, TicketState.PARKED, at, note=event.note or hall.tickets[event.number].note)
            hall.parked += (event.number,)
        case events.TicketTransferred():
            _transferred(hall, event, at)
        case (
            events.SlipReported()
            | events.ServiceRated()
            | events.TicketNoted()
            | events.MattersFinished()
            | events.TicketSplit()
        ):
            hall.tickets[event.number] = told(hall.tickets[event.number], event)
        case events.TicketBroughtBack(number=number, position=position):
            returns = hall.tickets[number].returns + 1
            arrival = event.arrival or hall.tickets[number].arrival
            live = _change(
                hall, number, TicketState.WAITING, at, window=None, call=None, returns=returns, arrival=arrival
            )
            _queue(hall, live, position)
        case events.PriorityGranted():
            _granted(hall, event, at)
        case events.TicketCancelled(number=number):
            _change(hall, number, TicketState.CANCELLED, at, ended_at=at)
        case events.WindowHandedOver():
            _handed_over(hall, event, at)
        case events.WindowOpened() | events.WindowPaused() | events.WindowClosed():
            hall.windows[event.window] = standing_after(hall.standing(event.window), event, at)
        case (
            events.ServiceOpened()
            | events.ServiceClosed()
            | events.NumbersStopped()
            | events.NumbersResumed()
            | events.ServiceMoved()
        ):
            services.after(hall, event)
        case events.DayClosed() | events.DayReopened():
            hall.day_open = isinstance(event, events.DayReopened)
        case events.DayOpened():
            _open_day(hall, event)
        case events.PlanChanged():
            pass  # the hall has it already
        case _:
            assert_never(event)
    if number := events.number_in(event):
        _remember(hall, number, event, at)


def _keep(hall: HallState, event: Kept, at: datetime) -> None:
    match event:
        case events.BookingsImported(bookings=bookings):
            hall.bookings |= {booking.code: Booked(booking=booking) for booking in bookings}
        case events.AccountAdded() | events.AccountChanged() | events.AccountRetired():
            _know(hall, hall.accounts | {event.account.id: event.account})
        case events.NoticeIssued() | events.PaymentRecorded() | events.NoticeWithdrawn():
            hall.notices = notices.after(hall.notices, event, at)
        case events.ConcernOpened() | events.ConcernHandled() | events.ConcernAnswered():
            hall.concerns = concerns.after(hall.concerns, event, at)


def _remember(hall: HallState, number: str, event: events.Event, at: datetime) -> None:
    if step := step_of(event, at):
        live = hall.tickets[number]
        hall.tickets[number] = replace(live, history=(*live.history, step))


def _handed_over(hall: HallState, event: events.WindowHandedOver, at: datetime) -> None:
    standing = replace(hall.standing(event.window), clerk=event.to)
    hall.windows[event.window] = standing
    if standing.front:
        hall.tickets[standing.front] = replace(hall.tickets[standing.front], clerk=event.to)
        _remember(hall, standing.front, event, at)


def _know(hall: HallState, accounts: dict[str, Account]) -> None:
    hall.accounts, hall.people = accounts, people_of(hall.plan, accounts)


def _taken(hall: HallState, event: events.TicketTaken, at: datetime) -> None:
    ticket = event.ticket
    live = Live(
        ticket=ticket,
        order=hall.revision,
        state=TicketState.WAITING,
        service=ticket.service,
        since=at,
        arrival=event.arrival or ticket.taken_at,
        priority=event.priority,
        reason=event.reason,
        slot=event.slot,
        booking=event.booking,
        responsible=event.responsible,
        left=(ticket.matter, *ticket.more),
    )
    if event.booking:
        hall.bookings[event.booking] = replace(hall.bookings[event.booking], number=ticket.number)
    hall.tickets[ticket.number] = live
    if not event.offline:
        hall.counters[ticket.service] = event.count
    _queue(hall, live, place_of_arrival(hall, live.service, arrived(live)))


def _open_day(hall: HallState, event: events.DayOpened) -> None:
    hall.day, hall.day_open = event.day, True
    hall.tickets, hall.queues, hall.gates, hall.stopped = {}, {}, {}, {}
    hall.parked, hall.missed, hall.calls = (), (), ()
    hall.counters = dict(event.counters)
    hall.bookings = {known.booking.code: known for known in event.bookings}
    hall.windows = {standing.window: standing for standing in event.windows}
    services.move(hall, {})
    _know(hall, {account.id: account for account in event.accounts})
    hall.notices = {notice.id: notice for notice in event.notices}
    hall.concerns = {concern.id: concern for concern in event.concerns}
    for live in event.carried:
        hall.tickets[live.ticket.number] = live
        if live.state is TicketState.WAITING:
            _queue(hall, live, len(hall.queue(live.service)))
        elif live.state is TicketState.PARKED:
            hall.parked += (live.ticket.number,)


def _called(hall: HallState, event: events.TicketCalled | events.TicketRecalled, at: datetime) -> None:
    before = hall.tickets[event.number]
    call = Call(
        number=event.number,
        window=event.window,
        at=at,
        times=before.call.times + 1 if before.call else 1,
        sequence=hall.revision,
        practice=hall.practice,
    )
    changes: dict[str, Any] = {"call": call, "calls": before.calls + 1, "called_at": before.called_at or at}
    if isinstance(event, events.TicketRecalled):
        hall.tickets[event.number] = replace(before, **changes)
    else:
        _move(hall, event, TicketState.CALLED, at, queued_as_transfer=0, to_window=None, why=event.why, **changes)
        _front(hall, event.window, event.number, at)
    others = (shown for shown in hall.calls if shown.number != event.number)
    hall.calls = (call, *others)[: max(CALLS_SHOWN, len(hall.plan.window))]


def _serving(hall: HallState, event: events.ServingStarted | events.TicketUnparked, at: datetime) -> None:
    before = hall.tickets[event.number]
    score = before.score if isinstance(event, events.TicketUnparked) else 0
    responsible = before.responsible or event.clerk
    _move(
        hall, event, TicketState.SERVING, at, started_at=before.started_at or at, score=score, responsible=responsible
    )
    _front(hall, event.window, event.number, at)


def _granted(hall: HallState, event: events.PriorityGranted, at: datetime) -> None:
    live = hall.tickets[event.number]
    _leave(hall, live, at)
    granted = replace(live, priority=event.priority, reason=event.reason, arrival=event.arrival)
    hall.tickets[event.number] = granted
    _queue(hall, granted, event.position)


def _completed(hall: HallState, event: events.TicketCompleted, at: datetime) -> None:
    _move(hall, event, TicketState.COMPLETED, at, ended_at=at, left=_left(hall, event))
    hall.windows[event.window] = replace(hall.standing(event.window), last_completed=event.number)


def _transferred(hall: HallState, event: events.TicketTransferred, at: datetime) -> None:
    live = _move(
        hall,
        event,
        TicketState.WAITING,
        at,
        service=event.service,
        window=None,
        call=None,
        queued_as_transfer=hall.revision,
        transferred=True,
        note=event.note or hall.tickets[event.number].note,
        left=_left(hall, event),
        to_window=event.to_window,
    )
    _queue(hall, live, event.position)
    if event.done:
        hall.windows[event.window] = replace(hall.standing(event.window), last_completed=event.number)


def _left(hall: HallState, event: events.TicketCompleted | events.TicketTransferred) -> tuple[str, ...]:
    return _without_those(left_of(hall.tickets[event.number]), event.done)


def _move(hall: HallState, event: events.TicketEvent, state: TicketState, at: datetime, **changes: Any) -> Live:
    """The event's ticket into `state`, with who did it where."""
    live = hall.tickets[event.number]
    changes = {"window": event.window or live.window, "clerk": event.clerk or live.clerk} | changes
    return _change(hall, event.number, state, at, **changes)


def _change(hall: HallState, number: str, state: TicketState, at: datetime, **changes: Any) -> Live:
    """The ticket leaves where it was and is in `state` from now on."""
    live = hall.tickets[number]
    _leave(hall, live, at)
    changed: Live = replace(live, state=state, since=at, **changes)
    hall.tickets[number] = changed
    return changed


def _leave(hall: HallState, live: Live, at: datetime) -> None:
    number = live.ticket.number
    if live.state is TicketState.WAITING:
        hall.queues[live.service] = _without(hall.queue(live.service), number)
    elif live.state in AT_WINDOW:
        assert live.window is not None
        _front(hall, live.window, "", at)
    elif live.state is TicketState.PARKED:
        hall.parked = _without(hall.parked, number)
    elif live.state is TicketState.MISSED:
        hall.missed = _without(hall.missed, number)


def _front(hall: HallState, window: int, number: str, at: datetime) -> None:
    hall.windows[window] = replace(hall.standing(window), front=number, since=at)


def _queue(hall: HallState, live: Live, position: int) -> None:
    queue = hall.queue(live.service)
    hall.queues[live.service] = (*queue[:position], live.ticket.number, *queue[position:])


def _without(numbers: Numbers, number: str) -> Numbers:
    place = numbers.index(number)
    return numbers[:place] + numbers[place + 1 :]


def _without_those(codes: tuple[str, ...], gone: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in codes if code not in gone)
