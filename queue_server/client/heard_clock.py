"""The server's clock as its last answer told it, carried on by this machine's own seconds."""

import time
from datetime import datetime, timedelta


class HeardClock:
    """Set by `heard`; a step of this machine's clock does not move it."""

    def __init__(self) -> None:
        self._told: tuple[datetime | None, float] = (None, 0.0)

    def heard(self, at: datetime | None) -> None:
        """An answer of just now says that it is `at`; None from a server that does not tell."""
        self._told = (at, time.monotonic())

    @property
    def now(self) -> datetime | None:
        """What it shows now; None before an answer that tells it."""
        at, heard = self._told
        return at + timedelta(seconds=time.monotonic() - heard) if at else None
