"""Who works in the hall: the plan's people, with what managers have changed since."""

from queue_server.contract.accounts import Account
from queue_server.contract.plan import Plan


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
