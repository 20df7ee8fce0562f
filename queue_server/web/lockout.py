"""Who may try a PIN now: five wrong ones lock a clerk for a minute. Pure, the clock is handed in."""

TRIES = 5
LOCK_S = 60.0


class Lockout:
    """Counts wrong PINs by name; `now_s` is a monotonic clock."""

    def __init__(self) -> None:
        self._wrong: dict[str, int] = {}
        self._until: dict[str, float] = {}

    def seconds_left(self, name: str, now_s: float) -> float:
        """How long `name` is still locked; 0 when it may try."""
        left = self._until.get(name, now_s) - now_s
        if left <= 0:
            self._until.pop(name, None)
        return max(left, 0.0)

    def wrong(self, name: str, now_s: float) -> None:
        """A wrong PIN; the fifth in a row locks."""
        self._wrong[name] = self._wrong.get(name, 0) + 1
        if self._wrong[name] >= TRIES:
            del self._wrong[name]
            self._until[name] = now_s + LOCK_S

    def right(self, name: str) -> None:
        """The right PIN: what went before is forgotten."""
        self._wrong.pop(name, None)
