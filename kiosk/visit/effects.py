"""What a visit asks of the world."""

from dataclasses import dataclass

from kiosk.visit.steps import Wish


@dataclass(frozen=True)
class AskTicket:
    """Ask the desk for the wish's number; asking again under the same identity is harmless."""

    wish: Wish


@dataclass(frozen=True)
class AskQueues:
    """Ask for all live tickets, to find `code` among them."""

    code: str


@dataclass(frozen=True)
class AskBringBack:
    """Ask the desk to put the missed ticket back into its queue."""

    number: str
    request_id: str


@dataclass(frozen=True)
class GiveHandout:
    """Print what to bring for `matter`, or where it is done online."""

    matter: str
    online: bool


@dataclass(frozen=True)
class TryPin:
    """See whether this is the technician's PIN."""

    pin: str


Effect = AskTicket | AskQueues | AskBringBack | GiveHandout | TryPin
