"""The plan (`hall.toml`): everything that makes one hall differ from another, as values, and the reading of it."""

from queue_server.contract.plan.loading import load, parse
from queue_server.contract.plan.mistakes import Mistake, PlanError
from queue_server.contract.plan.schema import (
    BookingGrid,
    Clerk,
    Hall,
    Matter,
    MatterStep,
    Papers,
    Plan,
    Policy,
    Priority,
    Service,
    Window,
)
from queue_server.contract.plan.terminals import Device, Display, Kiosk, Notice

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
    "Notice",
    "Papers",
    "Plan",
    "PlanError",
    "Policy",
    "Priority",
    "Service",
    "Window",
    "load",
    "parse",
]
