"""Are the spans of the day in a plan times, in order and apart? The first mistake at its key."""

import itertools
import re
from collections.abc import Iterator

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.mistakes import Mistake

TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def hours_mistakes(key: str, hours: Hours) -> Iterator[Mistake]:
    """The first mistake in the spans at `key`."""
    times = [time for span in hours for time in span]
    wrong = [time for time in times if not TIME.fullmatch(time)]
    if wrong:
        yield Mistake(key, f"“{wrong[0]}”不是时间，应当像 08:30")
    elif any(later <= earlier for earlier, later in itertools.pairwise(times)):
        yield Mistake(key, "时段要从早到晚，不能重叠")
