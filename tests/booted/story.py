"""The story that is told step by step: each step one sentence, with what it came to and how long it took."""

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.booted.box import BoxError


@dataclass(frozen=True, slots=True)
class Told:
    """How a step went: its sentence, and what it came to or what was wrong."""

    sentence: str
    well: bool
    came_to: str
    took_s: float

    def __str__(self) -> str:
        return f"{'✔' if self.well else '✘'} {self.took_s:6.1f} s  {self.sentence} {self.came_to}"


Step = Callable[[], str]
"""Does something and sees what came of it; its docstring's first line is the sentence. It says what it came to."""


def tell(steps: Sequence[Step], at_once: Callable[[Told], None], *, go_on: bool) -> list[Told]:
    """Takes the steps in order until one fails, or `go_on` to the last whatever fails."""
    story: list[Told] = []
    for step in steps:
        began = time.monotonic()
        sentence = (step.__doc__ or step.__name__).partition("\n")[0]
        try:
            well, came_to = True, step()
        except (BoxError, AssertionError, OSError) as error:
            well, came_to = False, str(error) or "".join(traceback.format_exception(error)[-2:])
        story.append(Told(sentence, well, came_to, time.monotonic() - began))
        at_once(story[-1])
        if not (well or go_on):
            break
    return story
