"""What waits for the voice, and what is next; pure."""

from dataclasses import dataclass

from queue_server.contract.boards import Call
from queue_server.contract.bulletin import Announcement

PATIENCE_S = 30.0
"""Nothing but an announcement waits longer for others to be spoken."""


@dataclass(frozen=True)
class Utterance:
    """Something to be spoken; `turn` counts how often a call is spoken by then."""

    said: Call | Announcement
    turn: int = 1

    @property
    def rank(self) -> int:
        """Less goes first: announcements, recalls, first calls, and then whatever is spoken once more."""
        if isinstance(self.said, Announcement):
            return 0
        if self.turn > 1:
            return 3
        return 1 if self.said.times > 1 else 2

    @property
    def name(self) -> str:
        """For a file: `41-A012-3`, and `-2` after it for the second time; `urgent-…` for an announcement."""
        if isinstance(self.said, Announcement):
            return f"urgent-{self.said.at:%H%M%S}"
        again = f"-{self.turn}" if self.turn > 1 else ""
        return f"{self.said.sequence}-{self.said.number}-{self.said.window}{again}"


class Waiting:
    """First come first spoken within a rank; a newer call of a number takes the place of its older ones."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, Utterance]] = []

    def add(self, utterance: Utterance, at_s: float) -> None:
        """It comes at the monotonic time `at_s`."""
        said = utterance.said
        if isinstance(said, Call):
            if any(one.sequence > said.sequence for one in self._calls_of(said.number)):
                return
            self._waiting = [known for known in self._waiting if not _is_of(known[1], said.number)]
        self._waiting.append((at_s, utterance))

    def next(self, at_s: float) -> Utterance | None:
        """Takes the next one that is still worth speaking."""
        self._waiting = [known for known in self._waiting if known[1].rank == 0 or at_s - known[0] <= PATIENCE_S]
        if not self._waiting:
            return None
        first = min(self._waiting, key=lambda known: known[1].rank)
        self._waiting.remove(first)
        return first[1]

    def _calls_of(self, number: str) -> list[Call]:
        said = [utterance.said for _, utterance in self._waiting if _is_of(utterance, number)]
        return [one for one in said if isinstance(one, Call)]


def _is_of(utterance: Utterance, number: str) -> bool:
    return isinstance(utterance.said, Call) and utterance.said.number == number
