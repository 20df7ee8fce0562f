"""The forecast of a live hall: low, median and high wait of every ticket, and of whoever takes a number now."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from queue_server.queueing.forecast.band import corrected
from queue_server.queueing.forecast.live import LiveHall, LiveTicket
from queue_server.queueing.forecast.past import Floats, PastVisit
from queue_server.queueing.forecast.replay import DRAWS, NEVER, replay
from queue_server.queueing.forecast.rivals import Rival, spread
from queue_server.queueing.forecast.teaching import Taught


@dataclass(frozen=True)
class Span:
    """Seconds from now until the call: four in five lie between `low` and `high`, half below `middle`."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Foretold:
    """By number and by service; None where nothing can be told: an unknown service, or no window that would call."""

    tickets: dict[str, Span | None]
    newcomers: dict[str, Span | None]


def foretell(
    hall: LiveHall, taught: Taught, today: Sequence[PastVisit], rng: np.random.Generator, *, draws: int = DRAWS
) -> Foretold:
    """The waits in `hall`, given the visits that ended `today`."""
    known = taught.model.services
    if not known:
        return Foretold(
            dict.fromkeys(ticket.number for ticket in hall.tickets),
            dict.fromkeys(name for window in hall.windows for name in window.services),
        )
    if taught.rival is not None:
        return _by_rival(hall, taught, taught.rival, today)
    replayed = replay(hall, taught.model, today, rng, draws)
    services = {ticket.number: ticket.service for ticket in hall.tickets}
    rows = np.vstack([replayed.waits, *(waits for waits in replayed.newcomers.values())])
    spans = _spans(rows, taught)
    told = dict(zip((*replayed.numbers, *replayed.newcomers), spans, strict=True))
    return Foretold(
        {number: told[number] if services[number] in known else None for number in replayed.numbers},
        {name: told[name] if name in known else None for name in replayed.newcomers},
    )


def _by_rival(hall: LiveHall, taught: Taught, rival: Rival, today: Sequence[PastVisit]) -> Foretold:
    """The same by a rival, who is asked about newcomers as if they waited already."""
    services = sorted({name for window in hall.windows for name in window.services})
    numbers = [ticket.number for ticket in hall.tickets]
    crowded = msgspec.structs.replace(
        hall,
        tickets=(
            *hall.ordered(),
            *(LiveTicket(number=f" {name}", service=name, taken_at=hall.now) for name in services),
        ),
        in_order=True,
    )
    spans = _spans(spread(rival.waits(crowded, [*numbers, *(f" {name}" for name in services)], today)), taught)
    return Foretold(dict(zip(numbers, spans, strict=False)), dict(zip(services, spans[len(numbers) :], strict=True)))


def _spans(rows: Floats, taught: Taught) -> list[Span | None]:
    low, middle, high = corrected(rows, taught.correction)
    return [
        Span(float(a), float(b), float(c)) if c < NEVER / 2 else None for a, b, c in zip(low, middle, high, strict=True)
    ]
