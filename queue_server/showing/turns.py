"""When each call is highlighted: ten seconds for every one of them, however many come at once."""

from datetime import datetime, timedelta

from queue_server.contract.boards import SPOKEN_WITHIN, Call, HallBoard

HIGHLIGHTED = timedelta(seconds=10)
"""How long at least a call stands out."""
KEPT = 256


class Turns:
    """What one display has seen: a call begins at once, or when the one `rows` before it has had its time.

    Calls of the first board, and of a new journal, began when they were made; so did those that come after an outage.
    """

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._revision = -1
        self._begun: dict[int, datetime] = {}

    def take(self, board: HallBoard, now: datetime) -> None:
        """A board has come, at `now`."""
        anew = board.revision < self._revision or self._revision < 0
        self._revision = board.revision
        if anew:
            self._begun = {}
        calls = (*board.calls, *(window.call for window in board.windows if window.call))
        for call in sorted(calls, key=lambda call: call.sequence):
            if call.sequence not in self._begun:
                late = anew or now - call.at > SPOKEN_WITHIN
                self._begun[call.sequence] = call.at if late else self._free(now)
        while len(self._begun) > KEPT:
            del self._begun[min(self._begun)]

    def has_begun(self, call: Call, now: datetime) -> bool:
        """Whether it is to be seen by now."""
        return self._begun.get(call.sequence, call.at) <= now

    def stands_out(self, call: Call, now: datetime) -> bool:
        """Whether it has its ten seconds now."""
        return timedelta() <= now - self._begun.get(call.sequence, call.at) < HIGHLIGHTED

    def _free(self, now: datetime) -> datetime:
        """When there is a row for one more call that stands out."""
        last = sorted(self._begun.values())[-self._rows :]
        return now if len(last) < self._rows else max(now, last[0] + HIGHLIGHTED)
