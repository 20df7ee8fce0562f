"""The figures of some days: counts, waits and services of the hall, by half hour, service, window, clerk and day."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from queue_server.figures.spread import Spread, spread
from queue_server.figures.steps import Happening, Step, steps

LEVELS = 5
Key = TypeVar("Key", bound=Hashable)


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What some steps come to; `scores` are the ratings of 1, 2, … 5."""

    taken: int = 0
    called: int = 0
    served: int = 0
    missed: int = 0
    transferred: int = 0
    brought_back: int = 0
    cancelled: int = 0
    scores: tuple[int, ...] = (0,) * LEVELS
    wait: Spread = Spread()
    service: Spread = Spread()


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The hall as a whole and its parts; a part that nothing happened to is not there.

    `halves` are by the half hour in which the wait or the service began (`09:30`, hall's clock), all days together.
    """

    whole: Tally
    halves: dict[str, Tally]
    services: dict[str, Tally]
    windows: dict[int, Tally]
    clerks: dict[str, Tally]
    days: dict[str, Tally]


def figures(happened: Iterable[Happening], timezone: str) -> Figures:
    """The figures of whole hall-days, the first of which begins with its `DayOpened`."""
    zone = ZoneInfo(timezone)
    found = tuple(steps(happened))
    return Figures(
        whole=tally(found),
        halves=_by(found, lambda step: half_hour(step, zone)),
        services=_by(found, lambda step: step.service),
        windows=_by(found, lambda step: step.window),
        clerks=_by(found, lambda step: step.clerk),
        days=_by(found, lambda step: step.day),
    )


def half_hour(step: Step, zone: ZoneInfo) -> str:
    """When the half hour of the step began on the hall's clock."""
    local = step.at.astimezone(zone)
    return f"{local.hour:02}:{30 * (local.minute // 30):02}"


def tally(found: Iterable[Step]) -> Tally:
    """What the steps come to."""
    by: dict[str, list[Step]] = defaultdict(list)
    for step in found:
        by[step.what].append(step)
    scores = [step.score for step in by["rated"]]
    return Tally(
        taken=len(by["taken"]),
        called=len(by["waited"]),
        served=len(by["served"]),
        missed=len(by["missed"]),
        transferred=len(by["transferred"]),
        brought_back=len(by["brought_back"]),
        cancelled=len(by["cancelled"]),
        scores=tuple(scores.count(level) for level in range(1, LEVELS + 1)),
        wait=spread(step.lasted_s for step in by["waited"]),
        service=spread(step.lasted_s for step in by["served"]),
    )


def _by(found: tuple[Step, ...], key: Callable[[Step], Key]) -> dict[Key, Tally]:
    parts: dict[Key, list[Step]] = defaultdict(list)
    for step in found:
        if part := key(step):
            parts[part].append(step)
    return {part: tally(parts[part]) for part in sorted(parts)}  # type: ignore[type-var]
