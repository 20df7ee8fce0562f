"""What happened to a payment notice: issued, and then paid or withdrawn."""

from queue_server.contract.payments import PaymentNotice
from queue_server.queueing.events.base import Happened


class NoticeIssued(Happened, frozen=True, kw_only=True):
    """A visitor was asked to pay a fee."""

    notice: PaymentNotice


class NoticeSettled(Happened, frozen=True, kw_only=True):
    """Base of how it ended; `clerk` did it."""

    notice: str
    clerk: str


class PaymentRecorded(NoticeSettled, frozen=True, kw_only=True):
    """The fee was paid, and taken down at `window`."""

    window: int
    reference: str
    bill: str


class NoticeWithdrawn(NoticeSettled, frozen=True, kw_only=True):
    """Nothing is to be paid any more."""

    reason: str


NoticeEvent = NoticeIssued | PaymentRecorded | NoticeWithdrawn
"""What changes what is owed."""
