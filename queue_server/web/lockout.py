"""Who may try a PIN now: five wrong ones lock, every further five for longer. Pure, the clock is handed in."""

from dataclasses import dataclass

TRIES = 5
LOCKS_S = (60.0, 300.0, 900.0, 3600.0)
"""How long the first lock holds, the second, and so on; the last one again and again."""


@dataclass(slots=True)
class _Standing:
    wrong: int = 0
    locks: int = 0
    until_s: float = 0.0


class Lockout:
    """Counts wrong PINs by name; `now_s` is a monotonic clock."""

    def __init__(self) -> None:
        self._standings: dict[str, _Standing] = {}

    def seconds_left(self, name: str, now_s: float) -> float:
        """How long `name` is still locked; 0 when it may try."""
        known = self._standings.get(name)
        return max(known.until_s - now_s, 0.0) if known else 0.0

    def wrong(self, name: str, now_s: float) -> bool:
        """A wrong PIN; whether it is the fifth, which locks."""
        known = self._standings.setdefault(name, _Standing())
        known.wrong += 1
        if known.wrong < TRIES:
            return False
        known.until_s = now_s + LOCKS_S[min(known.locks, len(LOCKS_S) - 1)]
        known.wrong, known.locks = 0, known.locks + 1
        return True

    def right(self, name: str) -> None:
        """The right PIN, or somebody who answers for the account: what went before is forgotten."""
        self._standings.pop(name, None)
