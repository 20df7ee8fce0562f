"""The desk: takes a batch of asks, decides each, records all in one transaction, and then answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from queue_server.contract.boards import HallBoard
from queue_server.contract.codec import decode
from queue_server.contract.commands import Query
from queue_server.contract.messages import Ask, Reply
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import AnyOutcome, Refused
from queue_server.desk.draft import Draft
from queue_server.desk.permissions import may_ask
from queue_server.desk.published import ChangedBoards, Published
from queue_server.journal import Journal, JournalError
from queue_server.queueing import Decision, HallState, Tick, apply, decide, hall_board

log = structlog.get_logger()

Key = tuple[str, str]
"""A client and its request id: clients cannot read each other's replies by guessing ids."""

REPLIES_KEPT = timedelta(days=2)
"""How long a reply is given again to the same request id."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An ask and the client whose topic it came on."""

    client: str
    ask: Ask


class Desk:
    """The one place that changes the hall. Called by one thread at a time."""

    def __init__(self, plan: Plan, journal: Journal, page_secret: bytes) -> None:
        """The hall of `plan` as `journal` has it.

        Raises:
            JournalError: the journal cannot be read.
        """
        self._plan = plan
        self._journal = journal
        self._page_secret = page_secret
        self._published = Published()
        self._failing = False
        self._hall = self._replayed()

    @property
    def hall(self) -> HallState:
        """The hall as recorded; to look at, not to change."""
        return self._hall

    def handle(self, batch: Sequence[Asked], now: datetime) -> list[Reply]:
        """One reply per ask, in order, all recorded before this returns.

        The same client and request id get the same reply, decided once. When nothing can be recorded nothing has
        changed, and every command is refused with `storage_failed`; the next batch tries again.
        """
        known: dict[Key, Reply] = {}
        try:
            if self._failing:
                self._catch_up()
            known = self._given(batch)
            draft = Draft(self._hall.copy(), self._hall.local(now))
            draft.happen(_sure(decide(draft.hall, Tick(), now)).events)
            replies = [self._reply(draft, asked, known) for asked in batch]
            self._record(draft)
        except JournalError as error:
            self._fails(error)
            return [self._reply_without_journal(asked, known, now) for asked in batch]
        return replies

    def tick(self, now: datetime) -> None:
        """Lets time pass: days and services open and close. Failures to record are logged and tried again."""
        self.handle((), now)

    def board(self) -> HallBoard:
        """The hall's board now, following the last published one."""
        return hall_board(self._hall, follows=self._published.follows())

    def boards_changed(self) -> ChangedBoards:
        """The boards that changed since this was last asked, for publishing; all of them the first time."""
        return self._published.changed(self._hall)

    def _reply(self, draft: Draft, asked: Asked, known: dict[Key, Reply]) -> Reply:
        key, command = _key(asked), asked.ask.command
        if not may_ask(asked.client, command):
            return Reply(request_id=key[1], revision=draft.hall.revision, outcome=refuse("not_allowed"))
        if key in known:
            return known[key]
        decision = decide(draft.hall, command, draft.now)
        outcome: AnyOutcome
        if isinstance(decision, Refused):
            outcome = decision
        else:
            draft.happen(decision.events, key[1])
            outcome = decision.outcome(draft.hall)
        reply = Reply(request_id=key[1], revision=draft.hall.revision, outcome=outcome)
        if not isinstance(command, Query):
            known[key] = reply
            draft.answer(asked.client, reply)
        return reply

    def _reply_without_journal(self, asked: Asked, known: dict[Key, Reply], now: datetime) -> Reply:
        command, hall = asked.ask.command, self._hall
        outcome: AnyOutcome = refuse("storage_failed")
        if not may_ask(asked.client, command):
            outcome = refuse("not_allowed")
        elif _key(asked) in known:
            return known[_key(asked)]
        elif isinstance(command, Query):
            decision = decide(hall, command, now)
            outcome = decision if isinstance(decision, Refused) else decision.outcome(hall)
        return Reply(request_id=asked.ask.request_id, revision=hall.revision, outcome=outcome)

    def _given(self, batch: Sequence[Asked]) -> dict[Key, Reply]:
        ids = [asked.ask.request_id for asked in batch if not isinstance(asked.ask.command, Query)]
        if not ids:
            return {}
        return {key: decode(Reply, body) for key, body in self._journal.given(ids).items()}

    def _record(self, draft: Draft) -> None:
        batch = draft.batch()
        if batch.entries or batch.answers:
            self._journal.append(batch)
        opened = self._hall.day != draft.hall.day
        self._hall = draft.hall
        if opened:
            self._journal.forget_replies(draft.now - REPLIES_KEPT)

    def _fails(self, error: JournalError) -> None:
        if not self._failing:
            log.error("journal_failing", reason=str(error))
        self._failing = True

    def _catch_up(self) -> None:
        """After a failure: the hall in memory is made what the journal says, should they differ."""
        if self._journal.refresh() != self._hall.revision:
            self._hall = self._replayed()
        self._failing = False
        log.info("journal_trying_again", revision=self._hall.revision)

    def _replayed(self) -> HallState:
        hall = HallState(self._plan, self._page_secret)
        for entry in self._journal.today():
            hall.revision = entry.seq - 1
            apply(hall, entry.event, entry.at)
        return hall


def _key(asked: Asked) -> Key:
    return asked.client, asked.ask.request_id


def _sure(decision: Decision | Refused) -> Decision:
    assert isinstance(decision, Decision)
    return decision
