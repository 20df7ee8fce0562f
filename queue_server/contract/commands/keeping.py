"""What is asked for about tickets, services and the day by whoever keeps the hall going, at a window or not."""

from typing import Annotated

import msgspec

from queue_server.contract.bookings import Booking
from queue_server.contract.commands.base import Command


class BringBack(Command, frozen=True, kw_only=True):
    """A missed visitor is here after all: back into the queue, behind the plan's `reinsert_after` waiting tickets."""

    number: str
    clerk: str = ""


class GrantPriority(Command, frozen=True, kw_only=True):
    """A waiting visitor belongs to the class `priority` of the plan; `clerk` has seen why, which is the `reason`."""

    number: str
    priority: str
    reason: str
    clerk: str = ""


class CancelTicket(Command, frozen=True, kw_only=True):
    """A waiting, parked, missed or present ticket is given up for a reason."""

    number: str
    clerk: str = ""
    reason: str = ""


class ImportBookings(Command, frozen=True, kw_only=True):
    """Bookings made elsewhere, all of them or none; known ones are changed. Answered by `BookingsTaken`."""

    bookings: tuple[Booking, ...]


class StopNumbers(Command, frozen=True, kw_only=True):
    """No more numbers for a service that will not be reached before closing.

    It ends with `ResumeNumbers`, with the day, when the service's hours begin anew, and after `lasts_min` minutes where
    that is not 0: who asks for that asks again in time.
    """

    service: str
    reason: str = ""
    lasts_min: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 0


class ResumeNumbers(Command, frozen=True, kw_only=True):
    """Numbers are given for the service again."""

    service: str


class MoveService(Command, frozen=True, kw_only=True):
    """A service is served at exactly these windows until the hall-day ends; then again where the plan says."""

    service: str
    windows: tuple[int, ...]


class OpenDay(Command, frozen=True, kw_only=True):
    """Opens the hall-day again after `CloseDay`; the desk opens a new day by itself at local midnight."""


class CloseDay(Command, frozen=True, kw_only=True):
    """Ends the hall-day: no more tickets but of round-the-clock services; whoever waits elsewhere is cancelled."""
