"""Virtual arrival: the moment from which a ticket counts as waiting, earlier than its taking by the plan's credit."""

from datetime import datetime, timedelta

from queue_server.contract.plan import Plan
from queue_server.queueing.live import Live

SLOT_LEAD = timedelta(minutes=5)
"""A booked visitor counts as having come this long before the slot."""


def arrival_of(plan: Plan, taken_at: datetime, priority: str = "", slot: datetime | None = None) -> datetime:
    """When a ticket taken at `taken_at` counts as having arrived.

    A booked visitor who is not late counts from shortly before the `slot`; a late one as any other. Under the rule
    `arrival` a priority class counts as `credit_min` minutes earlier, so it overtakes only those who came that
    little before it; under the other rules a class acts by the rule itself.
    """
    arrival = taken_at
    if slot is not None and taken_at <= slot + timedelta(minutes=plan.policy.slot_grace_min):
        arrival = slot - SLOT_LEAD
    known = plan.priorities.get(priority)
    if known is not None and plan.policy.rule == "arrival":
        arrival = min(arrival, taken_at - timedelta(minutes=known.credit_min))
    return arrival


def arrived(live: Live) -> datetime:
    """When the ticket counts as having arrived; tickets of old journals from their taking."""
    return live.arrival or live.ticket.taken_at
