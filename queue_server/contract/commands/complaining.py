"""What is asked about concerns: a visitor complains, somebody else than who it is about handles and answers it."""

from queue_server.contract.commands.base import Command
from queue_server.contract.concerns import Category


class FileComplaint(Command, frozen=True, kw_only=True):
    """A visitor complains; about `window` where one is named, else about where the ticket of `token` was served.

    `anonymous` keeps the ticket's number out of it; `contact` is a way to be reached, if the visitor gives
    one, sealed for whoever answers: what is recorded stays for good.
    """

    category: Category
    text: str = ""
    token: str = ""
    anonymous: bool = False
    window: int | None = None
    contact: str = ""


class HandleConcern(Command, frozen=True, kw_only=True):
    """What was found and done, by `clerk`, whom the concern is not about."""

    concern: str
    clerk: str
    result: str


class AnswerConcern(Command, frozen=True, kw_only=True):
    """What the visitor was told, likewise; only of a concern that is handled."""

    concern: str
    clerk: str
    answer: str
