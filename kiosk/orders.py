"""What a technician orders of this terminal from afar: its picture at once, what disturbs at the next quiet moment."""

import logging
import threading
from collections.abc import Callable
from typing import assert_never

from queue_server.client import HallClient
from queue_server.contract.orders import AnyOrder, Order, Picture, Restart, RunSelfTest, ShowPicture

log = logging.getLogger(__name__)


class Orders:
    """Follows the orders of `client`; `look` is to be called now and then on the screen's thread.

    Args:
        name: of the client.
        post: brings a call to the screen's thread.
        quiet: whether nobody stands at the terminal, so that it may be shown and disturbed.
        picture: what is on the screen, as a JPEG; called there.
        leave: ends the program.
        self_test: begins a self-test; None where there is nothing to test.
    """

    def __init__(
        self,
        name: str,
        client: HallClient,
        *,
        post: Callable[[Callable[[], None]], None],
        quiet: Callable[[], bool],
        picture: Callable[[], bytes],
        leave: Callable[[], None],
        self_test: Callable[[], None] | None = None,
    ) -> None:
        self._name = name
        self._client = client
        self._post = post
        self._quiet = quiet
        self._picture = picture
        self._leave = leave
        self._self_test = self_test
        self._lock = threading.Lock()
        self._waiting: list[AnyOrder] = []

    def start(self) -> None:
        """Begins to follow."""
        self._client.follow_orders(self._heard)

    def look(self) -> None:
        """Does what has waited for a quiet moment, when this is one."""
        if not self._waiting or not self._quiet():
            return
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for order in dict.fromkeys(waiting):
            self._do(order)

    def _heard(self, order: Order) -> None:
        log.info("%s orders %s", order.by, type(order.order).__name__)
        if isinstance(order.order, ShowPicture):
            self._post(lambda: self._show(order.id))
            return
        with self._lock:
            self._waiting.append(order.order)
        self._post(self.look)

    def _show(self, id: str) -> None:
        if not self._quiet():
            self._client.show_picture(Picture(id=id, client=self._name, state="in_use"))
            return
        try:
            answer = Picture(id=id, client=self._name, state="shown", image=self._picture())
        except Exception:  # a screen that cannot be shown goes on all the same
            log.exception("no picture of the screen")
            answer = Picture(id=id, client=self._name, state="failed")
        self._client.show_picture(answer)

    def _do(self, order: AnyOrder) -> None:
        match order:
            case RunSelfTest():
                if self._self_test:
                    self._self_test()
            case Restart():
                self._leave()
            case ShowPicture():
                pass  # was done at once
            case _:
                assert_never(order)
