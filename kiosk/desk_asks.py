"""What a visit asks of the desk: which command each question is, and what its answer tells the visit."""

from typing import assert_never
from uuid import uuid4

from kiosk import visit as v
from queue_server.contract.commands import (
    AnyCommand,
    BringBack,
    FileComplaint,
    FindBooking,
    FindTicket,
    GetQueues,
    GiveUpTicket,
    RateTicket,
    SwapTicket,
    TakeTicket,
)
from queue_server.contract.replies import AnyOutcome, BookingIs, OwnTicketIs, QueuesAre

SAID_THEMSELVES = "本人在自助机上选的"
"""Chinese source of the reason for a priority that nobody has verified yet."""

Looking = v.AskQueues | v.AskBooking | v.AskOwnTicket
Acting = v.AskBringBack | v.AskGiveUp | v.AskSwap | v.AskRating | v.AskComplaint
DeskAsk = Looking | Acting


def take_ticket(wish: v.Wish) -> TakeTicket:
    """The command for the wish's number; a class of visitors is what they say themselves, for the clerk to verify."""
    return TakeTicket(
        matter=wish.matter,
        more=wish.more,
        priority=wish.priority,
        reason=SAID_THEMSELVES if wish.priority else "",
        booking=wish.booking,
    )


def command_of(asked: DeskAsk) -> tuple[AnyCommand, str]:
    """The command, and the request id under which it is asked; empty for what only looks."""
    match asked:
        case v.AskQueues():
            return GetQueues(), ""
        case v.AskBooking(code):
            return FindBooking(code=code), ""
        case v.AskBringBack(number, request_id):
            return BringBack(number=number), request_id
        case v.AskGiveUp(token, request_id):
            return GiveUpTicket(token=token), request_id
        case v.AskSwap(token, matter, request_id):
            return SwapTicket(token=token, matter=matter), request_id
        case v.AskOwnTicket(token):
            return FindTicket(token=token), ""
        case v.AskRating(token, score, reasons, request_id):
            return RateTicket(token=token, score=score, reasons=reasons), request_id
        case v.AskComplaint(category, window, request_id):
            return FileComplaint(category=category, window=window or None), request_id
    assert_never(asked)


def tiding_of(asked: DeskAsk, outcome: AnyOutcome | None) -> v.Tiding:
    """What the visit is told; `outcome` is None where nobody answered."""
    match asked, outcome:
        case v.AskQueues(code), QueuesAre() as queues:
            return v.QueuesCame(code, queues)
        case v.AskBooking(), BookingIs() as booking:
            return v.BookingCame(booking, uuid4().hex)
        case v.AskOwnTicket(code), OwnTicketIs() as over:
            return v.OwnTicketCame(code, over)
        case v.AskOwnTicket(code), outcome if outcome is not None:
            return v.OwnTicketCame(code, None)
        case v.AskQueues(code) | v.AskBooking(code) | v.AskOwnTicket(code), _:
            return v.NoAnswer(code)
        case acted, None:
            return v.NoAnswer(acted.request_id)
        case acted, known:
            return v.TicketActed(acted.request_id, known)
    raise AssertionError(asked)
