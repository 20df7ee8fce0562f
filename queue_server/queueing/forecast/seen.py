"""From what the wire tells of the hall to what the forecast replays."""

from collections.abc import Mapping
from datetime import datetime

from queue_server.contract.plan import Plan
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState, TicketView
from queue_server.queueing.calling.rules import URGENCY
from queue_server.queueing.forecast.live import LiveHall, LiveService, LiveTicket, LiveWindow

AT_WINDOW = (TicketState.CALLED, TicketState.SERVING)


def live_hall(
    plan: Plan, seen: QueuesAre, now: datetime, fronts_called: Mapping[str, datetime] | None = None
) -> LiveHall:
    """The hall at the local moment `now`; `fronts_called` are the first calls of those in front, where known."""
    fronts = {view.window: view for view in seen.tickets if view.state in AT_WINDOW}
    windows = []
    for board in seen.board.windows:
        front = fronts.get(board.window)
        called = None
        if front is not None:
            called = (fronts_called or {}).get(front.ticket.number) or (board.call.at if board.call else front.since)
        windows.append(
            LiveWindow(
                window=board.window,
                services=board.services,
                state=board.state,
                clerk=board.clerk,
                serving=front.service if front else "",
                called_at=called,
                since=board.since,
                breaks=plan.windows[board.window].breaks if board.window in plan.windows else (),
            )
        )
    waiting = [view for view in seen.tickets if view.state is TicketState.WAITING]
    waiting.sort(key=lambda view: _turn(plan, view, now))
    return LiveHall(
        now=now,
        windows=tuple(windows),
        tickets=tuple(_ticket(view) for view in waiting),
        services=tuple(
            LiveService(service=service.prefix, expected_min=service.expected_min, hours=plan.hours_of(service))
            for service in plan.service
        ),
        hours=plan.hall.hours,
        in_order=True,
    )


def _turn(plan: Plan, view: TicketView, now: datetime) -> tuple[bool, float, float]:
    """When the ticket's turn is under the plan's rule as weights stand now; the rule's weights may shift later."""
    if view.first:
        return (False, view.since.timestamp(), 0.0)
    if view.service not in plan.services:
        return (True, 0.0, view.ticket.taken_at.timestamp())
    return (True, *URGENCY[plan.policy.rule](plan, view, view.arrival or view.ticket.taken_at, now))


def _ticket(view: TicketView) -> LiveTicket:
    return LiveTicket(
        number=view.ticket.number,
        service=view.service,
        taken_at=view.ticket.taken_at,
        arrival=view.arrival,
        first=view.first,
    )
