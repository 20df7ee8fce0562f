"""An account: somebody who works in the hall, by a name on the wire, with what they may do and where; never a PIN."""

import msgspec

from queue_server.contract.plan import Role


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Who `id` is: `roles` say what they may ask, `windows` where they may sit.

    A `retired` one may nothing any more and nobody else gets the id, so that what they did stays theirs.
    """

    id: str
    name: str
    roles: tuple[Role, ...]
    windows: tuple[int, ...] = ()
    retired: bool = False
