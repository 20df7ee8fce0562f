"""What comes to a visit from elsewhere: answers of the desk, the printers and the door, a scanned code."""

from dataclasses import dataclass

from kiosk.visit.steps import ScannedPaper, SlipState
from queue_server.contract.replies import AnyOutcome, BookingIs, OwnTicketIs, QueuesAre


@dataclass(frozen=True)
class Replied:
    """The desk answered the wish `request_id`."""

    request_id: str
    outcome: AnyOutcome


@dataclass(frozen=True)
class SlipCame:
    """What became of the slip of `number`."""

    number: str
    slip: SlipState


@dataclass(frozen=True)
class HandoutCame:
    """What became of the handout of `matter`."""

    matter: str
    handout: SlipState


@dataclass(frozen=True)
class Scanned:
    """The reader saw `code`: a ticket's token or number."""

    code: str


@dataclass(frozen=True)
class QueuesCame:
    """All live tickets, asked for because of `code`."""

    code: str
    queues: QueuesAre


@dataclass(frozen=True)
class OwnTicketCame:
    """Where the ticket of the scanned `code` stands; None where it is none of today's."""

    code: str
    over: OwnTicketIs | None


@dataclass(frozen=True)
class BookingCame:
    """What is booked under the scanned code; `fresh_id` becomes the identity of a wish for its number."""

    booking: BookingIs
    fresh_id: str


@dataclass(frozen=True)
class TicketActed:
    """The desk answered the bringing back, giving up or swapping."""

    request_id: str
    outcome: AnyOutcome


@dataclass(frozen=True)
class PagesCame:
    """How much of a paper is scanned now."""

    paper: ScannedPaper


@dataclass(frozen=True)
class NoAnswer:
    """Nobody answered the ask `about` (a request id, or the scanned code)."""

    about: str


@dataclass(frozen=True)
class DoorTried:
    """Whether the PIN was right."""

    right: bool


@dataclass(frozen=True)
class SelfTestEnded:
    """The kiosk has looked at everything."""


Tiding = (
    Replied
    | SlipCame
    | HandoutCame
    | Scanned
    | QueuesCame
    | OwnTicketCame
    | BookingCame
    | TicketActed
    | PagesCame
    | NoAnswer
    | DoorTried
    | SelfTestEnded
)
