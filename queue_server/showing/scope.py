"""Which part of the hall a display is for: the windows of its zone and services, and what a board says of them."""

from dataclasses import dataclass, field
from typing import Self

from msgspec.structs import replace

from queue_server.contract.boards import HallBoard
from queue_server.contract.plan import Display, Plan

DIGITS = "0123456789"


@dataclass(frozen=True)
class Scope:
    """Windows by number and services by prefix, as planned.

    Of a service that was moved for the day, `of` shows what is in the zone `zoned` and among the `wanted`.
    """

    windows: frozenset[int]
    services: frozenset[str]
    zoned: frozenset[int] = field(default=frozenset(), compare=False)
    wanted: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of_display(cls, plan: Plan, display: Display) -> Self:
        """What the display shows: of a hall without zones everything."""
        services = frozenset(display.services or plan.services)
        served = {number for prefix in services for number in plan.services[prefix].windows}
        zoned = frozenset(one.number for one in plan.window if not display.zone or one.zone == display.zone)
        windows = zoned & served
        here = frozenset(one for one in services if windows & {*plan.services[one].windows})
        return cls(windows, here, zoned, services)

    def of(self, board: HallBoard) -> HallBoard:
        """The board without what others show; its revision stays the hall's."""
        now = {one.window: self.wanted.intersection(one.services) for one in board.windows if one.window in self.zoned}
        windows = self.windows.union(window for window, served in now.items() if served)
        services = self.services.union(*now.values())
        return replace(
            board,
            calls=tuple(call for call in board.calls if call.window in windows),
            services=tuple(service for service in board.services if service.service in services),
            windows=tuple(window for window in board.windows if window.window in windows),
            missed=tuple(number for number in board.missed if number.rstrip(DIGITS) in services),
        )
