"""Following one board: never backwards, and asking for the whole when something was missed."""

from collections.abc import Callable

from queue_server.contract.boards import HallBoard, WindowBoard

Board = HallBoard | WindowBoard


class Following:
    """What a follower has seen of one board; `listener` gets each newer one, `missed` is called on a gap."""

    def __init__(self, listener: Callable[[Board], None], missed: Callable[[], None]) -> None:
        self._listener = listener
        self._missed = missed
        self._seen = -1

    @property
    def seen(self) -> int:
        """The revision last given to the listener; -1 before the first."""
        return self._seen

    def forget(self) -> None:
        """The server has started anew: whatever it says next counts, even where its journal begins again."""
        self._seen = -1

    def take(self, board: Board) -> None:
        """A board has come: given on when newer; one that follows another than the last seen tells of a gap."""
        before = self._seen
        if board.revision <= before:
            return
        self._seen = board.revision
        self._listener(board)
        if 0 <= before < board.follows:
            self._missed()
