"""What a manager asks for about the accounts of those who work in the hall; their PINs are no business of the desk."""

from queue_server.contract.commands.base import Command
from queue_server.contract.plan import Role


class AddAccount(Command, frozen=True, kw_only=True):
    """Somebody new works in the hall; their `id` was never anybody's."""

    id: str
    name: str
    roles: tuple[Role, ...]
    windows: tuple[int, ...] = ()


class ChangeAccount(Command, frozen=True, kw_only=True):
    """Somebody, of the plan or added since, is called so, does this and sits there from now on."""

    id: str
    name: str
    roles: tuple[Role, ...]
    windows: tuple[int, ...] = ()


class RetireAccount(Command, frozen=True, kw_only=True):
    """Somebody does not work in the hall any more."""

    id: str
    reason: str = ""
