"""The tables of `make bench-waits` as Markdown, and the figures of its last line."""

from collections.abc import Mapping, Sequence

import numpy as np

from tests.bench.waits.accuracy import WAYS, Asked, errors
from tests.bench.waits.routing import Figures

BEST_OF = ("naive A", "naive B", "LES", "HOL")
ROUTING_HEADING = (
    "| rule | mean | p95 | longest | priority | ordinary | overtaken per call | gap between services | mean to FCFS |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def accuracy_table(halls: Sequence[Asked]) -> str:
    """Errors of every way over the halls of one size, with 95 % intervals over halls."""
    lines = ["| way | MAE min | RMSE min | P90 min |", "|---|---|---|---|"]
    for way in WAYS:
        found = [errors(hall, way) for hall in halls]
        mae = [float(one.mean()) for one in found]
        rmse = [float(np.sqrt((one**2).mean())) for one in found]
        p90 = [float(np.quantile(one, 0.9)) for one in found]
        lines.append(f"| {way} | {interval(mae)} | {interval(rmse)} | {interval(p90)} |")
    return "\n".join(lines)


def figures(halls: Sequence[Asked]) -> dict[str, float]:
    """The ratios, coverage and width of one size: means over its halls."""
    each = [_hall_figures(hall) for hall in halls]
    return {key: float(np.mean([one[key] for one in each])) for key in each[0]}


def _hall_figures(hall: Asked) -> dict[str, float]:
    mae = {way: float(errors(hall, way).mean()) for way in WAYS}
    truth, low, high = np.array(hall.truth), np.array(hall.low), np.array(hall.high)
    return {
        "replay_over_best_naive": mae["replay"] / min(mae[way] for way in BEST_OF),
        "replay_over_naive_b": mae["replay"] / mae["naive B"],
        "replay_over_oracle": mae["replay"] / mae["oracle"],
        "coverage80": 100 * float(((truth >= low) & (truth <= high)).mean()),
        "band_width_min": float((high - low).mean() / 60),
    }


def setting_line(name: str, halls: Sequence[Asked]) -> str:
    """One line of the robustness table."""
    each = [_hall_figures(hall) for hall in halls]
    cells = [interval([one[key] for one in each]) for key in each[0]]
    return f"| {name} | {interval([float(errors(hall, 'replay').mean()) for hall in halls])} | {' | '.join(cells)} |"


SETTINGS_HEADING = (
    "| setting | MAE min | to best naive | to naive B | to oracle | in the band % | band min |\n"
    "|---|---|---|---|---|---|---|"
)


def routing_table(halls: Sequence[Mapping[str, Figures]]) -> str:
    """Every rule over the same visitors; minutes, means over halls, the ratio with its 95 % interval."""
    lines = [ROUTING_HEADING]
    first = next(iter(halls[0]))
    for rule in halls[0]:
        found = [hall[rule] for hall in halls]
        cells = [
            f"{np.mean([getattr(one, name) for one in found]):.1f}"
            for name in ("mean", "p95", "longest", "priority", "ordinary", "overtaking", "gap")
        ]
        ratio = interval([hall[rule].mean / hall[first].mean for hall in halls])
        lines.append(f"| {rule} | {' | '.join(cells)} | {ratio} |")
    return "\n".join(lines)


def interval(values: Sequence[float]) -> str:
    """Mean and half the width of its 95 % interval over halls (normal approximation)."""
    half = 1.96 * float(np.std(values, ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{np.mean(values):.2f} ± {half:.2f}"
