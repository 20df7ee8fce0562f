"""The contest on a hall's own past: every way to foretell, taught by earlier days, on the days that followed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from queue_server.queueing.forecast.band import Correction, corrected, learned_correction
from queue_server.queueing.forecast.naive import Means
from queue_server.queueing.forecast.past import Floats, Past
from queue_server.queueing.forecast.rebuilt import Layout, Moment, moments
from queue_server.queueing.forecast.replay import replay
from queue_server.queueing.forecast.rivals import NaivePooled, NaiveService, Rival, grow, spread
from queue_server.queueing.forecast.teaching import Taught, teach

TESTED = 0.25
"""This part of the days, the last ones, is foretold."""
MOMENTS = 25
REPLAY = "replay"
CLEARLY = 0.97
"""A rival is used when its mean error is below this part of the replay's."""


@dataclass(frozen=True)
class Score:
    """How one way did: errors in minutes, the part of waits inside its 80 % band and the band's mean width."""

    name: str
    waits: int
    mae: float
    rmse: float
    p90: float
    coverage: float
    width: float


def contest(
    past: Past, expected_min: Mapping[str, float], layout: Layout, rng: np.random.Generator
) -> tuple[list[Score], Taught]:
    """The scores, best first, and what the hall should use: the winner, taught by the whole past.

    Without two days there are no scores and the replay is used, and so it is unless a rival is clearly better.
    """
    whole = teach(past, expected_min, layout, rng)
    days = len(past.days)
    if days < 2:
        return [], whole
    first = days - max(1, round(days * TESTED))
    before = past.where(past.day < first)
    taught = teach(before, expected_min, layout, rng)
    seen = [one for day in range(first) for one in moments(past, layout, day, MOMENTS, rng)]
    asked = [one for day in range(first, days) for one in moments(past, layout, day, MOMENTS, rng)]
    if not asked or not seen or not taught.model.services:
        return [], whole
    means = Means.of(before)
    rivals: list[Rival] = [NaivePooled(means), NaiveService(means)]
    if (trees := grow(seen, taught.model, means)) is not None:
        rivals.append(trees)
    truth = np.array([_newest(one)[1] for one in asked])
    scores = [_score(REPLAY, truth, _replayed(asked, taught, rng))]
    best, least = whole, scores[0].mae * CLEARLY
    for rival in rivals:
        correction = _banded(rival, seen)
        scores.append(_score(rival.name, truth, corrected(_rows(rival, asked), correction)))
        if scores[-1].mae < least:
            best, least = Taught(whole.model, correction, rival), scores[-1].mae
    return sorted(scores, key=lambda score: score.mae), best


def _newest(moment: Moment) -> tuple[str, float]:
    number = moment.hall.ordered()[-1].number
    return number, moment.waits[number]


def _replayed(asked: list[Moment], taught: Taught, rng: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    rows = np.array([replay(one.hall, taught.model, one.today, rng).waits[-1] for one in asked])
    return corrected(rows, taught.correction)


def _rows(rival: Rival, asked: list[Moment]) -> Floats:
    middle = np.concatenate([rival.waits(one.hall, (_newest(one)[0],), one.today) for one in asked])
    return spread(middle)


def _banded(rival: Rival, seen: list[Moment]) -> Correction:
    low, middle, high = np.quantile(_rows(rival, seen), (0.1, 0.5, 0.9), axis=1)
    return learned_correction(np.array([_newest(one)[1] for one in seen]), low, middle, high)


def _score(name: str, truth: Floats, told: tuple[Floats, Floats, Floats]) -> Score:
    low, middle, high = told
    errors = np.abs(middle - truth) / 60
    return Score(
        name,
        len(truth),
        float(errors.mean()),
        float(np.sqrt((errors**2).mean())),
        float(np.quantile(errors, 0.9)),
        float(((truth >= low) & (truth <= high)).mean()),
        float((high - low).mean() / 60),
    )
