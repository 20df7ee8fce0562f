"""What the followers have seen: finds the boards that look different from the last published ones, and links them."""

from msgspec.structs import replace

from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.queueing import HallState, hall_board

Board = HallBoard | WindowBoard


class Published:
    """The boards as they were published last; each new one tells the revision of the one before it."""

    def __init__(self) -> None:
        self._hall: HallBoard | None = None
        self._windows: dict[int, WindowBoard] = {}

    def all(self, hall: HallState) -> list[Board]:
        """Every board of `hall`, the hall's first; they count as published."""
        board = hall_board(hall, follows=self._hall.revision if self._hall else 0)
        windows = [self._following(window) for window in board.windows]
        self._hall = board
        self._windows = {window.window: window for window in windows}
        return [board, *windows]

    def changed(self, hall: HallState) -> list[Board]:
        """The boards of `hall` that look different from those published last; they count as published."""
        if self._hall is None:
            return self.all(hall)
        if self._hall.revision == hall.revision:
            return []
        board = hall_board(hall, follows=self._hall.revision)
        if _hall_face(board) == _hall_face(self._hall):
            return []
        self._hall = board
        news = [self._following(window) for window in board.windows if self._is_news(window)]
        self._windows.update({window.window: window for window in news})
        return [board, *news]

    def _is_news(self, window: WindowBoard) -> bool:
        before = self._windows.get(window.window)
        return before is None or _face(window) != _face(before)

    def _following(self, window: WindowBoard) -> WindowBoard:
        before = self._windows.get(window.window)
        return replace(window, follows=before.revision if before else 0)


def _face(board: WindowBoard) -> WindowBoard:
    """The board without what changes by counting only."""
    return replace(board, revision=0, follows=0)


def _hall_face(board: HallBoard) -> HallBoard:
    return replace(board, revision=0, follows=0, windows=tuple(_face(window) for window in board.windows))
