"""The plan as a whole: all tables of `hall.toml`, and lookups by key."""

from functools import cached_property
from typing import Literal

from queue_server.contract.plan.displays import Display, Notice, Results, Voice
from queue_server.contract.plan.hall import BookingGrid, Hall, Papers, Policy, Priority, WorkingDays
from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.matters import Matter, Service
from queue_server.contract.plan.people import Clerk, Window
from queue_server.contract.plan.table import Table
from queue_server.contract.plan.terminals import Device, Kiosk, WindowBox


class Plan(Table, frozen=True, kw_only=True, dict=True):
    """A whole hall. Lookups by key are built on first use."""

    schema: Literal[1]
    hall: Hall
    policy: Policy = Policy()
    booking: BookingGrid = BookingGrid()
    papers: Papers = Papers()
    calendar: WorkingDays = WorkingDays()
    service: tuple[Service, ...]
    matter: tuple[Matter, ...]
    window: tuple[Window, ...]
    clerk: tuple[Clerk, ...]
    priority: tuple[Priority, ...] = ()
    kiosk: tuple[Kiosk, ...] = ()
    display: tuple[Display, ...] = ()
    window_box: tuple[WindowBox, ...] = ()
    device: tuple[Device, ...] = ()
    notice: tuple[Notice, ...] = ()
    voice: tuple[Voice, ...] = ()
    results: Results = Results()

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by prefix."""
        return {service.prefix: service for service in self.service}

    @cached_property
    def matters(self) -> dict[str, Matter]:
        """Matters by code."""
        return {matter.code: matter for matter in self.matter}

    @cached_property
    def windows(self) -> dict[int, Window]:
        """Windows by number."""
        return {window.number: window for window in self.window}

    @cached_property
    def clerks(self) -> dict[str, Clerk]:
        """Clerks by id."""
        return {clerk.id: clerk for clerk in self.clerk}

    @cached_property
    def priorities(self) -> dict[str, Priority]:
        """Priority classes by id."""
        return {priority.id: priority for priority in self.priority}

    @cached_property
    def window_boxes(self) -> dict[str, WindowBox]:
        """Boxes at windows by id."""
        return {box.id: box for box in self.window_box}

    @cached_property
    def wished(self) -> tuple[Service, ...]:
        """The services that visitors come for by themselves, in order: those that a matter leads to."""
        led_to = {matter.service for matter in self.matter}
        return tuple(service for service in self.service if service.prefix in led_to)

    @cached_property
    def cashier(self) -> Service | None:
        """The service where fees are paid; the first of several."""
        return next((service for service in self.service if service.cashier), None)

    def rank(self, priority: str) -> int:
        """The place of a class in the plan's order; nobody in particular comes last."""
        known = self.priorities.get(priority)
        return len(self.priority) if known is None else self.priority.index(known)

    def weight(self, priority: str) -> float:
        """How much a minute of waiting counts for somebody of the class; 1 for nobody in particular."""
        known = self.priorities.get(priority)
        return 1.0 if known is None else known.weight

    def services_of(self, window: int) -> tuple[Service, ...]:
        """The services that `window` serves, in the plan's order."""
        return tuple(service for service in self.service if window in service.windows)

    def hours_of(self, service: Service) -> Hours:
        """When numbers are given for `service`: its own hours, or the hall's."""
        return service.hours or self.hall.hours

    def clients(self) -> tuple[str, ...]:
        """Every client of the hall's wire that has a credential of its own."""
        kiosks = (kiosk.id for kiosk in self.kiosk)
        displays = (display.id for display in self.display)
        return ("server", "web", "agent", "forecaster", "bookings", *kiosks, *displays, *self.window_boxes)
