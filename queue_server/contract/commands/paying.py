"""What is asked for about fees: the window that accepts a matter asks for the money, another one takes it down."""

from queue_server.contract.commands.base import Command


class IssuePaymentNotice(Command, frozen=True, kw_only=True):
    """The visitor in front, of the ticket `number`, is to pay the fee of `matter`; answered by `NoticeIs`.

    The amount is the guide's. The ticket goes on to the service where fees are paid, as by `TransferTicket`.
    """

    window: int
    clerk: str
    number: str
    matter: str


class WithdrawNotice(Command, frozen=True, kw_only=True):
    """Whoever issued an unpaid notice takes it back for a reason; answered by `NoticeIs`."""

    clerk: str
    notice: str
    reason: str


class RecordPayment(Command, frozen=True, kw_only=True):
    """The fee of a notice has been paid; answered by `NoticeIs`.

    `reference` is the payment's at the bank or terminal, `bill` the number of the receipt. It is recorded once, where
    fees are paid, and never by who issued the notice.
    """

    window: int
    clerk: str
    notice: str
    reference: str
    bill: str
