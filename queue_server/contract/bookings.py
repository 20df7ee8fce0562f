"""A booking: a code, a matter and a moment that somebody reserved elsewhere; never who."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

Standing = Literal["early", "ready", "late", "used", "cancelled", "unknown"]
"""`early`: before check-in opens; `ready`: in time; `late`: too late, or of an earlier day, queues as anybody else."""

MOST_AT_ONCE = 2000
"""So many bookings can be taken over in one command."""
MOST_MISFITS = 100
"""So many mistakes are told at once."""


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """The visitor who holds `code` comes for `matter` at `slot`; `priority` is the id of a class of the plan.

    There is no name, phone or identity number in it, and none is wanted.
    """

    code: str
    matter: str
    slot: Annotated[datetime, msgspec.Meta(tz=True)]
    priority: str = ""
    cancelled: bool = False
