"""The last state of the hall that the display knows; it stays while the link is away."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queue_server.client import HallClient
from queue_server.contract.boards import HallBoard
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.messages import Presence
from queue_server.contract.topics import SERVER
from queue_server.showing import Told


class HallFollowed:
    """What the hall told last and whether it is reached; `told` is read on the screen's thread."""

    def __init__(self) -> None:
        self.told = Told()

    def start(
        self,
        client: HallClient,
        *,
        post: Callable[[Callable[[], None]], None],
        draw: Callable[[Callable[[], None] | None], None],
        heard: Callable[[HallBoard], None],
        announced: Callable[[Bulletin], None],
    ) -> None:
        """Follows the hall, once: a client has one follower of it.

        Args:
            post: brings a call to the screen's thread.
            draw: told there of every change, with what to do once it is on the glass.
            heard: gets every board once it is on the glass; the same for `announced` and what is public.
        """

        link, server = False, True

        def know(seen: Callable[[], None] | None = None, **news: Any) -> None:
            self.told = replace(self.told, **news)
            draw(seen)

        def on_link(up: bool) -> None:
            nonlocal link
            link = up
            know(connected=link and server)

        def on_presence(presence: Presence) -> None:
            nonlocal server
            if presence.client == SERVER:
                server = presence.state == "here"
                know(connected=link and server)

        client.follow_forecast(lambda forecast: post(lambda: know(forecast=forecast)))
        client.follow_bulletin(lambda bulletin: post(lambda: know(lambda: announced(bulletin), bulletin=bulletin)))
        client.follow_presence(lambda presence: post(lambda: on_presence(presence)))
        client.on_link(lambda up: post(lambda: on_link(up)))
        client.follow_hall(lambda board: post(lambda: know(lambda: heard(board), board=board)))
