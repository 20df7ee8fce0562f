"""`python -m queue_server forecast`: the waits of a hall described by files, as JSON."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from queue_server.forecaster.files import read_hall, read_history
from queue_server.queueing.forecast.foretelling import Span, foretell
from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.past import Past, PastVisit
from queue_server.queueing.forecast.rebuilt import Layout
from queue_server.queueing.forecast.teaching import teach

DRAWS = 400
"""More than in a live hall: nobody waits for the answer."""
SEED = 20261124


def tell(state: Path, history: Path) -> bytes:
    """The forecast of the hall in `state`, taught by `history`, as indented JSON.

    Raises:
        FileError: a file cannot be used.
    """
    hall = read_hall(state)
    visits = read_history(history, hall)
    hall = with_skills(hall, visits)
    day = hall.now.date().isoformat()
    now = hall.clock_s
    before = [visit for visit in visits if visit.day < day]
    today = [visit for visit in visits if visit.day == day and visit.ended <= now]
    rng = np.random.default_rng(SEED)
    past = Past.of(before)
    expected = {service.service: service.expected_min for service in hall.services}
    taught = teach(past, expected, Layout.of(hall), rng)
    told = foretell(hall, taught, today, rng, draws=DRAWS)
    services = {ticket.number: ticket.service for ticket in hall.tickets}
    answer = {
        "now": hall.now.isoformat(),
        "learned_from": {"days": len(past.days), "visits": len(past), "today": len(today)},
        "tickets": [
            {"number": number, "service": services[number]} | _minutes(hall.now, span)
            for number, span in told.tickets.items()
        ],
        "services": [{"service": name} | _minutes(hall.now, span) for name, span in told.newcomers.items()],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"


def with_skills(hall: LiveHall, visits: Sequence[PastVisit]) -> LiveHall:
    """The hall where windows without services serve what they served in the past, or else everything."""
    if all(window.services for window in hall.windows):
        return hall
    everything = {service.service for service in hall.services} | {ticket.service for ticket in hall.tickets}
    served = {
        window.window: {visit.service for visit in visits if visit.window == window.window} or everything
        for window in hall.windows
    }
    return msgspec.structs.replace(
        hall,
        windows=tuple(
            window
            if window.services
            else msgspec.structs.replace(window, services=tuple(sorted(served[window.window])))
            for window in hall.windows
        ),
    )


def _minutes(now: datetime, span: Span | None) -> dict[str, Any]:
    if span is None:
        return dict.fromkeys(("low_min", "median_min", "high_min", "low_at", "median_at", "high_at"))
    ends = {"low": span.low, "median": span.middle, "high": span.high}
    minutes = {f"{name}_min": round(value / 60, 2) for name, value in ends.items()}
    moments = {f"{name}_at": (now + timedelta(seconds=round(value))).isoformat() for name, value in ends.items()}
    return minutes | moments
