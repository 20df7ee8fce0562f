"""Some days of the sample hall in which anything may happen, and the plainest way to count them."""

from datetime import datetime, timedelta
from statistics import fmean
from typing import Any

from hypothesis import strategies

from queue_server.contract import commands
from queue_server.figures.steps import Happening, What
from queue_server.queueing import events
from tests.queueing.sample import Practice

CLERKS = {1: "ann", 2: "cen", 3: "eve"}
MOVES = (
    "take", "take", "call", "call", "start", "start", "complete", "complete", "miss", "back", "transfer", "park",
    "unpark", "cancel", "rate", "night",
)  # fmt: skip
ANY_DAYS = strategies.lists(
    strategies.tuples(strategies.sampled_from(MOVES), strategies.sampled_from((1, 2, 3)), strategies.integers(0, 2000)),
    max_size=60,
)
"""Moves at a window, each so many seconds after the one before."""


def lived(moves: list[tuple[str, int, int]]) -> list[Happening]:
    """What happened when all of it was tried; much is refused."""
    hall = Practice()
    for move, window, seconds in moves:
        hall.at(hall.now + timedelta(hours=14 if move == "night" else 0, seconds=seconds))
        clerk, standing = CLERKS[window], hall.hall.standing(window)
        hall.do(commands.OpenWindow(window=window, clerk=clerk))
        number = standing.front or standing.last_completed or next(iter(hall.hall.tickets), "A001")
        at: dict[str, Any] = {"window": window, "clerk": clerk}
        tried: dict[str, commands.AnyCommand] = {
            "take": commands.TakeTicket(matter=("A1", "B1", "J1")[window - 1], more=("J1",) if window == 1 else ()),
            "call": commands.CallNext(**at),
            "start": commands.StartService(**at),
            "complete": commands.CompleteTicket(**at),
            "miss": commands.MarkMissed(**at),
            "back": commands.BringBack(number=next(iter(hall.hall.missed), "A001")),
            "transfer": commands.TransferTicket(**at, service="J"),
            "park": commands.ParkTicket(**at),
            "unpark": commands.UnparkTicket(**at, number=next(iter(hall.hall.parked), "A001")),
            "cancel": commands.CancelTicket(number=number),
            "rate": commands.RateService(window=window, score=4),
        }
        if move in tried:
            hall.do(tried[move])
    return hall.history


KINDS: dict[What, type[Any]] = {
    "taken": events.TicketTaken,
    "waited": events.TicketCalled,
    "missed": events.TicketMissed,
    "brought_back": events.TicketBroughtBack,
    "cancelled": events.TicketCancelled,
    "rated": events.ServiceRated,
}


def counted(history: list[Happening], what: What) -> int:
    """How many events there are of the kind, `served` and `transferred` told apart by what was done."""
    of_transfers = [event for event, _ in history if isinstance(event, events.TicketTransferred)]
    if what == "served":
        completed = sum(isinstance(event, events.TicketCompleted) for event, _ in history)
        return completed + sum(bool(event.done) for event in of_transfers)
    if what == "transferred":
        return sum(not event.done for event in of_transfers)
    return sum(isinstance(event, KINDS[what]) for event, _ in history)


def mean_wait_s(history: list[Happening]) -> float:
    """Of every call how long ago the ticket last joined a queue, found by looking back from it."""
    waits = []
    for place, (event, at) in enumerate(history):
        if isinstance(event, events.TicketCalled):
            waits.append((at - _joined(history[:place], event.number)).total_seconds())
    return fmean(waits) if waits else 0.0


def _joined(before: list[Happening], number: str) -> datetime:
    for event, at in reversed(before):
        match event:
            case events.TicketTaken(ticket=ticket) if ticket.number == number:
                return ticket.taken_at
            case events.TicketTransferred() | events.TicketBroughtBack() if event.number == number:
                return at
            case events.DayOpened(carried=carried):
                return next(live.since for live in carried if live.ticket.number == number)
    raise AssertionError(number)
