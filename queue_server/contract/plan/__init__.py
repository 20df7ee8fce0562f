"""The plan (`hall.toml`): everything that makes one hall differ from another, as values, and the reading of it."""

from queue_server.contract.plan.displays import Display, Notice, Results, Voice
from queue_server.contract.plan.hall import BookingGrid, Hall, Papers, Policy, Priority, Rule, WorkingDays
from queue_server.contract.plan.hours import ALL_DAY, Hours
from queue_server.contract.plan.loading import load, parse
from queue_server.contract.plan.matters import Matter, MatterStep, Service
from queue_server.contract.plan.mistakes import Mistake, PlanError
from queue_server.contract.plan.people import Clerk, Role, Window
from queue_server.contract.plan.schema import Plan
from queue_server.contract.plan.terminals import Device, Kiosk, WindowBox

__all__ = [
    "ALL_DAY",
    "BookingGrid",
    "Clerk",
    "Device",
    "Display",
    "Hall",
    "Hours",
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
    "Results",
    "Role",
    "Rule",
    "Service",
    "Voice",
    "Window",
    "WindowBox",
    "WorkingDays",
    "load",
    "parse",
]
