"""A forecast that knows the hall's truth: the same replay with the true distributions instead of learned ones."""

import numpy as np

from queue_server.queueing.forecast.band import Correction
from queue_server.queueing.forecast.model import Model, Service
from queue_server.queueing.forecast.shapes import LEVELS, quantiles_of
from queue_server.queueing.forecast.teaching import Taught
from queue_server.queueing.simulate import Truth

SAMPLES = 200_000
EXACT = Correction(1.0, 1.0, 1.0)


def oracle_of(truth: Truth, windows: int) -> Taught:
    """The true model of the hall of `truth`; service times and walks are mixed by sampling, seeded."""
    rng = np.random.default_rng(0)
    services = {}
    for name, mean in truth.mean_s.items():
        sigma = truth.sigma[name]
        work = rng.lognormal(np.log(mean) - sigma**2 / 2, sigma, SAMPLES)
        logs = np.log(work + rng.gamma(2.0, truth.walk_s / 2, SAMPLES))
        services[name] = Service(float(logs.mean()), quantiles_of(logs - logs.mean()), truth.no_show)
    handover = np.where(rng.random(SAMPLES) < truth.no_show, 0.0, rng.exponential(truth.handover_s, SAMPLES))
    paused = rng.random(SAMPLES) < truth.pauses * windows / max(1.0, sum(truth.visitors.values()))
    pause = rng.exponential(truth.pause_s, SAMPLES)
    model = Model(
        services=services,
        clerks={clerk: float(np.log(speed)) for clerk, speed in truth.speed.items()},
        day_sigma=truth.day_sigma,
        noise=float(np.mean(list(truth.sigma.values()))),
        missed=truth.patience_s * (0.6 + 0.8 * LEVELS),
        free=quantiles_of(handover + np.where(paused, pause, 0.0)),
        pause=quantiles_of(pause),
    )
    return Taught(model, EXACT)
