"""What happened to the accounts of those who work in the hall; each event has the whole account as it is after it."""

from queue_server.contract.accounts import Account
from queue_server.queueing.events.base import Happened


class AccountEvent(Happened, frozen=True, kw_only=True):
    """Base of what happens to an account."""

    account: Account


class AccountAdded(AccountEvent, frozen=True, kw_only=True):
    """Somebody new works in the hall."""


class AccountChanged(AccountEvent, frozen=True, kw_only=True):
    """Somebody is called otherwise, does something else or sits elsewhere."""


class AccountRetired(AccountEvent, frozen=True, kw_only=True):
    """Somebody does not work in the hall any more."""

    reason: str = ""
