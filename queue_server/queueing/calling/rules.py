"""The rules of calling: how urgent a ticket is under each; smaller goes first, equal ones as they were taken."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from queue_server.contract.plan import Plan, Rule


class Waiting(Protocol):
    """What a rule looks at in a ticket."""

    @property
    def service(self) -> str: ...

    @property
    def priority(self) -> str: ...


Urgency = Callable[[Plan, Waiting, datetime, datetime], tuple[float, float]]
"""From the plan, a ticket, the moment it counts as having arrived at this window and the time now."""


def by_arrival(plan: Plan, ticket: Waiting, arrival: datetime, now: datetime) -> tuple[float, float]:
    """First come, first served, by virtual arrival."""
    return (0.0, arrival.timestamp())


def by_class(plan: Plan, ticket: Waiting, arrival: datetime, now: datetime) -> tuple[float, float]:
    """Strict classes: everybody of a class that the plan names earlier goes before all others."""
    return (float(plan.rank(ticket.priority)), arrival.timestamp())


def by_accumulated(plan: Plan, ticket: Waiting, arrival: datetime, now: datetime) -> tuple[float, float]:
    """Accumulating priority: the wait times the class's weight (Stanford, Taylor and Ziedins 2014)."""
    return (-plan.weight(ticket.priority) * _waited_min(arrival, now), arrival.timestamp())


def by_cost(plan: Plan, ticket: Waiting, arrival: datetime, now: datetime) -> tuple[float, float]:
    """Generalised c-mu with quadratic cost of waiting: weight times wait over expected minutes (van Mieghem 1995)."""
    service = plan.services[ticket.service]
    weight = plan.weight(ticket.priority) * service.weight
    return (-weight * _waited_min(arrival, now) / (service.expected_min or 1.0), arrival.timestamp())


URGENCY: dict[Rule, Urgency] = {
    "arrival": by_arrival,
    "classes": by_class,
    "accumulating": by_accumulated,
    "cmu": by_cost,
}


def _waited_min(arrival: datetime, now: datetime) -> float:
    return (now - arrival).total_seconds() / 60
