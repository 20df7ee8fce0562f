"""`python -m queue_server forecast backtest`: the contest of all ways on a hall's own past, as a table."""

from pathlib import Path

import numpy as np

from queue_server.forecaster.files import FileError, read_hall, read_history
from queue_server.forecaster.telling import SEED, with_skills
from queue_server.queueing.forecast.backtest import Score, contest
from queue_server.queueing.forecast.past import Past
from queue_server.queueing.forecast.rebuilt import Layout

HEADING = "| way | waits | MAE min | RMSE min | P90 min | in the 80 % band | band min |\n|---|---|---|---|---|---|---|"


def backtest(state: Path, history: Path) -> str:
    """The table for the hall of `state` (its layout) and `history`.

    Raises:
        FileError: a file cannot be used, or too little is in it.
    """
    hall = read_hall(state)
    visits = read_history(history, hall)
    hall = with_skills(hall, visits)
    expected = {service.service: service.expected_min for service in hall.services}
    scores, _ = contest(Past.of(visits), expected, Layout.of(hall), np.random.default_rng(SEED))
    if not scores:
        raise FileError(f"{history.name} 里的日子太少，至少要两天")
    return table(scores)


def table(scores: list[Score]) -> str:
    """The scores as a Markdown table, best first."""
    lines = [
        f"| {score.name} | {score.waits} | {score.mae:.1f} | {score.rmse:.1f} | {score.p90:.1f} | "
        f"{score.coverage:.0%} | {score.width:.1f} |"
        for score in scores
    ]
    return "\n".join((HEADING, *lines))
