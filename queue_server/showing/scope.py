"""Which part of the hall a display is for: the windows of its zone and services, and what a board says of them."""

from dataclasses import dataclass
from typing import Self

from msgspec.structs import replace

from queue_server.contract.boards import HallBoard
from queue_server.contract.plan import Display, Plan

DIGITS = "0123456789"


@dataclass(frozen=True)
class Scope:
    """Windows by number and services by prefix."""

    windows: frozenset[int]
    services: frozenset[str]

    @classmethod
    def of_display(cls, plan: Plan, display: Display) -> Self:
        """What the display shows: of a hall without zones everything."""
        services = frozenset(display.services or plan.services)
        served = {number for prefix in services for number in plan.services[prefix].windows}
        windows = frozenset(
            window.number
            for window in plan.window
            if window.number in served and (not display.zone or window.zone == display.zone)
        )
        return cls(windows, frozenset(one for one in services if windows & {*plan.services[one].windows}))

    def of(self, board: HallBoard) -> HallBoard:
        """The board without what others show; its revision stays the hall's."""
        return replace(
            board,
            calls=tuple(call for call in board.calls if call.window in self.windows),
            services=tuple(service for service in board.services if service.service in self.services),
            windows=tuple(window for window in board.windows if window.window in self.windows),
            missed=tuple(number for number in board.missed if number.rstrip(DIGITS) in self.services),
        )
