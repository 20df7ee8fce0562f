"""A desk over a real journal file, asked as a client would."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from queue_server.contract.commands import AnyCommand, ReportSlip
from queue_server.contract.messages import Ask, Reply
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, TicketIssued
from queue_server.contract.topics import WEB
from queue_server.desk import Asked, Desk
from queue_server.journal import Journal
from tests.asked_by import asked_by
from tests.queueing.sample import MORNING, SECRET, sample_plan


def ask(command: AnyCommand, *, client: str = "", request_id: str = "", by: str | None = None) -> Asked:
    """The command under a fresh id unless one is given.

    It comes from `client`, else from the web (a slip's outcome from a kiosk), there by whoever of the sample may ask.
    """
    client = client or ("kiosk-1" if isinstance(command, ReportSlip) else WEB)
    if by is None:
        by = asked_by(sample_plan(), command) if client == WEB else ""
    return client, Ask(request_id=request_id or uuid4().hex, reply_to="reply", command=command, by=by)


class Counter:
    """A desk that can be closed and opened again on the same file."""

    def __init__(self, path: Path, plan: Plan | None = None) -> None:
        self.path = path
        self.plan = plan or sample_plan()
        self.now = MORNING
        self.reopen()

    def reopen(self) -> None:
        """As after a restart of the server."""
        self.journal = Journal(self.path, self.plan.hall.id)
        self.desk = Desk(self.plan, self.journal, SECRET)

    def restart(self) -> None:
        """The server ends and starts again."""
        self.journal.close()
        self.reopen()

    def reply(self, asked: Asked) -> Reply:
        """The reply to one ask."""
        return self.desk.handle([asked], self.now)[0]

    def do(self, command: AnyCommand, at: datetime | None = None) -> AnyOutcome:
        """The outcome of a command of the web console."""
        self.now = at or self.now
        return self.reply(ask(command)).outcome


def number_of(reply: Reply) -> str:
    """The number that was issued."""
    assert isinstance(reply.outcome, TicketIssued), reply.outcome
    return reply.outcome.ticket.number
