"""The last state of the hall that the display knows; it stays while the link is away."""

from collections.abc import Callable

from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard
from queue_server.contract.forecasts import Forecast


class HallFollowed:
    """The newest board and forecast, None before the first, and whether the link is up; read on the screen's thread."""

    def __init__(self) -> None:
        self.board: HallBoard | None = None
        self.forecast: Forecast | None = None
        self.connected = False

    def start(
        self,
        client: HallClient,
        *,
        post: Callable[[Callable[[], None]], None],
        changed: Callable[[], None],
        heard: Callable[[HallBoard], None],
    ) -> None:
        """Follows the hall, once: a client has one follower of it.

        Args:
            post: brings a call to the screen's thread.
            changed: told there of every change.
            heard: gets every board at once, on the network's thread.
        """

        def on_link(up: bool) -> None:
            self.connected = up
            changed()

        def show(board: HallBoard) -> None:
            self.board = board
            changed()

        def on_board(board: HallBoard) -> None:
            heard(board)
            post(lambda: show(board))

        def tell(forecast: Forecast) -> None:
            self.forecast = forecast
            changed()

        client.follow_forecast(lambda forecast: post(lambda: tell(forecast)))
        client.on_link(lambda up: post(lambda: on_link(up)))
        client.follow_hall(on_board)
