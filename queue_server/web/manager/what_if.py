"""“One more window”: today's visitors again, simulated with another window for a service."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from queue_server.contract.plan import Plan
from queue_server.figures.steps import Step


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Minutes of waiting of the `visitors` who came for `service`: as it was with the windows, and with one more.

    Without visitors there is nothing to tell and everything is 0.
    """

    service: str
    visitors: int = 0
    mean_min: float = 0.0
    longest_min: float = 0.0
    mean_more_min: float = 0.0
    longest_more_min: float = 0.0


def told(plan: Plan, found: tuple[Step, ...], service: str, now: datetime) -> Told:
    """What one more window for `service` would have done to those who came on the day of the aware moment `now`.

    Both waits are simulated, so that they differ by the window alone. A window where nothing happened is not open.
    """
    from queue_server.queueing.simulate.today import Came, one_more_window  # here: numpy takes memory
    from queue_server.queueing.simulate.warnings import truth_of

    midnight = now.astimezone(ZoneInfo(plan.hall.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    worked = {(step.number, step.service): step.lasted_s for step in found if step.what == "served"}
    wished = {one.prefix for one in plan.wished}
    came = [
        Came(
            at=(step.at - midnight).total_seconds(),
            service=step.service,
            work_s=worked.get((step.number, step.service), 0.0),
        )
        for step in found
        if step.what == "taken" and step.service in wished
    ]
    used = {step.window for step in found}
    closed = [number for number in plan.windows if number not in used] if used - {0} else []
    one = one_more_window(plan, truth_of(plan), came, service, date=midnight, closed=closed)
    if one is None:
        return Told(service=service)
    return Told(
        service=service,
        visitors=one.visitors,
        mean_min=one.before.mean,
        longest_min=one.before.longest,
        mean_more_min=one.after.mean,
        longest_more_min=one.after.longest,
    )
