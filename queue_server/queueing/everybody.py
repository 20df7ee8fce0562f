"""Who works in the hall, and who may sit where: the plan's people, with what managers have changed since; pure."""

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan
from queue_server.contract.plan.people import AT_WINDOWS


def everybody(plan: Plan, accounts: dict[str, Account]) -> dict[str, Account]:
    """All accounts by id, the retired ones too: first the plan's, each as in `accounts` where it is there."""
    planned = {clerk.id: Account(id=clerk.id, name=clerk.name, roles=clerk.roles) for clerk in plan.clerk}
    for window in plan.window:
        for clerk in window.clerks:
            known = planned[clerk]
            planned[clerk] = Account(
                id=clerk, name=known.name, roles=known.roles, windows=(*known.windows, window.number)
            )
    return planned | accounts


def people_of(plan: Plan, accounts: dict[str, Account]) -> dict[str, Account]:
    """Those who work here now."""
    return {account.id: account for account in everybody(plan, accounts).values() if not account.retired}


def may_sit(plan: Plan, account: Account, window: int) -> bool:
    """Whether `account` may serve at `window`: their own, or as a head one that serves what theirs do."""
    if account.retired or not set(account.roles) & set(AT_WINDOWS):
        return False
    return window in account.windows or ("head" in account.roles and heads(plan, account, window))


def heads(plan: Plan, account: Account, window: int) -> bool:
    """Whether `window` serves anything that a window of `account` does, so that a head answers for it."""
    own = {service.prefix for number in account.windows for service in plan.services_of(number)}
    return any(service.prefix in own for service in plan.services_of(window))
