"""What the past teaches about a hall: how long services take by whom, how days differ, who does not come, pauses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from queue_server.queueing.forecast.absences import Span, learned_breaks
from queue_server.queueing.forecast.past import Floats, Past
from queue_server.queueing.forecast.shapes import NORMAL, quantiles_of
from queue_server.queueing.forecast.skills import learned_skills

USUAL_SIGMA = 0.65
"""Spread of the logarithm of a service time where nothing is known yet."""
USUAL_MISS_S, USUAL_FREE_S, USUAL_NO_SHOW, USUAL_DAY_SIGMA = 90.0, 20.0, 0.05, 0.1
SURE_SERVICE, SURE_CLERK, SURE_PAIR, SURE_SHAPE = 4.0, 6.0, 15.0, 60.0
"""How many visits weigh as much as what is believed without them: by service, clerk, both together, form."""
ROUNDS = 4
LONG_S = 240.0
"""A window that is free longer than this although people wait is having a pause."""


@dataclass(frozen=True)
class Service:
    """The logarithm of a visit's seconds is `mu` plus the clerk's and the day's part plus a draw from `shape`."""

    mu: float
    shape: Floats
    no_show: float


@dataclass(frozen=True)
class Model:
    """All that is believed of a hall.

    Attributes:
        services: by prefix; a service of which nothing is known is not there.
        clerks: each clerk's part in the logarithm; `pairs` the part of a clerk in one service beyond that.
        day_sigma: spread of the logarithm of a whole day's factor.
        noise: spread of the logarithm of one visit, all others parts known.
        missed: quantiles of the seconds that a no-show takes; `free` of those between an end and the next call while
            people wait; `pause` of the longer ones among these.
        breaks: when a window usually stands empty, learned, seconds after midnight.
        skills: what each window really serves, where enough was seen of late; the plan knows the others.
        visits: how many visits it was learned from.
    """

    services: dict[str, Service]
    clerks: dict[str, float] = field(default_factory=dict)
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    day_sigma: float = USUAL_DAY_SIGMA
    noise: float = USUAL_SIGMA
    missed: Floats = field(default_factory=lambda: USUAL_MISS_S * np.exp(0.4 * NORMAL))
    free: Floats = field(default_factory=lambda: USUAL_FREE_S * np.exp(0.6 * NORMAL))
    pause: Floats = field(default_factory=lambda: 420 * np.exp(0.7 * NORMAL))
    breaks: dict[int, Span] = field(default_factory=dict)
    skills: dict[int, frozenset[str]] = field(default_factory=dict)
    visits: int = 0

    def log_s(self, service: str, clerk: str) -> float:
        """The expected logarithm of the seconds of a visit; of a service that is known."""
        return self.services[service].mu + self.clerks.get(clerk, 0.0) + self.pairs.get((service, clerk), 0.0)


def learn(past: Past, expected_min: Mapping[str, float]) -> Model:
    """What `past` teaches; `expected_min` are the plan's minutes per service, 0 for unknown.

    Effects are estimated in turn, each shrunk towards none by how few visits speak for it (James and Stein 1961;
    Henderson's mixed-model equations solved by backfitting).
    """
    came = past.where(past.came)
    if len(came) < 1:
        return _from_plan(expected_min)
    logs = np.log(came.taken_s)
    counts = np.bincount(came.service, minlength=len(past.services)).astype(np.float64)
    clerk, day, pair = (np.zeros(size) for size in (len(past.clerks), len(past.days), 0))
    pairs = came.service * len(past.clerks) + came.clerk
    pair = np.zeros(len(past.services) * len(past.clerks))
    believed = _believed(past, logs, came.service, counts, expected_min)
    mu = believed.copy()
    day_var = USUAL_DAY_SIGMA**2
    noise_var = USUAL_SIGMA**2
    for _ in range(ROUNDS):
        rest = logs - clerk[came.clerk] - day[came.day] - pair[pairs]
        total = np.bincount(came.service, rest, len(past.services))
        mu = (total + SURE_SERVICE * believed) / (counts + SURE_SERVICE)
        clerk = _shrunk(came.clerk, logs - mu[came.service] - day[came.day] - pair[pairs], len(clerk), SURE_CLERK)
        pair = _shrunk(pairs, logs - mu[came.service] - clerk[came.clerk] - day[came.day], len(pair), SURE_PAIR)
        rest = logs - mu[came.service] - clerk[came.clerk] - pair[pairs]
        day = _shrunk(came.day, rest, len(day), noise_var / day_var)
        rest = rest - day[came.day]
        noise_var = float(np.clip(rest.var(), 0.01, 4.0)) if len(rest) > 20 else noise_var
        day_var = _day_variance(came.day, rest + day[came.day], noise_var, len(day))
    rest = logs - mu[came.service] - clerk[came.clerk] - pair[pairs] - day[came.day]
    common = quantiles_of(rest - rest.mean()) if len(rest) >= SURE_SHAPE else NORMAL * float(np.sqrt(noise_var))
    services = {}
    for index, name in enumerate(past.services):
        own = rest[came.service == index]
        called = past.service == index
        missed = float((~past.came[called]).sum())
        no_show = (missed + 20 * _no_show(past)) / (called.sum() + 20)
        if len(own):
            services[name] = Service(float(mu[index]), _shape(own, common), float(no_show))
    for name, model in _from_plan(expected_min, _offset(mu, past.services, counts, expected_min)).services.items():
        services.setdefault(name, Service(model.mu, common, _no_show(past)))
    waits = past.free_s[~np.isnan(past.free_s)]
    breaks = learned_breaks(past)
    kept = waits[waits < 1500] if breaks else waits
    return Model(
        services=services,
        clerks={name: float(clerk[index]) for index, name in enumerate(past.clerks)},
        pairs={
            (past.services[row // len(past.clerks)], past.clerks[row % len(past.clerks)]): float(pair[row])
            for row in np.unique(pairs)
        },
        day_sigma=float(np.sqrt(day_var)),
        noise=float(np.sqrt(noise_var)),
        missed=_mixed(past.taken_s[~past.came], USUAL_MISS_S * np.exp(0.4 * NORMAL)),
        free=_mixed(kept, USUAL_FREE_S * np.exp(0.6 * NORMAL)),
        pause=_mixed(waits[(waits > LONG_S) & (waits < 1500)], 420 * np.exp(0.7 * NORMAL)),
        breaks=breaks,
        skills=learned_skills(past),
        visits=len(came),
    )


def _from_plan(expected_min: Mapping[str, float], offset: float = 0.0) -> Model:
    """A cold start: the plan's minutes as the mean of a usual spread."""
    return Model(
        services={
            name: Service(_log_of(minutes) + offset, NORMAL * USUAL_SIGMA, USUAL_NO_SHOW)
            for name, minutes in expected_min.items()
            if minutes > 0
        }
    )


def _log_of(minutes: float) -> float:
    """The mean logarithm of seconds whose mean is `minutes`."""
    return float(np.log(minutes * 60) - USUAL_SIGMA**2 / 2)


def _believed(past: Past, logs: Floats, service: np.ndarray, counts: Floats, expected: Mapping[str, float]) -> Floats:
    """What would be believed of each service without its own visits: the plan's minutes, corrected by the others."""
    means = np.bincount(service, logs, len(past.services)) / np.maximum(counts, 1)
    offset = _offset(means, past.services, counts, expected)
    return np.array(
        [
            _log_of(expected[name]) + offset if expected.get(name, 0) > 0 else float(logs.mean())
            for name in past.services
        ]
    )


def _offset(mu: Floats, names: tuple[str, ...], counts: Floats, expected: Mapping[str, float]) -> float:
    """How much longer, in the logarithm, services take than the plan says; shrunk while few were seen."""
    known = [place for place, name in enumerate(names) if expected.get(name, 0) > 0 and counts[place] >= 3]
    if not known:
        return 0.0
    apart = [mu[place] - _log_of(expected[names[place]]) for place in known]
    return float(np.sum(apart) / (len(apart) + 1))


def _shrunk(groups: np.ndarray, rest: Floats, size: int, sure: float) -> Floats:
    return np.bincount(groups, rest, size) / (np.bincount(groups, minlength=size) + sure)


def _day_variance(groups: np.ndarray, rest: Floats, noise: float, size: int) -> float:
    """Variance between days beyond what chance alone makes (method of moments), with four usual days added."""
    counts = np.bincount(groups, minlength=size).astype(np.float64)
    seen = counts >= 5
    usual = USUAL_DAY_SIGMA**2
    if not seen.any():
        return usual
    means = (np.bincount(groups, rest, size) / np.maximum(counts, 1))[seen]
    between = np.maximum(0.0, (means - means.mean()) ** 2 * len(means) / max(1, len(means) - 1) - noise / counts[seen])
    return float(np.clip((between.sum() + 4 * usual) / (len(means) + 4), 0.0004, 0.25))


def _no_show(past: Past) -> float:
    return float(((~past.came).sum() + 40 * USUAL_NO_SHOW) / (len(past) + 40))


def _shape(own: Floats, common: Floats) -> Floats:
    """The form of one service's spread: its own where enough was seen, else the common form of its own width."""
    width = (own.std() * len(own) + common.std() * 20) / (len(own) + 20)
    formed = common / max(float(common.std()), 1e-6) * width
    weight = len(own) / (len(own) + SURE_SHAPE)
    shape: Floats = weight * quantiles_of(own - own.mean()) + (1 - weight) * formed
    return shape


def _mixed(sample: Floats, usual: Floats, sure: float = 20.0) -> Floats:
    weight = len(sample) / (len(sample) + sure)
    return weight * quantiles_of(sample) + (1 - weight) * usual
