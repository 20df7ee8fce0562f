"""A payment notice (缴款通知): what a visitor owes for a matter, by whom it was asked for and what became of it."""

from datetime import datetime
from typing import Literal

import msgspec

NoticeState = Literal["open", "paid", "withdrawn"]


class PaymentNotice(msgspec.Struct, frozen=True, kw_only=True):
    """The ticket `number` of `day` owes `amount_fen` hundredths of a yuan for `matter`, as the guide said at `at`.

    `clerk` accepted the matter at `window`. A paid one has the `reference` of the payment, the number of the `bill`
    and who took it down, the `cashier`; a withdrawn one the `reason`; both `settled_at`.
    """

    id: str
    number: str
    day: str
    matter: str
    matter_name: str
    amount_fen: int
    window: int
    clerk: str
    at: datetime
    state: NoticeState = "open"
    reference: str = ""
    bill: str = ""
    cashier: str = ""
    reason: str = ""
    settled_at: datetime | None = None
