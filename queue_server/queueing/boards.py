"""What the hall's memory looks like from outside: the boards, and the clerks' list of live tickets."""

from queue_server.contract.boards import HallBoard, ServiceBoard, WindowBoard
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState, TicketView
from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Live
from queue_server.queueing.visit import left_of


def hall_board(hall: HallState, *, follows: int = 0) -> HallBoard:
    """The whole hall now; `follows` is the revision of the board that was published before."""
    return HallBoard(
        hall=hall.plan.hall.id,
        day=hall.day,
        revision=hall.revision,
        follows=follows,
        open=hall.day_open,
        calls=hall.calls,
        services=tuple(
            ServiceBoard(
                service=service.prefix,
                name=service.name,
                waiting=len(hall.queue(service.prefix)),
                open=hall.gate(service.prefix).open and service.prefix not in hall.stopped,
                windows=hall.open_windows(service.prefix),
                opens=hall.gate(service.prefix).opens,
                cut_off=service.prefix in hall.stopped,
            )
            for service in hall.plan.service
        ),
        windows=tuple(window_board(hall, window.number, follows=follows) for window in hall.plan.window),
        missed=hall.missed,
        practice=hall.practice,
    )


def window_board(hall: HallState, window: int, *, follows: int = 0) -> WindowBoard:
    """One window now."""
    standing = hall.standing(window)
    front = hall.tickets.get(standing.front)
    return WindowBoard(
        window=window,
        revision=hall.revision,
        follows=follows,
        state=standing.state,
        clerk=standing.clerk,
        services=tuple(service.prefix for service in hall.plan.services_of(window)),
        call=front.call if front else None,
        serving=front is not None and front.state is TicketState.SERVING,
        since=standing.since,
        reason=standing.reason,
    )


def queues(hall: HallState) -> QueuesAre:
    """All live tickets in the order that `QueuesAre` promises, with the board of the same moment."""
    views: list[TicketView] = []
    for service in hall.plan.service:
        views.extend(view(hall.tickets[number], ahead=place) for place, number in enumerate(hall.queue(service.prefix)))
    fronts = [hall.tickets[standing.front] for standing in hall.windows.values() if standing.front]
    views.extend(view(live) for live in fronts if live.state is TicketState.CALLED)
    views.extend(view(live) for live in fronts if live.state is TicketState.SERVING)
    views.extend(view(hall.tickets[number]) for number in (*hall.parked, *hall.missed))
    owed = tuple(notice for notice in hall.notices.values() if notice.state == "open")
    return QueuesAre(board=hall_board(hall), tickets=tuple(views), notices=owed)


def view(live: Live, *, ahead: int = 0) -> TicketView:
    """The ticket as a clerk sees it, with `ahead` waiting before it."""
    return TicketView(
        ticket=live.ticket,
        state=live.state,
        service=live.service,
        since=live.since,
        window=live.window,
        clerk=live.clerk,
        ahead=ahead,
        calls=live.calls,
        returns=live.returns,
        transferred=live.transferred,
        note=live.note,
        first=bool(live.queued_as_transfer),
        arrival=live.arrival,
        priority=live.priority,
        reason=live.reason,
        slot=live.slot,
        booking=live.booking,
        responsible=live.responsible,
        why=live.why,
        left=left_of(live),
        to_window=live.to_window,
        history=live.history,
    )
