"""Small live halls and models for the forecast's tests."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from queue_server.queueing.forecast.live import Clock, LiveHall, LiveTicket, LiveWindow
from queue_server.queueing.forecast.model import Model, Service
from queue_server.queueing.forecast.past import PastVisit
from queue_server.queueing.forecast.shapes import LEVELS
from queue_server.queueing.simulate import SimulatedDay

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FLAT = np.zeros_like(LEVELS)


def certain(minutes: dict[str, float]) -> Model:
    """A model in which every visit of a service takes exactly so many minutes and nobody pauses or stays away."""
    return Model(
        services={name: Service(float(np.log(value * 60)), FLAT, 0.0) for name, value in minutes.items()},
        day_sigma=0.0,
        missed=np.linspace(1.0, 2.0, len(LEVELS)),
        free=FLAT,
        pause=np.linspace(590.0, 610.0, len(LEVELS)),
    )


def hall(windows: list[LiveWindow], line: str, hours: Clock = ()) -> LiveHall:
    """Tickets of the services in `line`, taken one after the other a while ago."""
    tickets = tuple(
        LiveTicket(number=f"{place}", service=name, taken_at=NOW - timedelta(seconds=1000 - place))
        for place, name in enumerate(line)
    )
    return LiveHall(now=NOW, windows=tuple(windows), tickets=tickets, hours=hours)


def visits_of(days: list[SimulatedDay]) -> list[PastVisit]:
    """What the journal would keep of simulated days."""
    return [
        PastVisit(
            day=day.date.date().isoformat(),
            service=visit.service,
            taken=visit.taken,
            called=visit.called,
            ended=visit.ended,
            window=visit.window,
            clerk=visit.clerk,
            came=visit.came,
        )
        for day in days
        for visit in day.visits
        if visit.called >= 0 and visit.ended >= 0 and not visit.returned
    ]
