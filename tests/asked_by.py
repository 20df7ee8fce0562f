"""On whose behalf the web asks in tests: the clerk that a command names, else somebody of the plan who may."""

from queue_server.contract import commands
from queue_server.contract.plan import Plan
from queue_server.desk.rights import NOBODYS

GUIDES = (commands.TakeTicket, commands.BringBack, commands.GrantPriority, commands.CancelTicket)


def asked_by(plan: Plan, command: commands.AnyCommand) -> str:
    """The account."""
    clerk = str(getattr(command, "clerk", ""))
    if clerk or isinstance(command, NOBODYS):
        return clerk
    role = "guide" if isinstance(command, GUIDES) else "manager"
    return next(clerk.id for clerk in plan.clerk if role in clerk.roles)
