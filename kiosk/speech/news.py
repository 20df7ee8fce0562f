"""What of a board and a bulletin is new and is to be spoken; pure."""

from datetime import datetime

from queue_server.contract.boards import SPOKEN_WITHIN, Call, HallBoard
from queue_server.contract.bulletin import Announcement, Bulletin


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
        new = (call for call in board.calls if call.sequence > seen and now - call.at <= SPOKEN_WITHIN)
        return sorted(new, key=lambda call: call.sequence)


class UrgentNews:
    """What one follower has seen of announcements: each is news once, also to who comes late, as long as it holds."""

    def __init__(self) -> None:
        self._seen: Announcement | None = None

    def take(self, bulletin: Bulletin, now: datetime) -> Announcement | None:
        """The announcement to speak."""
        seen, self._seen = self._seen, bulletin.urgent
        news = bulletin.urgent if bulletin.urgent != seen else None
        return news if news is not None and now < news.until else None
