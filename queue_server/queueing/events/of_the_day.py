"""What happened to the day, to its services, and to the bookings."""

from datetime import datetime

from queue_server.contract.accounts import Account
from queue_server.contract.bookings import Booking
from queue_server.contract.concerns import Concern
from queue_server.contract.payments import PaymentNotice
from queue_server.queueing.events.base import Happened
from queue_server.queueing.live import Booked, Live, Standing


class DayOpened(Happened, frozen=True, kw_only=True):
    """The hall-day `day` (ISO) began with what was carried over; replaying a day begins here.

    `carried` has waiting tickets in calling order; `counters` are the last digits given by prefix that go on counting;
    `bookings` are those still to come and of the last days, `accounts` all that are not as in the plan,
    `notices` those that are still to be paid, `concerns` those that are not answered or were so lately.
    """

    day: str
    carried: tuple[Live, ...] = ()
    windows: tuple[Standing, ...] = ()
    counters: dict[str, int] = {}  # noqa: RUF012 - msgspec copies it
    bookings: tuple[Booked, ...] = ()
    accounts: tuple[Account, ...] = ()
    notices: tuple[PaymentNotice, ...] = ()
    concerns: tuple[Concern, ...] = ()


class DayClosed(Happened, frozen=True, kw_only=True):
    """The hall-day ended; only round-the-clock services go on."""

    day: str


class DayReopened(Happened, frozen=True, kw_only=True):
    """The closed hall-day was opened again."""

    day: str


class PlanChanged(Happened, frozen=True, kw_only=True):
    """Another plan holds from now on: `digest` (SHA-256) of what was wished, of which `later` waits for another day.

    Both lists are Chinese sentences. The plan itself is in its file: replaying begins with the one that holds.
    """

    digest: str
    now: tuple[str, ...]
    later: tuple[str, ...] = ()


class ServiceOpened(Happened, frozen=True, kw_only=True):
    """From now on numbers are given for the service."""

    service: str


class ServiceClosed(Happened, frozen=True, kw_only=True):
    """No numbers for the service until `opens` (`13:30`, `11-30 08:30`), or not again today where it is empty."""

    service: str
    opens: str = ""


class NumbersStopped(Happened, frozen=True, kw_only=True):
    """No numbers for the service before `until`, None for as long as its present hours last."""

    service: str
    reason: str = ""
    until: datetime | None = None


class NumbersResumed(Happened, frozen=True, kw_only=True):
    """Numbers are given again for the service."""

    service: str


class ServiceMoved(Happened, frozen=True, kw_only=True):
    """The service is at these windows, in the plan's order, until the day ends."""

    service: str
    windows: tuple[int, ...]


class BookingsImported(Happened, frozen=True, kw_only=True):
    """These bookings are new, changed or cancelled."""

    bookings: tuple[Booking, ...]


NumbersEvent = ServiceOpened | ServiceClosed | NumbersStopped | NumbersResumed
"""What changes whether a service gives numbers."""
