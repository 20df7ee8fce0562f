"""What a clerk asks for at a window: the window itself and the ticket in front of it."""

from queue_server.contract.commands.base import Command


class OpenWindow(Command, frozen=True, kw_only=True):
    """The clerk opens the window, or takes it over, or comes back from a pause."""

    window: int
    clerk: str


class PauseWindow(Command, frozen=True, kw_only=True):
    """The window stops calling for a while; a ticket in front stays in front. Asked again, `reason` says why."""

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
    """The ticket in front goes to the head of another service, keeping its number; or to the window `to_window`.

    To a window without a service it goes for what it queues for now, where that window serves it, else for the
    window's first.
    """

    window: int
    clerk: str
    service: str = ""
    note: str = ""
    to_window: int | None = None


class NoteTicket(Command, frozen=True, kw_only=True):
    """A clerk writes down what the next one should know of a ticket."""

    window: int
    clerk: str
    number: str
    note: str


class FinishMatters(Command, frozen=True, kw_only=True):
    """These matters of the visit in front are done; the visitor stays for the others."""

    window: int
    clerk: str
    number: str
    matters: tuple[str, ...]


class SplitTicket(Command, frozen=True, kw_only=True):
    """These matters of the visit in front get a number of their own, which waits as if taken with the first one."""

    window: int
    clerk: str
    number: str
    matters: tuple[str, ...]


class HandOver(Command, frozen=True, kw_only=True):
    """The clerk leaves the window and whoever is in front to the clerk `to`."""

    window: int
    clerk: str
    to: str


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
