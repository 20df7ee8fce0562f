"""From seconds to what people are told: a range of round minutes, when to come back, or that it is not today."""

import math
from datetime import datetime, timedelta

from queue_server.contract.forecasts import Wait
from queue_server.contract.plan import Hours
from queue_server.queueing.forecast.foretelling import Span

ROUND: tuple[tuple[float, int], ...] = ((10, 1), (60, 5), (math.inf, 10))
"""Up to so many minutes a range is told in steps of so many."""
WORTH_LEAVING_MIN = 25
"""Nobody is sent away for less."""
EARLY_MIN = 5
AHEAD_ONLY = Wait(outlook="ahead_only")


def wait_of(span: Span | None, now: datetime, closing: datetime | None) -> Wait:
    """The wait `span` as told at the local moment `now` in a service that ends at `closing`; None says nothing."""
    if span is None:
        return AHEAD_ONLY
    likely = now + timedelta(seconds=span.middle)
    if closing is not None and likely > closing:
        return Wait(outlook="not_today", likely_at=likely)
    low, high = rounded(span.low / 60, span.high / 60)
    return Wait(
        outlook="range",
        low_min=low,
        high_min=high,
        likely_at=likely,
        back_by=_back_by(span.low / 60, now),
    )


def rounded(low_min: float, high_min: float) -> tuple[int, int]:
    """The range in steps that people think in, never narrower than the true one: 12.3 to 21.8 is 10 to 25."""
    step = next(step for most, step in ROUND if high_min <= most)
    low = math.floor(low_min / step) * step
    return low, max(math.ceil(high_min / step) * step, low + step)


def closing_of(hours: Hours, now: datetime) -> datetime | None:
    """When the last of the day's `hours` ends; None round the clock."""
    last = max((end for _, end in hours), default="24:00")
    if last == "24:00":
        return None
    return now.replace(hour=int(last[:2]), minute=int(last[3:]), second=0, microsecond=0)


def _back_by(low_min: float, now: datetime) -> str:
    if low_min < WORTH_LEAVING_MIN:
        return ""
    back = now + timedelta(minutes=low_min - EARLY_MIN)
    return back.replace(minute=back.minute // 5 * 5).strftime("%H:%M")
