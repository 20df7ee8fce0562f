"""The last state of the hall that the display knows; it stays while the link is away."""

from collections.abc import Callable

from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard


class HallFollowed:
    """The newest board, None before the first, and whether the link is up; read on the screen's thread."""

    def __init__(self) -> None:
        self.board: HallBoard | None = None
        self.connected = False

    def start(
        self, client: HallClient, *, post: Callable[[Callable[[], None]], None], changed: Callable[[], None]
    ) -> None:
        """Follows the hall; `post` brings a call to the screen's thread, where `changed` is told of every change."""

        def on_link(up: bool) -> None:
            self.connected = up
            changed()

        def on_board(board: HallBoard) -> None:
            self.board = board
            changed()

        client.on_link(lambda up: post(lambda: on_link(up)))
        client.follow_hall(lambda board: post(lambda: on_board(board)))
