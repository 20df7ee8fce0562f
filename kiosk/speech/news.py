"""Which calls of a board are new and are to be spoken; pure."""

from datetime import datetime, timedelta

from queue_server.contract.boards import Call, HallBoard

TOO_OLD = timedelta(seconds=15)


class CallNews:
    """What one follower has seen of the hall's calls. The first board is silent, and the first of a new journal."""

    def __init__(self) -> None:
        self._revision = -1
        self._sequence = 0

    def take(self, board: HallBoard, now: datetime) -> list[Call]:
        """The calls to speak, in the order in which they were made; each call once."""
        newest = max((call.sequence for call in board.calls), default=0)
        anew = self._revision < 0 or board.revision < self._revision
        seen = newest if anew else self._sequence
        self._revision, self._sequence = board.revision, max(seen, newest)
        new = (call for call in board.calls if call.sequence > seen and now - call.at <= TOO_OLD)
        return sorted(new, key=lambda call: call.sequence)
