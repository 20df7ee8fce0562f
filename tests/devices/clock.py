"""A clock that is moved by hand."""


class HandClock:
    """Seconds that pass only by `advance`."""

    def __init__(self) -> None:
        self._now = 1000.0

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds
