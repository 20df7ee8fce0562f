"""Other ways to foretell, each held against the replay on the hall's own past: two naive ones and one by trees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from queue_server.queueing.forecast.live import LiveHall
from queue_server.queueing.forecast.model import Model
from queue_server.queueing.forecast.naive import Means, all_ahead, own_ahead
from queue_server.queueing.forecast.past import Floats, PastVisit
from queue_server.queueing.forecast.rebuilt import Moment
from queue_server.queueing.forecast.today import pace

FEW = 300
"""With fewer known waits trees are not grown."""
TREES: Mapping[str, Any] = {
    "objective": "l1", "learning_rate": 0.06, "num_leaves": 15, "min_data_in_leaf": 25, "verbosity": -1, "seed": 1,
    "num_threads": 1, "deterministic": True,
}  # fmt: skip


class Rival(Protocol):
    """A way to foretell waits without a replay."""

    @property
    def name(self) -> str: ...

    def waits(self, hall: LiveHall, numbers: Sequence[str], today: Sequence[PastVisit]) -> Floats:
        """Seconds until the call of each of the waiting `numbers`."""
        ...


@dataclass(frozen=True)
class NaivePooled:
    """Everybody ahead times the mean over the open windows."""

    means: Means
    name: str = "naive pooled"

    def waits(self, hall: LiveHall, numbers: Sequence[str], today: Sequence[PastVisit]) -> Floats:
        return np.array([all_ahead(hall, number, self.means) for number in numbers])


@dataclass(frozen=True)
class NaiveService:
    """Everybody ahead for the same service times its mean over its open windows."""

    means: Means
    name: str = "naive per service"

    def waits(self, hall: LiveHall, numbers: Sequence[str], today: Sequence[PastVisit]) -> Floats:
        return np.array([own_ahead(hall, number, self.means) for number in numbers])


@dataclass(frozen=True)
class Learned:
    """Gradient-boosted trees (LightGBM) on what a queue looks like; only where the package is installed."""

    booster: Any
    model: Model
    means: Means
    name: str = "learned (trees)"

    def waits(self, hall: LiveHall, numbers: Sequence[str], today: Sequence[PastVisit]) -> Floats:
        rows = np.array([features(hall, number, today, self.model, self.means) for number in numbers])
        return np.maximum(0.0, np.asarray(self.booster.predict(rows), np.float64))


def spread(middle: Floats) -> Floats:
    """A rival says one figure; its draws are that figure and a plain band around it, to be corrected."""
    return middle[:, None] * np.linspace(0.5, 1.5, 21)[None, :]


def grow(seen: Sequence[Moment], model: Model, means: Means) -> Learned | None:
    """Trees grown on the waits of `seen` moments; None where they are too few or LightGBM is not installed."""
    try:
        import lightgbm
    except ImportError:
        return None
    rows = [
        (features(moment.hall, number, moment.today, model, means), wait)
        for moment in seen
        for number, wait in list(moment.waits.items())[-4:]
    ]
    if len(rows) < FEW:
        return None
    taught = lightgbm.Dataset(np.array([row for row, _ in rows]), np.array([wait for _, wait in rows]))
    return Learned(lightgbm.train(dict(TREES), taught, num_boost_round=250), model, means)


def features(hall: LiveHall, number: str, today: Sequence[PastVisit], model: Model, means: Means) -> tuple[float, ...]:
    """What the trees look at, for one waiting ticket."""
    ordered = hall.ordered()
    place = next(place for place, ticket in enumerate(ordered) if ticket.number == number)
    service = ordered[place].service
    able = [window for window in hall.windows if window.state == "open" and service in window.services]
    reached = {name for window in able for name in window.services}
    ahead = [ticket.service for ticket in ordered[:place]]
    rivals = [name for name in ahead if name in reached]
    load = sum(means.by_service.get(name, means.all) for name in rivals)
    elapsed = [(hall.now - window.called_at).total_seconds() for window in able if window.called_at and window.serving]
    known = sorted(model.services)
    return (
        float(known.index(service)) if service in known else -1.0,
        float(len(ahead)),
        float(len(rivals)),
        float(sum(name == service for name in ahead)),
        float(len(able)),
        load / max(1, len(able)),
        all_ahead(hall, number, means),
        own_ahead(hall, number, means),
        float(np.mean(elapsed)) if elapsed else 0.0,
        float(sum(not window.serving for window in able)),
        hall.clock_s,
        pace(model, today)[0],
    )
