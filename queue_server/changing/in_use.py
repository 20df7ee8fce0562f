"""What of the plan is in use today: what a ticket, a window or a clerk of this hall-day still hangs on."""

from dataclasses import dataclass

from queue_server.queueing.hall import HallState
from queue_server.queueing.live import Standing


@dataclass(frozen=True)
class InUse:
    """Keys of the plan's tables; `seats` says who sits at which window, `numbers` whether any were given today."""

    services: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    windows: frozenset[int] = frozenset()
    clerks: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    seats: tuple[tuple[int, str], ...] = ()
    numbers: bool = False

    @property
    def busy(self) -> bool:
        """Whether anybody would notice."""
        return self.numbers or bool(self.seats)


def in_use(hall: HallState) -> InUse:
    """What is in use in `hall`: by every ticket of the day, ended or not, by windows that are not closed, by bookings
    of today, by fees to be paid, and by services that were moved."""
    tickets = tuple(hall.tickets.values())
    standing = [window for window in hall.windows.values() if window.state != "closed"]
    booked = [
        known.booking.matter
        for known in hall.bookings.values()
        if not known.booking.cancelled and hall.local(known.booking.slot).date().isoformat() == hall.day
    ]
    owed = [notice.matter for notice in hall.notices.values()]
    matters = {code for live in tickets for code in (live.ticket.matter, *live.ticket.more, *live.left)}
    windows = {number for live in tickets for number in (live.window, live.to_window) if number}
    moved = {number for windows in hall.moved.values() for number in windows}
    return InUse(
        services=frozenset(
            {name for live in tickets for name in (live.service, live.ticket.service)} | set(hall.moved)
        ),
        matters=frozenset(matters | set(booked) | set(owed)),
        windows=frozenset(windows | moved | {window.window for window in standing}),
        clerks=frozenset({name for live in tickets for name in (live.clerk, live.responsible)} | _at(standing)),
        priorities=frozenset(live.priority for live in tickets),
        seats=tuple((window.window, window.clerk) for window in standing),
        numbers=bool(tickets or hall.counters),
    )


def _at(standing: list[Standing]) -> set[str]:
    return {window.clerk for window in standing}
