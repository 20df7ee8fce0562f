"""From one view of the hall to its forecast for everybody: reckoned, and put in round words of minutes; pure."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from queue_server.contract.forecasts import Forecast, ServiceForecast, TicketForecast
from queue_server.contract.plan import Plan
from queue_server.contract.replies import QueuesAre
from queue_server.queueing.forecast.foretelling import foretell
from queue_server.queueing.forecast.past import PastVisit
from queue_server.queueing.forecast.people import closing_of, wait_of
from queue_server.queueing.forecast.rebuilt import Layout
from queue_server.queueing.forecast.seen import live_hall
from queue_server.queueing.forecast.teaching import Taught


def reckon(
    plan: Plan, seen: QueuesAre, taught: Taught, today: Sequence[PastVisit], now: datetime, *, rng: np.random.Generator
) -> Forecast:
    """The forecast of the hall `seen` at the local moment `now`."""
    hall = live_hall(plan, seen, now)
    told = foretell(hall, taught, today, rng)
    closing = {service.prefix: closing_of(plan.hours_of(service), now) for service in plan.service}
    services = {ticket.number: ticket.service for ticket in hall.tickets}
    return Forecast(
        hall=plan.hall.id,
        day=seen.board.day,
        revision=seen.board.revision,
        at=now,
        services=tuple(
            ServiceForecast(service=name, wait=wait_of(told.newcomers.get(name), now, closing[name]))
            for name in closing
        ),
        tickets=tuple(
            TicketForecast(number=number, wait=wait_of(span, now, closing.get(services[number])))
            for number, span in told.tickets.items()
        ),
    )


def layout_of(plan: Plan) -> Layout:
    """What of the plan stays from day to day."""
    return Layout(
        {window.number: tuple(s.prefix for s in plan.services_of(window.number)) for window in plan.window},
        {window.number: window.breaks for window in plan.window},
        plan.hall.hours,
    )


def expected_minutes(plan: Plan) -> dict[str, float]:
    """The plan's minutes by service."""
    return {service.prefix: service.expected_min for service in plan.service}
