"""What happened to a concern: opened by a bad rating or a complaint, handled, answered."""

from queue_server.contract.concerns import Concern
from queue_server.queueing.events.base import Happened


class ConcernOpened(Happened, frozen=True, kw_only=True):
    """A visitor was not content."""

    concern: Concern


class ConcernHandled(Happened, frozen=True, kw_only=True):
    """`clerk` found out and did `result`."""

    concern: str
    clerk: str
    result: str


class ConcernAnswered(Happened, frozen=True, kw_only=True):
    """The visitor was told `answer` by `clerk`."""

    concern: str
    clerk: str
    answer: str


ConcernEvent = ConcernOpened | ConcernHandled | ConcernAnswered
"""What changes a concern."""
