"""The plan (`hall.toml`): everything that makes one hall differ from another, as values, and the reading of it."""

from queue_server.contract.plan.loading import load, parse
from queue_server.contract.plan.mistakes import Mistake, PlanError
from queue_server.contract.plan.schema import (
    BookingGrid,
    Clerk,
    Device,
    Display,
    Hall,
    Kiosk,
    Matter,
    MatterStep,
    Papers,
    Plan,
    Policy,
    Service,
    Window,
)

__all__ = [
    "BookingGrid",
    "Clerk",
    "Device",
    "Display",
    "Hall",
    "Kiosk",
    "Matter",
    "MatterStep",
    "Mistake",
    "Papers",
    "Plan",
    "PlanError",
    "Policy",
    "Service",
    "Window",
    "load",
    "parse",
]
