"""The desk: takes a batch of asks, decides each, records all in one transaction, and then answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from queue_server.contract.accounts import Account
from queue_server.contract.codec import decode
from queue_server.contract.commands import AcceptTicket, ClaimNumbers, Query, SwitchPractice
from queue_server.contract.messages import Ask, Reply
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import AnyOutcome, Refused, TicketIssued
from queue_server.contract.tickets import Ticket
from queue_server.contract.topics import WEB
from queue_server.desk.draft import Draft
from queue_server.desk.holders import KeptHolders
from queue_server.desk.permissions import may_ask
from queue_server.desk.published import Board, Published
from queue_server.desk.rights import refusal
from queue_server.desk.unsaid import told_to
from queue_server.journal import Journal, JournalError
from queue_server.queueing import Decision, HallState, Tick, apply, decide
from queue_server.queueing.events import PlanChanged
from queue_server.workdays.calendar import Calendar

log = structlog.get_logger()

Key = tuple[str, str]
"""A client and its request id: clients cannot read each other's replies by guessing ids."""

REPLIES_KEPT = timedelta(days=2)
"""How long a reply is given again to the same request id."""

Asked = tuple[str, Ask]
"""The client whose topic an ask came on, and the ask."""


class Desk:
    """The one place that changes the hall. Called by one thread at a time."""

    def __init__(
        self,
        plan: Plan,
        journal: Journal,
        page_secret: bytes,
        calendar: Calendar | None = None,
        *,
        practice: Mapping[str, Account] | None = None,
        holders: KeptHolders | None = None,
        switch: Callable[[SwitchPractice, str, Mapping[str, Account]], bool] = lambda command, by, accounts: False,
    ) -> None:
        """The hall of `plan` as `journal` has it, with the working days of `calendar`.

        Args:
            practice: the hall practises, and these accounts are not as in the plan.
            holders: which boxes give kiosks' numbers; without them, and in practice, none may claim any.
            switch: does what a `SwitchPractice` of somebody wants, where these accounts are not as in the plan; tells
                whether the server is about to leave for it. May raise OSError, then nothing has changed.

        Raises:
            JournalError: the journal cannot be read.
        """
        self._plan = plan
        self._journal = journal
        self._page_secret = page_secret
        self._calendar = calendar
        self._practice = practice
        self._holders = None if practice is not None else holders
        self._switch = switch
        self._leaving = False
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
        given: dict[Key, Reply] = {}
        try:
            if self._failing:
                self._catch_up()
            given = self._given(batch)
            draft = Draft(self._hall.copy(), self._hall.local(now))
            draft.happen(_sure(decide(draft.hall, Tick(), now)).events)
            known = dict(given)
            replies = [self._reply(draft, asked, known) for asked in batch]
            self._record(draft)
        except JournalError as error:
            self._fails(error)
            return [self._reply_without_journal(asked, given, now) for asked in batch]
        return replies

    @property
    def plan(self) -> Plan:
        """The plan that holds now."""
        return self._plan

    @property
    def calendar(self) -> Calendar | None:
        """The working days."""
        return self._calendar

    @calendar.setter
    def calendar(self, calendar: Calendar | None) -> None:
        self._calendar = self._hall.calendar = calendar

    def replan(self, plan: Plan, changed: PlanChanged, by: str, now: datetime) -> bool:
        """Goes on with `plan`, changed by the account `by`; False, and nothing has changed, where it is not recorded.

        Whatever a ticket, a window or a clerk of today hangs on must be in it (see `queue_server.changing`).
        """
        try:
            if self._failing:
                self._catch_up()
            draft = Draft(self._hall.copy(), self._hall.local(now))
            draft.replan(plan, changed, by)
            draft.happen(_sure(decide(draft.hall, Tick(), now)).events)
            self._record(draft)
        except JournalError as error:
            self._fails(error)
            return False
        self._plan = plan
        return True

    def tick(self, now: datetime) -> None:
        """Lets time pass: days and services open and close. Failures to record are logged and tried again."""
        if self._failing or _sure(decide(self._hall, Tick(), now)).events:
            self.handle((), now)

    def changed_boards(self) -> list[Board]:
        """The boards that changed since boards were last asked for, to be published; all of them the first time."""
        return self._published.changed(self._hall)

    def all_boards(self) -> list[Board]:
        """Every board as it is, to be published to those who may have forgotten everything."""
        return self._published.all(self._hall)

    def _reply(self, draft: Draft, asked: Asked, known: dict[Key, Reply]) -> Reply:
        client, ask = asked
        key, command = (client, ask.request_id), ask.command
        outcome: AnyOutcome
        if not may_ask(self._plan, client, command, ask.by):
            return Reply(request_id=ask.request_id, revision=draft.hall.revision, outcome=refuse("not_allowed"))
        if key in known:
            return known[key]
        if client == WEB and (refused := refusal(draft.hall, ask.by, command)):
            return Reply(request_id=ask.request_id, revision=draft.hall.revision, outcome=refused)
        if self._leaving and not isinstance(command, Query):
            return Reply(request_id=ask.request_id, revision=draft.hall.revision, outcome=refuse("storage_failed"))
        if isinstance(command, ClaimNumbers) and self._holders is not None:
            outcome = self._holders.claim(self._plan, command, draft.now)
            return Reply(request_id=ask.request_id, revision=draft.hall.revision, outcome=outcome)
        wish = (client, command.wish) if isinstance(command, AcceptTicket) else None
        decision = decide(draft.hall, command, draft.now, _ticket_of(known.get(wish)) if wish else None)
        if isinstance(decision, Refused):
            outcome = decision
        elif isinstance(command, SwitchPractice):
            outcome = self._switched(draft, command, ask.by or client, decision)
        else:
            draft.happen(decision.events, ask.request_id, ask.by)
            outcome = told_to(ask.by, decision.outcome(draft.hall))
        reply = Reply(request_id=ask.request_id, revision=draft.hall.revision, outcome=outcome)
        if not isinstance(command, Query | SwitchPractice):
            known[key] = reply
            draft.answer(client, reply)
            if wish and isinstance(outcome, TicketIssued):
                known[wish] = replace(reply, request_id=wish[1])
                draft.answer(client, known[wish])
        return reply

    def _switched(self, draft: Draft, command: SwitchPractice, by: str, decision: Decision) -> AnyOutcome:
        """From here on this desk decides nothing more, where the server leaves to begin with the other journal."""
        try:
            self._leaving = self._switch(command, by, draft.hall.accounts)
        except OSError as error:
            log.error("practice_not_switched", reason=str(error))
            return refuse("storage_failed")
        return decision.outcome(draft.hall)

    def _reply_without_journal(self, asked: Asked, given: dict[Key, Reply], now: datetime) -> Reply:
        client, ask = asked
        command, hall = ask.command, self._hall
        outcome: AnyOutcome = refuse("storage_failed")
        if not may_ask(self._plan, client, command, ask.by):
            outcome = refuse("not_allowed")
        elif (client, ask.request_id) in given:
            return given[client, ask.request_id]
        elif client == WEB and (refused := refusal(hall, ask.by, command)):
            outcome = refused
        elif isinstance(command, Query):
            decision = decide(hall, command, now)
            outcome = decision if isinstance(decision, Refused) else told_to(ask.by, decision.outcome(hall))
        return Reply(request_id=ask.request_id, revision=hall.revision, outcome=outcome)

    def _given(self, batch: Sequence[Asked]) -> dict[Key, Reply]:
        commands = [ask for _, ask in batch if not isinstance(ask.command, Query)]
        ids = [ask.request_id for ask in commands]
        ids += [ask.command.wish for ask in commands if isinstance(ask.command, AcceptTicket)]
        if not ids:
            return {}
        return {key: decode(Reply, body) for key, body in self._journal.given(ids).items()}

    def _record(self, draft: Draft) -> None:
        batch = draft.batch()
        if not batch.entries and not batch.answers:
            return
        self._journal.append(batch)
        if self._failing:
            self._failing = False
            log.info("journal_works_again", revision=draft.hall.revision)
        opened = self._hall.day != draft.hall.day
        self._hall = draft.hall
        if opened:
            self._forget(draft.now - REPLIES_KEPT)

    def _forget(self, before: datetime) -> None:
        try:
            self._journal.forget_replies(before)
        except JournalError as error:
            log.warning("old_replies_kept", reason=str(error))

    def _fails(self, error: JournalError) -> None:
        if not self._failing:
            log.error("journal_failing", reason=str(error))
        self._failing = True

    def _catch_up(self) -> None:
        """After a failure the hall in memory is made what the journal says, should they differ."""
        if self._journal.refresh() != self._hall.revision:
            self._hall = self._replayed()

    def _replayed(self) -> HallState:
        hall = HallState(self._plan, self._page_secret, calendar=self._calendar)
        if self._practice is not None:
            hall = HallState(
                self._plan, self._page_secret, calendar=self._calendar, practice=True, accounts=dict(self._practice)
            )
        for entry in self._journal.today():
            hall.revision = entry.seq - 1
            apply(hall, entry.event, entry.at)
        hall.revision = self._journal.head
        return hall


def _ticket_of(reply: Reply | None) -> Ticket | None:
    """The ticket that a wish was given before, if it was."""
    return reply.outcome.ticket if reply and isinstance(reply.outcome, TicketIssued) else None


def _sure(decision: Decision | Refused) -> Decision:
    assert isinstance(decision, Decision)
    return decision
