"""A batch in the making: the hall as it will be once recorded, and what there is to record."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from queue_server.contract.codec import encode
from queue_server.contract.messages import Reply
from queue_server.contract.plan import Plan
from queue_server.journal import Answer, Batch, Entry
from queue_server.queueing import Event, HallState, Live, apply, number_in
from queue_server.queueing.events import PlanChanged
from queue_server.queueing.services import replan


@dataclass(slots=True)
class Draft:
    """Starts from a copy of the hall at `now`; thrown away when it cannot be recorded."""

    hall: HallState
    now: datetime
    entries: list[Entry] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    tickets: dict[str, Live] = field(default_factory=dict)

    def happen(self, events: Sequence[Event], request_id: str = "", by: str = "") -> None:
        """The events happen, because of the ask `request_id` of the account `by`, of a client, or of time alone."""
        for event in events:
            apply(self.hall, event, self.now)
            self.entries.append(Entry(self.hall.revision, self.now, event, request_id, by))
            if number := number_in(event):
                live = self.hall.tickets[number]
                self.tickets[live.ticket.token] = live

    def replan(self, plan: Plan, changed: PlanChanged, by: str = "") -> None:
        """Another plan holds from here on."""
        replan(self.hall, plan)
        self.happen((changed,), by=by)

    def answer(self, client: str, reply: Reply) -> None:
        """The reply will be given to `client`, and again whenever it asks with the same id."""
        self.answers.append(Answer(client, reply.request_id, reply.revision, encode(reply), self.now))

    def batch(self) -> Batch:
        """All of it for one transaction; each ticket once, as it is in the end."""
        return Batch(tuple(self.entries), tuple(self.answers), tuple(self.tickets.values()))
