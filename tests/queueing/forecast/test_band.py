"""The band: four in five truths lie in it, however wrong the predicted one was."""

import numpy as np
import pytest

from queue_server.queueing.forecast.band import COLD, Correction, corrected, learned_correction


@pytest.mark.parametrize(("bias", "width"), [(1.0, 1.0), (1.3, 0.5), (0.8, 2.0)])
def test_four_in_five_lie_in_the_corrected_band(bias: float, width: float) -> None:
    rng = np.random.default_rng(1)
    middle = rng.uniform(300, 4000, 3000)
    truth = middle * bias * rng.lognormal(0, 0.3, 3000)
    rows = middle[:, None] * np.exp(width * 0.3 * np.sort(rng.normal(size=(3000, 101)), axis=1))
    half = slice(None, 1500), slice(1500, None)
    low, half_way, high = np.quantile(rows[half[0]], (0.1, 0.5, 0.9), axis=1)
    correction = learned_correction(truth[half[0]], low, half_way, high)
    low, half_way, high = corrected(rows[half[1]], correction)
    assert ((truth[half[1]] >= low) & (truth[half[1]] <= high)).mean() == pytest.approx(0.8, abs=0.03)
    assert np.median(truth[half[1]] / half_way) == pytest.approx(1.0, abs=0.05)


def test_few_known_waits_change_nothing() -> None:
    few = np.full(10, 100.0)
    assert learned_correction(few, few, few, few) == Correction(1.0, COLD, COLD)


def test_who_is_called_at_once_gets_no_band() -> None:
    low, middle, high = corrected(np.zeros((1, 9)), Correction())
    assert (low[0], middle[0], high[0]) == (0, 0, 0)
