"""What visitors thought of a hall's services, counted from what happened and nothing else; nobody can edit it."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from queue_server.contract.commands import Score
from queue_server.contract.concerns import BAD, Category, RatingReason
from queue_server.queueing.events import (
    ConcernAnswered,
    ConcernOpened,
    Event,
    ServiceRated,
    TicketCompleted,
)

SCORES: tuple[Score, ...] = (5, 4, 3, 2, 1)


class Opinions(msgspec.Struct, frozen=True, kw_only=True):
    """Ratings by score, the best first, of all services and by window and clerk; why the bad ones were given.

    `served` are the visits that could have been rated; `complaints` are by category; of all `concerns` so many are
    `answered`.
    """

    served: int
    scores: tuple[int, ...]
    by_window: dict[int, tuple[int, ...]]
    by_clerk: dict[str, tuple[int, ...]]
    reasons: dict[RatingReason, int]
    complaints: dict[Category, int]
    concerns: int
    answered: int

    @property
    def rated(self) -> int:
        """How many said anything."""
        return sum(self.scores)

    @property
    def good_share(self) -> float | None:
        """The share that was not bad (好评率), from 0 to 1; None while nobody said anything."""
        bad = sum(count for score, count in zip(SCORES, self.scores, strict=True) if score <= BAD)
        return (self.rated - bad) / self.rated if self.rated else None


def opinions(happened: Iterable[Event]) -> Opinions:
    """The counts over events of any span, in any order."""
    events = tuple(happened)
    ratings = [event for event in events if isinstance(event, ServiceRated)]
    opened = [event.concern for event in events if isinstance(event, ConcernOpened)]
    return Opinions(
        served=sum(isinstance(event, TicketCompleted) for event in events),
        scores=_scores(ratings),
        by_window={
            window: _scores(one for one in ratings if one.window == window)
            for window in sorted({one.window for one in ratings})
        },
        by_clerk={
            clerk: _scores(one for one in ratings if one.clerk == clerk)
            for clerk in sorted({one.clerk for one in ratings})
        },
        reasons=dict(Counter(reason for one in ratings for reason in one.reasons)),
        complaints=dict(Counter(one.category for one in opened if one.category)),
        concerns=len(opened),
        answered=sum(isinstance(event, ConcernAnswered) for event in events),
    )


def _scores(ratings: Iterable[ServiceRated]) -> tuple[int, ...]:
    counted = Counter(one.score for one in ratings)
    return tuple(counted[score] for score in SCORES)
