"""Orders to terminals in somebody's name, recorded before they go out, and the pictures that come back."""

import asyncio
import secrets
from collections import OrderedDict
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from queue_server.chained import Chained
from queue_server.client import HallClient
from queue_server.contract.orders import AnyOrder, Order, Picture

ANSWER_S = 6.0
KEPT = 8
"""So many pictures wait for their page to fetch them; they are nowhere else."""


class OrderGiven(msgspec.Struct, frozen=True, kw_only=True):
    """`account` ordered `what` of the terminal `client`."""

    at: datetime
    account: str
    client: str
    what: str


def orders_given(state: Path) -> Chained[OrderGiven]:
    """Who looked at which screen and had what started anew, in `<state>/web/orders.jsonl`."""
    return Chained(state / "web/orders.jsonl", OrderGiven)


class Ordering:
    """Sends orders over `client`; belongs to the loop's thread but for what the client hears."""

    def __init__(self, client: HallClient, state: Path) -> None:
        self._client = client
        self._record = orders_given(state)
        self._asked: dict[str, Future[Picture]] = {}
        self._shown: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        client.follow_pictures(self._on_picture)

    async def give(self, account: str, client: str, what: AnyOrder) -> str:
        """Orders it; the id of the order.

        Raises:
            OSError: it cannot be recorded, and was not ordered.
        """
        id = secrets.token_urlsafe(12)
        await self.note(account, client, type(what).__name__)
        self._client.order(client, Order(id=id, by=account, at=datetime.now(UTC), order=what))
        return id

    async def note(self, account: str, client: str, what: str) -> None:
        """Records that the account does this.

        Raises:
            OSError: it cannot be recorded.
        """
        given = OrderGiven(at=datetime.now(UTC), account=account, client=client, what=what)
        await asyncio.to_thread(self._record.add, given)

    async def picture(self, account: str, client: str, what: AnyOrder) -> tuple[str, Picture | None]:
        """Orders a picture and waits for it; None where nobody answers. Its image may be fetched once, by its id.

        Raises:
            OSError: as `give`.
        """
        id = await self.give(account, client, what)
        asked = self._asked.setdefault(id, Future())
        try:
            async with asyncio.timeout(ANSWER_S):
                picture = await asyncio.wrap_future(asked)
        except TimeoutError:
            return id, None
        finally:
            self._asked.pop(id, None)
        if picture.state == "shown" and picture.client == client:
            self._shown[id] = (account, picture.image)
            if len(self._shown) > KEPT:
                self._shown.popitem(last=False)
        return id, picture

    def image(self, id: str, account: str) -> bytes | None:
        """The image of the order `id` for who gave it, once."""
        if id not in self._shown or self._shown[id][0] != account:
            return None
        return self._shown.pop(id)[1]

    def _on_picture(self, picture: Picture) -> None:
        waiting = self._asked.get(picture.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(picture)
