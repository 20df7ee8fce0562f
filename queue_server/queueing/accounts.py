"""Decisions about the accounts of those who work in the hall: added, changed, retired."""

from msgspec.structs import replace

from queue_server.contract.accounts import Account
from queue_server.contract.commands import AddAccount, ChangeAccount, RetireAccount
from queue_server.contract.plan.naming import NAME_ON_THE_WIRE
from queue_server.contract.plan.people import ALONE, AT_WINDOWS
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import PeopleAre, Refused
from queue_server.queueing.decision import Decision, done
from queue_server.queueing.events import AccountAdded, AccountChanged, AccountRetired
from queue_server.queueing.everybody import everybody, may_sit
from queue_server.queueing.hall import HallState

LONGEST_NAME = 40


def look(hall: HallState) -> PeopleAre:
    """Everybody, the retired too."""
    return PeopleAre(people=tuple(everybody(hall.plan, hall.accounts).values()))


def add(hall: HallState, command: AddAccount) -> Decision | Refused:
    """Somebody new."""
    if not NAME_ON_THE_WIRE.fullmatch(command.id):
        return refuse("account_id")
    if command.id in everybody(hall.plan, hall.accounts):
        return refuse("account_known", account=command.id)
    account = Account(id=command.id, name=command.name, roles=command.roles, windows=command.windows)
    return _misfit(hall, account) or done(AccountAdded(account=account))


def change(hall: HallState, command: ChangeAccount) -> Decision | Refused:
    """Somebody who is here, otherwise from now on; not while they sit where they then might not."""
    before = hall.people.get(command.id)
    if before is None:
        return refuse("unknown_account", account=command.id)
    account = replace(before, name=command.name, roles=command.roles, windows=command.windows)
    if account == before:
        return done()
    if misfit := _misfit(hall, account) or _needed(hall, before, account):
        return misfit
    return done(AccountChanged(account=account))


def retire(hall: HallState, command: RetireAccount) -> Decision | Refused:
    """Somebody leaves for good; not from an open window."""
    before = hall.people.get(command.id)
    if before is None:
        return refuse("unknown_account", account=command.id)
    account = replace(before, retired=True)
    return _needed(hall, before, account) or done(AccountRetired(account=account, reason=command.reason))


def _misfit(hall: HallState, account: Account) -> Refused | None:
    """What no account may look like."""
    if not account.name.strip() or len(account.name) > LONGEST_NAME or not account.name.isprintable():
        return refuse("account_name")
    if not account.roles or (len(set(account.roles)) > 1 and set(account.roles) & set(ALONE)):
        return refuse("account_roles")
    if account.windows and not set(account.roles) & set(AT_WINDOWS):
        return refuse("account_windows")
    strange = next((window for window in account.windows if window not in hall.plan.windows), None)
    return None if strange is None else refuse("unknown_window", window=strange)


def _needed(hall: HallState, before: Account, after: Account) -> Refused | None:
    """Why the account must stay as it was for now: somebody has to manage, and nobody falls off an open window."""
    managers = [one.id for one in hall.people.values() if "manager" in one.roles]
    if managers == [before.id] and (after.retired or "manager" not in after.roles):
        return refuse("last_manager", name=before.name)
    for standing in hall.windows.values():
        if (
            standing.state != "closed"
            and standing.clerk == before.id
            and not may_sit(hall.plan, after, standing.window)
        ):
            return refuse("account_at_window", name=before.name, window=standing.window)
    return None
