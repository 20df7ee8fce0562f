"""What one window's console shows, cut out of the hall's whole view; pure."""

from datetime import datetime

import msgspec

from queue_server.contract.boards import ServiceBoard, WindowBoard
from queue_server.contract.forecasts import Forecast, Wait
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.plan import Plan
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState, TicketView
from queue_server.contract.waits import TOO_OLD
from queue_server.web.handles import handled

IN_FRONT = (TicketState.CALLED, TicketState.SERVING)


class WindowView(msgspec.Struct, frozen=True, kw_only=True):
    """A console's whole state; the page keeps nothing else. The tokens of its tickets are their handles.

    `live` tells whether the server is reached; without it the rest is what was last known. `now` is the web's clock,
    `max_calls` and `call_gap_s` the plan's, `waiting` in calling order of the window's services, `waits` by
    number where the forecast tells a range. `papers` changes whenever papers came in. `notices` are still to be paid:
    all of them where fees are paid, elsewhere those of this window. `elsewhere` are the other windows where somebody
    is, with who that is. In `practice` nothing counts.
    """

    live: bool
    now: datetime
    revision: int
    max_calls: int
    call_gap_s: int
    window: WindowBoard | None
    front: TicketView | None
    waiting: tuple[TicketView, ...]
    parked: tuple[TicketView, ...]
    missed: tuple[TicketView, ...]
    services: tuple[ServiceBoard, ...]
    waits: dict[str, Wait] = {}
    papers: int = 0
    notices: tuple[PaymentNotice, ...] = ()
    elsewhere: dict[int, str] = {}
    practice: bool = False

    def shows(self, number: str) -> bool:
        """Whether the ticket is anywhere on this console."""
        listed = (*self.waiting, *self.parked, *self.missed, *((self.front,) if self.front else ()))
        return any(view.ticket.number == number for view in listed)


def front_of(queues: QueuesAre, window: int) -> TicketView | None:
    """The ticket in front of `window`."""
    for view in queues.tickets:
        if view.window == window and view.state in IN_FRONT:
            return view
    return None


def clerk_at(queues: QueuesAre, window: int) -> str:
    """Who is at `window` now; empty where nobody is."""
    board = next((board for board in queues.board.windows if board.window == window), None)
    return board.clerk if board is not None and board.state != "closed" else ""


def window_view(
    plan: Plan,
    queues: QueuesAre | None,
    live: bool,
    window: int,
    now: datetime,
    *,
    forecast: Forecast | None = None,
    papers: int = 0,
) -> WindowView:
    """The state of the console of `window`; empty while nothing is known."""
    board = next((board for board in queues.board.windows if board.window == window), None) if queues else None
    served = set(board.services) if board else set()
    takes_fees = any(service.cashier for service in plan.service if service.prefix in served)
    tickets = tuple(handled(view) for view in queues.tickets) if queues else ()
    front = front_of(queues, window) if queues else None
    return WindowView(
        live=live,
        now=now,
        revision=queues.board.revision if queues else 0,
        max_calls=plan.policy.calls,
        call_gap_s=plan.policy.call_gap_s,
        window=board,
        front=handled(front) if front else None,
        waiting=tuple(view for view in tickets if view.state is TicketState.WAITING and view.service in served),
        parked=tuple(view for view in tickets if view.state is TicketState.PARKED and view.window == window),
        missed=tuple(
            view
            for view in tickets
            if view.state is TicketState.MISSED and (view.service in served or view.window == window)
        ),
        services=queues.board.services if queues else (),
        papers=papers,
        notices=tuple(one for one in queues.notices if takes_fees or one.window == window) if queues else (),
        elsewhere={
            board.window: board.clerk
            for board in (queues.board.windows if queues else ())
            if board.window != window and board.state != "closed"
        },
        practice=bool(queues and queues.board.practice),
        waits=_waits(forecast, {view.ticket.number for view in tickets if view.service in served}, now),
    )


def _waits(forecast: Forecast | None, numbers: set[str], now: datetime) -> dict[str, Wait]:
    """The waits of those tickets, where a fresh forecast tells a range."""
    if forecast is None or now - forecast.at > TOO_OLD:
        return {}
    return {one.number: one.wait for one in forecast.tickets if one.number in numbers and one.wait.outlook == "range"}
