"""What the followers have seen: finds the boards that look different from the last published ones, and links them."""

from dataclasses import dataclass, field

from msgspec.structs import replace

from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.queueing import HallState, hall_board


@dataclass(frozen=True, slots=True)
class ChangedBoards:
    """The boards to publish now; `hall` is None and `windows` empty where nothing is new."""

    hall: HallBoard | None = None
    windows: tuple[WindowBoard, ...] = ()


@dataclass(slots=True)
class Published:
    """The last published boards."""

    hall: HallBoard | None = None
    windows: dict[int, WindowBoard] = field(default_factory=dict)

    def follows(self) -> int:
        """The revision of the hall's board that was published last, 0 for none."""
        return self.hall.revision if self.hall else 0

    def follows_of(self, window: int) -> int:
        """The revision of the window's board that was published last, 0 for none."""
        return self.windows[window].revision if window in self.windows else 0

    def changed(self, hall: HallState) -> ChangedBoards:
        """The boards of `hall` that look different from those published last, which they become by this call."""
        if self.hall is not None and self.hall.revision == hall.revision:
            return ChangedBoards()
        board = hall_board(hall, follows=self.follows())
        news = tuple(
            replace(window, follows=self.follows_of(window.window))
            for window in board.windows
            if _face(window) != _face(self.windows.get(window.window))
        )
        self.windows.update({window.window: window for window in news})
        if self.hall is not None and _hall_face(board) == _hall_face(self.hall):
            return ChangedBoards()
        self.hall = board
        return ChangedBoards(hall=board, windows=news)


def _face(board: WindowBoard | None) -> WindowBoard | None:
    return board and replace(board, revision=0, follows=0)


def _hall_face(board: HallBoard) -> HallBoard:
    return replace(board, revision=0, follows=0, windows=tuple(_face(window) for window in board.windows))
