"""What each key of a keypad asks of the hall, for every state of its window."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from devices.agent.keypad_desk import NOT_UNDERSTOOD, Orders, needs_tickets, orders, other_services
from devices.keypad.keys import Key, KeyPress
from queue_server.contract.boards import Call, WindowBoard
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
from queue_server.contract.plan import parse
from queue_server.contract.tickets import Ticket, TicketState, TicketView
from tests.running_hall import ROOT

PLAN = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))
AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST = PLAN.windows[1].clerks[0]
CALL = Call(number="A012", window=1, at=AT, times=1, sequence=7)
OPEN = WindowBoard(
    window=1, revision=1, follows=0, state="open", clerk="ma", services=("A", "J"), call=None, serving=False
)
CLOSED = msgspec.structs.replace(OPEN, state="closed", clerk="")
PAUSED = msgspec.structs.replace(OPEN, state="paused")
CALLED = msgspec.structs.replace(OPEN, call=CALL)
SERVING = msgspec.structs.replace(CALLED, serving=True)
MA: dict[str, Any] = {"window": 1, "clerk": "ma"}
NEXT = CallNext(window=1, clerk="ma", complete_current=True)


def pressed(key: Key, board: WindowBoard | None, digits: str = "", tickets: tuple[TicketView, ...] = ()) -> Orders:
    return orders(KeyPress(key, digits), 1, board, PLAN, tickets)


def view(number: str, state: TicketState, window: int, minutes: int = 0) -> TicketView:
    prefix = number.rstrip("0123456789")
    service = PLAN.services[prefix].name
    ticket = Ticket(
        number=number,
        day="2026-11-23",
        service=prefix,
        service_name=service,
        matter=f"{prefix}01",
        matter_name=service,
        taken_at=AT,
        token=number,
    )
    return TicketView(ticket=ticket, state=state, service=prefix, since=AT + timedelta(minutes=minutes), window=window)


@pytest.mark.parametrize(
    ("key", "board", "commands"),
    [
        (Key.CALL, CLOSED, [OpenWindow(window=1, clerk=FIRST), CallNext(window=1, clerk=FIRST, complete_current=True)]),
        (Key.CALL, PAUSED, [OpenWindow(**MA), NEXT]),
        (Key.CALL, OPEN, [NEXT]),
        (Key.CALL, SERVING, [CompleteTicket(**MA), NEXT]),
        (Key.CALL, CALLED, [StartService(**MA), CompleteTicket(**MA), NEXT]),
        (Key.CALL_OR_RECALL, CALLED, [Recall(**MA)]),
        (Key.CALL_OR_RECALL, OPEN, [NEXT]),
        (Key.CALL_OR_RECALL, SERVING, [CompleteTicket(**MA), NEXT]),
        (Key.RECALL, CALLED, [Recall(**MA)]),
        (Key.START, CALLED, [StartService(**MA)]),
        (Key.COMPLETE, SERVING, [CompleteTicket(**MA)]),
        (Key.COMPLETE, CALLED, [StartService(**MA), CompleteTicket(**MA)]),
        (Key.COMPLETE, OPEN, [CompleteTicket(**MA)]),
        (Key.CONFIRM, CALLED, [StartService(**MA)]),
        (Key.CONFIRM, SERVING, [CompleteTicket(**MA)]),
        (Key.NO_SHOW, CALLED, [MarkMissed(**MA)]),
        (Key.PARK, SERVING, [ParkTicket(**MA)]),
        (Key.PAUSE, OPEN, [PauseWindow(**MA)]),
        (Key.PAUSE, PAUSED, [OpenWindow(**MA)]),
        (Key.PAUSE, CLOSED, [OpenWindow(window=1, clerk=FIRST)]),
    ],
)
def test_a_key_asks_what_leads_to_what_it_names(key: Key, board: WindowBoard, commands: list[AnyCommand]) -> None:
    assert pressed(key, board) == Orders(tuple(commands))


def test_evaluating_begins_the_service_of_who_was_called_and_asks_the_visitor() -> None:
    assert pressed(Key.EVALUATE, CALLED) == Orders((StartService(**MA),), evaluate=True)
    assert pressed(Key.EVALUATE, SERVING) == Orders(evaluate=True)
    assert pressed(Key.EVALUATE, OPEN) == Orders(evaluate=True)


def test_a_transfer_goes_to_the_nth_other_service_of_the_plan() -> None:
    others = other_services(OPEN, PLAN)
    assert [service.prefix for service in others] == [s.prefix for s in PLAN.service if s.prefix != "A"]
    assert other_services(CALLED, PLAN) == others
    assert pressed(Key.TRANSFER, SERVING, "2") == Orders((TransferTicket(**MA, service=others[1].prefix),))
    assert pressed(Key.TRANSFER, SERVING, "02") == Orders((TransferTicket(**MA, to_window=2),))
    for digits in ("", "0", "9", "12", "099"):
        assert pressed(Key.TRANSFER, SERVING, digits) == NOT_UNDERSTOOD


def test_whoever_was_parked_here_last_comes_back_or_the_one_with_the_digits() -> None:
    tickets = (
        view("A003", TicketState.PARKED, 1),
        view("A004", TicketState.PARKED, 1, minutes=5),
        view("B005", TicketState.PARKED, 2, minutes=9),
        view("A001", TicketState.MISSED, 1),
        view("J001", TicketState.MISSED, 2),
        view("B002", TicketState.MISSED, 2),
        view("A009", TicketState.WAITING, 1),
    )

    def back(digits: str = "") -> Orders:
        return pressed(Key.CALL_BACK, OPEN, digits, tickets)

    assert needs_tickets(KeyPress(Key.CALL_BACK))
    assert back() == Orders((UnparkTicket(**MA, number="A004"),))
    assert back("003") == back("3") == Orders((UnparkTicket(**MA, number="A003"),))
    assert back("1") == Orders((BringBack(number="A001", clerk="ma"),))
    for digits in ("2", "5", "9", "77"):
        assert back(digits) == NOT_UNDERSTOOD
    assert pressed(Key.CALL_BACK, OPEN) == NOT_UNDERSTOOD
    paused = pressed(Key.CALL_BACK, PAUSED, "", tickets)
    assert paused == Orders((OpenWindow(**MA), UnparkTicket(**MA, number="A004")))


def test_keys_without_a_meaning_and_keys_before_anything_is_known_are_not_understood() -> None:
    assert pressed(Key.CANCEL, OPEN) == NOT_UNDERSTOOD
    assert pressed(Key.ONE_METRE, OPEN) == NOT_UNDERSTOOD
    assert pressed(Key.CONFIRM, OPEN, "7") == NOT_UNDERSTOOD
    for key in Key:
        assert pressed(key, None) == NOT_UNDERSTOOD
