"""Which box gives the numbers of a kiosk's range: one a day, so that a new box never gives what the old one gave."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec

from queue_server.contract.commands import ClaimNumbers
from queue_server.contract.plan import Plan
from queue_server.contract.ranges import own_range
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import NumbersClaimed, Refused


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """The `box` that gives a kiosk's numbers from the local day `since` (ISO) on."""

    box: str
    since: str


Holders = Mapping[str, Holder]
"""By kiosk."""


def claim(plan: Plan, holders: Holders, command: ClaimNumbers, local: datetime) -> Holder | Refused:
    """Who holds the kiosk's range now that `command` asks for it at the hall's `local` time.

    The first box may begin at once. What another one gave alone today before it died nobody can know, so the one after
    it begins tomorrow; numbers are of one day.
    """
    if not own_range(plan, command.kiosk):
        return refuse("not_allowed")
    known = holders.get(command.kiosk)
    if known is not None and known.box == command.box:
        return known
    begins = local.date() if known is None else local.date() + timedelta(days=1)
    return Holder(box=command.box, since=begins.isoformat())


def claimed(holder: Holder) -> NumbersClaimed:
    """What the box is told."""
    return NumbersClaimed(since=holder.since)
