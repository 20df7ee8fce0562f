"""What a clerk asks for at a window: the window itself and the ticket in front of it."""

from queue_server.contract.commands.base import Command


class OpenWindow(Command, frozen=True, kw_only=True):
    """The clerk opens the window, or takes it over, or comes back from a pause."""

    window: int
    clerk: str


class PauseWindow(Command, frozen=True, kw_only=True):
    """The window stops calling for a while; a ticket in front stays in front."""

    window: int
    clerk: str
    reason: str = ""


class CloseWindow(Command, frozen=True, kw_only=True):
    """The clerk leaves the window; refused while a ticket is in front."""

    window: int
    clerk: str


class CallNext(Command, frozen=True, kw_only=True):
    """The window calls whoever is next over its services; `complete_current` finishes the ticket in front first."""

    window: int
    clerk: str
    complete_current: bool = False


class CallTicket(Command, frozen=True, kw_only=True):
    """The window calls this waiting ticket out of turn."""

    window: int
    clerk: str
    number: str


class Recall(Command, frozen=True, kw_only=True):
    """The window calls its called ticket again."""

    window: int
    clerk: str


class StartService(Command, frozen=True, kw_only=True):
    """The called visitor has come; the service begins."""

    window: int
    clerk: str


class CompleteTicket(Command, frozen=True, kw_only=True):
    """The matter of the ticket in front is done."""

    window: int
    clerk: str


class MarkMissed(Command, frozen=True, kw_only=True):
    """The called visitor did not come."""

    window: int
    clerk: str


class TransferTicket(Command, frozen=True, kw_only=True):
    """The ticket in front goes to the head of another service, keeping its number."""

    window: int
    clerk: str
    service: str
    note: str = ""


class ParkTicket(Command, frozen=True, kw_only=True):
    """The ticket in front is set aside; it comes back to the same window."""

    window: int
    clerk: str
    note: str = ""


class UnparkTicket(Command, frozen=True, kw_only=True):
    """The window takes a ticket that it parked in front again, being served."""

    window: int
    clerk: str
    number: str
