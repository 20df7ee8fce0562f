"""What other systems say: people ahead times a mean, or the wait of somebody before; to be measured against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.past import Past, PastVisit


@dataclass(frozen=True)
class Means:
    """Mean seconds of a visit at a window: of all, and by service."""

    all: float
    by_service: Mapping[str, float]

    @classmethod
    def of(cls, past: Past) -> "Means":
        """The means of the past."""
        pooled = float(past.taken_s.mean()) if len(past) else 480.0
        by = {
            name: float(past.taken_s[past.service == index].mean())
            for index, name in enumerate(past.services)
            if (past.service == index).any()
        }
        return cls(pooled, by)


def all_ahead(hall: LiveHall, number: str, means: Means) -> float:
    """Everybody ahead in the hall times the mean over the open windows (naive A)."""
    ahead = _ahead(hall, number)
    windows = sum(window.state == "open" for window in hall.windows)
    return len(ahead) * means.all / max(1, windows)


def own_ahead(hall: LiveHall, number: str, means: Means) -> float:
    """Those ahead for the same service times its mean over the windows open for it (naive B)."""
    service = next(ticket.service for ticket in hall.tickets if ticket.number == number)
    ahead = sum(other == service for other in _ahead(hall, number))
    windows = sum(window.state == "open" and service in window.services for window in hall.windows)
    return ahead * means.by_service.get(service, means.all) / max(1, windows)


def last_entered(hall: LiveHall, number: str, today: Sequence[PastVisit], serving: Mapping[int, float]) -> float:
    """The wait of the last who was called for the same service (LES, Ibrahim and Whitt 2009); `serving` are the waits
    of those in front of windows."""
    service = next(ticket.service for ticket in hall.tickets if ticket.number == number)
    called = [(visit.called, visit.called - visit.taken) for visit in today if visit.service == service]
    fronts = [
        (hall.clock_s - (hall.now - window.called_at).total_seconds(), serving[window.window])
        for window in hall.windows
        if window.serving == service and window.called_at is not None and window.window in serving
    ]
    return max((*called, *fronts), default=(0.0, 0.0))[1]


def head_of_line(hall: LiveHall, number: str) -> float:
    """How long the first in the same line has waited so far (HOL)."""
    ordered = hall.ordered()
    service = next(ticket.service for ticket in ordered if ticket.number == number)
    head = next(ticket for ticket in ordered if ticket.service == service)
    return float(np.maximum(0.0, (hall.now - head.taken_at).total_seconds()))


def _ahead(hall: LiveHall, number: str) -> list[str]:
    services: list[str] = []
    for ticket in hall.ordered():
        if ticket.number == number:
            return services
        services.append(ticket.service)
    return services
