"""The values that the hall's memory is made of: a live ticket, a window as it stands, a service's gate."""

from datetime import datetime

import msgspec

from queue_server.contract.boards import Call, WindowState
from queue_server.contract.bookings import Booking
from queue_server.contract.reasons import Reason
from queue_server.contract.tickets import Step, Ticket, TicketState

AT_WINDOW = (TicketState.CALLED, TicketState.SERVING)
OVER = (TicketState.COMPLETED, TicketState.CANCELLED)


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket and what has become of it.

    `order` is the place of its taking among all tickets; `queued_as_transfer` is the place of its transfer among all
    transfers while it waits as a transferred ticket, else 0. `calls` counts all its calls, `call` is the last of them
    (`call.times` counts since it last joined a queue). `called_at` and `started_at` are of the first call and service.
    `arrival` is from when it counts as waiting (its taking where None); `responsible` is the clerk who served it
    first, or to whom the visitor was sent; `why` it was called last. `score` is of the present or last service, 0 while
    it is not rated. `left` are the matters still to be done, the present one first (the ticket's own where empty).
    `to_window` is the window that a transferred one waits for; `history` what happened since it was taken.
    """

    ticket: Ticket
    order: int
    state: TicketState
    service: str
    since: datetime
    window: int | None = None
    clerk: str = ""
    call: Call | None = None
    calls: int = 0
    returns: int = 0
    queued_as_transfer: int = 0
    arrival: datetime | None = None
    priority: str = ""
    reason: str = ""
    slot: datetime | None = None
    booking: str = ""
    responsible: str = ""
    why: Reason | None = None
    left: tuple[str, ...] = ()
    to_window: int | None = None
    history: tuple[Step, ...] = ()
    transferred: bool = False
    note: str = ""
    slip: str = ""
    score: int = 0
    called_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None


class Booked(msgspec.Struct, frozen=True, kw_only=True):
    """A booking, and the number that was taken with it; empty while it was not used."""

    booking: Booking
    number: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A window as it stands; `front` is the number of the ticket in front of it, empty when it is free.

    `last_completed` is the number that was completed here last; `since` when the state or the front last changed;
    `reason` why it is paused.
    """

    window: int
    state: WindowState = "closed"
    clerk: str = ""
    front: str = ""
    last_completed: str = ""
    since: datetime | None = None
    reason: str = ""


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a service gives numbers now, and when it next does: today (`13:30`), or on a later day (`11-30 08:30`).

    `opens` is empty where it is not again today and nobody knows on which day.
    """

    open: bool = False
    opens: str = ""


CLOSED = Gate()
