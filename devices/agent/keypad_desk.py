"""What a keypad at a window asks of the hall: from one press and what is known of the window to commands; pure."""

from collections.abc import Sequence
from typing import assert_never

import msgspec

from devices.keypad.keys import Key, KeyPress
from queue_server.contract.boards import WindowBoard
from queue_server.contract.commands import (
    AnyCommand,
    BringBack,
    CallNext,
    CompleteTicket,
    MarkMissed,
    OpenWindow,
    ParkTicket,
    PauseWindow,
    Recall,
    StartService,
    TransferTicket,
    UnparkTicket,
)
from queue_server.contract.plan import Plan, Service
from queue_server.contract.tickets import TicketState, TicketView


class Orders(msgspec.Struct, frozen=True):
    """What a press leads to.

    Attributes:
        commands: to be sent one after the other, while none is refused.
        evaluate: the window's evaluator shall ask the visitor.
        understood: False when the press means nothing here; the keypad beeps.
    """

    commands: tuple[AnyCommand, ...] = ()
    evaluate: bool = False
    understood: bool = True


ALREADY_SO = frozenset({"already_serving", "window_empty"})
"""Refusals of a preparing command that say that nothing is to be prepared: the board was older than the hall."""
NOT_UNDERSTOOD = Orders(understood=False)


def orders(
    press: KeyPress, window: int, board: WindowBoard | None, plan: Plan, tickets: Sequence[TicketView] = ()
) -> Orders:
    """What to do for `press`; without a `board` nothing is known of the window and nothing is done.

    A hall can run on keypads alone, so a key does what leads to what it names: calling opens a closed or paused
    window for the clerk who was there last, or the window's first, and finishes the visitor in front.

    Args:
        tickets: the live tickets of the hall, for calling somebody back (see `needs_tickets`).
    """
    if board is None:
        return NOT_UNDERSTOOD
    clerk = clerk_at(window, board, plan)
    match press.key:
        case Key.CALL:
            return Orders((*_opened(window, board, clerk), *_finished(window, board, clerk), _next(window, clerk)))
        case Key.CALL_OR_RECALL:
            called = board.call is not None and not board.serving
            return orders(KeyPress(Key.RECALL if called else Key.CALL), window, board, plan)
        case Key.RECALL:
            return Orders((Recall(window=window, clerk=clerk),))
        case Key.START:
            return Orders((StartService(window=window, clerk=clerk),))
        case Key.COMPLETE:
            return Orders(_finished(window, board, clerk) or (CompleteTicket(window=window, clerk=clerk),))
        case Key.CONFIRM if not press.digits:
            return orders(KeyPress(Key.COMPLETE if board.serving else Key.START), window, board, plan)
        case Key.NO_SHOW:
            return Orders((MarkMissed(window=window, clerk=clerk),))
        case Key.PARK:
            return Orders((ParkTicket(window=window, clerk=clerk),))
        case Key.CALL_BACK:
            return _called_back(press.digits, window, board, clerk, tickets)
        case Key.PAUSE:
            kind = PauseWindow if board.state == "open" else OpenWindow
            return Orders((kind(window=window, clerk=clerk),))
        case Key.TRANSFER:
            return _transferred(press.digits, window, board, clerk, plan)
        case Key.EVALUATE:
            starting = board.call is not None and not board.serving
            begun = (StartService(window=window, clerk=clerk),) if starting else ()
            return Orders(begun, evaluate=True)
        case Key.CONFIRM | Key.CANCEL | Key.ONE_METRE:
            return NOT_UNDERSTOOD
        case _:
            assert_never(press.key)


def goes_on(wanted: Orders, done: int, refusal: str) -> bool:
    """Whether the commands after `wanted.commands[done]` are sent although it was refused with the code `refusal`."""
    preparing = wanted.evaluate or done + 1 < len(wanted.commands)
    return preparing and refusal in ALREADY_SO


def needs_tickets(press: KeyPress) -> bool:
    """Whether the live tickets have to be looked at before the press can be understood."""
    return press.key is Key.CALL_BACK


def clerk_at(window: int, board: WindowBoard, plan: Plan) -> str:
    """Who works there: the clerk on the board, else the window's first."""
    return board.clerk or plan.windows[window].clerks[0]


def other_services(board: WindowBoard, plan: Plan) -> tuple[Service, ...]:
    """Where a visitor in front of the window can be sent: all services but the window's first, in the plan's order.

    They count from 1 and do not change with the ticket, so that the list can be stuck beside the keypad.
    """
    return tuple(service for service in plan.service if service.prefix not in board.services[:1] and service.windows)


def _opened(window: int, board: WindowBoard, clerk: str) -> tuple[AnyCommand, ...]:
    return () if board.state == "open" else (OpenWindow(window=window, clerk=clerk),)


def _finished(window: int, board: WindowBoard, clerk: str) -> tuple[AnyCommand, ...]:
    """Whoever is in front was served, for who did not come is marked by another key."""
    if board.call is None:
        return ()
    begun = () if board.serving else (StartService(window=window, clerk=clerk),)
    return *begun, CompleteTicket(window=window, clerk=clerk)


def _next(window: int, clerk: str) -> AnyCommand:
    return CallNext(window=window, clerk=clerk, complete_current=True)


def _transferred(digits: str, window: int, board: WindowBoard, clerk: str, plan: Plan) -> Orders:
    """Digits after a 0 are a window (`03`), others the place of a service among the others."""
    if digits.startswith("0") and int(digits) in plan.windows:
        return Orders((TransferTicket(window=window, clerk=clerk, to_window=int(digits)),))
    target = _service(digits, other_services(board, plan))
    if target is None:
        return NOT_UNDERSTOOD
    return Orders((TransferTicket(window=window, clerk=clerk, service=target.prefix),))


def _service(digits: str, others: Sequence[Service]) -> Service | None:
    place = int(digits) if digits else 1 if len(others) == 1 else 0
    return others[place - 1] if 1 <= place <= len(others) else None


def _called_back(digits: str, window: int, board: WindowBoard, clerk: str, tickets: Sequence[TicketView]) -> Orders:
    """Without digits whoever was parked here last, else the one parked here or missed whose number has these digits."""
    parked = [view for view in tickets if view.state is TicketState.PARKED and view.window == window]
    if not digits:
        newest = max(parked, key=lambda view: view.since, default=None)
        return NOT_UNDERSTOOD if newest is None else _unparked(window, board, clerk, newest)
    wanted = [view for view in parked if _has_digits(view, digits)]
    if wanted:
        return _unparked(window, board, clerk, wanted[0])
    missed = [
        view
        for view in tickets
        if view.state is TicketState.MISSED and view.service in board.services and _has_digits(view, digits)
    ]
    missed.sort(key=lambda view: (view.window != window, board.services.index(view.service)))
    if not missed:
        return NOT_UNDERSTOOD
    return Orders((BringBack(number=missed[0].ticket.number, clerk=clerk),))


def _unparked(window: int, board: WindowBoard, clerk: str, view: TicketView) -> Orders:
    taking = UnparkTicket(window=window, clerk=clerk, number=view.ticket.number)
    return Orders((*_opened(window, board, clerk), taking))


def _has_digits(view: TicketView, digits: str) -> bool:
    number = "".join(character for character in view.ticket.number if character.isdecimal())
    return bool(number) and int(number) == int(digits)
