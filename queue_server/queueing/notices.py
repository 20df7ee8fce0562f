"""The fold of payment notices, and the books of a day that must balance: what was asked for, paid, withdrawn, owed."""

from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

import msgspec
from msgspec.structs import replace

from queue_server.contract.payments import PaymentNotice
from queue_server.queueing.events import DayOpened, Event, NoticeEvent, NoticeIssued, NoticeWithdrawn, PaymentRecorded

Notices = dict[str, PaymentNotice]


def after(notices: Notices, event: NoticeEvent, at: datetime) -> Notices:
    """The notices by id once `event` has happened; those given stay as they are."""
    match event:
        case NoticeIssued(notice=notice):
            return notices | {notice.id: notice}
        case PaymentRecorded():
            paid = replace(
                notices[event.notice],
                state="paid",
                reference=event.reference,
                bill=event.bill,
                cashier=event.clerk,
                settled_at=at,
            )
            return notices | {paid.id: paid}
        case NoticeWithdrawn():
            withdrawn = replace(notices[event.notice], state="withdrawn", reason=event.reason, settled_at=at)
            return notices | {withdrawn.id: withdrawn}
        case _:
            assert_never(event)


class Sum(msgspec.Struct, frozen=True):
    """So many notices of so much money together."""

    notices: int = 0
    fen: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.notices + other.notices, self.fen + other.fen)


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """A day's notices: `owed_before` when it began, `issued` during it, and what became of all of them."""

    owed_before: Sum
    issued: Sum
    paid: Sum
    withdrawn: Sum
    outstanding: Sum

    @property
    def balanced(self) -> bool:
        """Whether all that was asked for is accounted for."""
        return self.owed_before + self.issued == self.paid + self.withdrawn + self.outstanding


def books(happened: Iterable[tuple[Event, datetime]]) -> Books:
    """The books of the hall-day of which these are the events with their moments; of several days, the last one's."""
    notices: Notices = {}
    owed_before = issued = Sum()
    for event, at in happened:
        match event:
            case DayOpened():
                notices = {notice.id: notice for notice in event.notices}
                owed_before, issued = _sum(notices.values()), Sum()
            case NoticeIssued() | PaymentRecorded() | NoticeWithdrawn():
                notices = after(notices, event, at)
                if isinstance(event, NoticeIssued):
                    issued += _sum((event.notice,))
            case _:
                pass
    by_state = {
        state: _sum(notice for notice in notices.values() if notice.state == state)
        for state in ("paid", "withdrawn", "open")
    }
    return Books(
        owed_before=owed_before,
        issued=issued,
        paid=by_state["paid"],
        withdrawn=by_state["withdrawn"],
        outstanding=by_state["open"],
    )


def _sum(notices: Iterable[PaymentNotice]) -> Sum:
    total = Sum()
    for notice in notices:
        total += Sum(1, notice.amount_fen)
    return total
