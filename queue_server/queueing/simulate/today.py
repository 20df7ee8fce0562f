"""What one more window would have done for the visitors who really came today, told by the simulator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from queue_server.contract.plan import Plan
from queue_server.queueing.simulate.truth import Truth
from queue_server.queueing.simulate.visitors import Visitor
from queue_server.queueing.simulate.what_if import Waits, waits_of, with_window


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who took a number for `service` so many seconds after midnight; `work_s` is 0 where nobody knows it."""

    at: float
    service: str
    work_s: float = 0.0


@dataclass(frozen=True)
class OneMore:
    """The waits of today's `visitors` with the windows that were open, and with one more for `service`."""

    service: str
    visitors: int
    before: Waits
    after: Waits


def one_more_window(
    plan: Plan, truth: Truth, came: Sequence[Came], service: str, *, date: datetime, closed: Sequence[int] = ()
) -> OneMore | None:
    """Today with one more window for `service` for all of the hall's hours; None where nobody came for it.

    Args:
        truth: what is not known of a visitor is drawn from this.
        date: today's local midnight, aware.
        closed: the windows that were not open.
    """
    if all(one.service != service for one in came):
        return None
    visitors = [_visitor(one, truth, np.random.default_rng([1, place])) for place, one in enumerate(came)]
    begin, end = plan.hall.hours[0][0], plan.hall.hours[-1][1]
    before, after = (
        waits_of(tried, truth, [visitors], date=date, closed=closed, services=(service,))
        for tried in (plan, with_window(plan, (service,), begin, end))
    )
    return OneMore(service, sum(one.service == service for one in came), before, after)


def _visitor(one: Came, truth: Truth, rng: np.random.Generator) -> Visitor:
    mean_s, sigma = truth.mean_s[one.service], truth.sigma[one.service]
    return Visitor(
        at=one.at,
        service=one.service,
        work_s=one.work_s or float(rng.lognormal(np.log(mean_s) - sigma**2 / 2, sigma)),
        walk_s=truth.walk_s,
        handover_s=truth.handover_s,
        comes=True,
        back_after_s=0.0,
        priority="",
        slot=None,
        chance=0.5,
    )
