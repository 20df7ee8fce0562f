"""The hall as the web sees it now: one whole view in memory, asked for anew whenever the hall's board changes."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TypeVar

from queue_server.client import HallClient, NoReplyError
from queue_server.contract.accounts import Account
from queue_server.contract.boards import HallBoard
from queue_server.contract.boxes import BoxFacts
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.commands import GetPeople, GetQueues
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Health, Presence
from queue_server.contract.replies import AnyOutcome, PeopleAre, QueuesAre
from queue_server.contract.selftest import SelfTest
from queue_server.contract.tickets import TicketView
from queue_server.contract.topics import SERVER
from queue_server.contract.waits import TOO_OLD

Said = TypeVar("Said")

RETRY_S = 0.5
"""Between two questions that nobody answered."""


class LiveHall:
    """Follows the hall over `client` and keeps the latest whole view.

    Questions are coalesced: at most one is under way, and everyone who wants a newer view shares the next one.
    All methods but `__init__` and `papers_came` belong to the loop's thread.
    """

    def __init__(self, client: HallClient, people: dict[str, Account]) -> None:
        """`people` are those of the plan, known before the desk has told who works here now."""
        self._client = client
        self._everybody: tuple[Account, ...] = tuple(people.values())
        self._people = people
        self._people_known = False
        self._wanted = asyncio.Event()
        self._waiters: list[asyncio.Future[None]] = []
        self._watchers: set[asyncio.Event] = set()
        self._link = False
        self._server_gone = False
        self._answering = False
        self.queues: QueuesAre | None = None
        self.forecast: Forecast | None = None
        self.bulletin: Bulletin | None = None
        self.health: dict[str, Health] = {}
        """How the devices of each client are; nobody is told of a change, who wants to know looks."""
        self.here: dict[str, datetime] = {}
        """Clients that are there, since when."""
        self.selftests: dict[str, SelfTest] = {}
        """What the last self-test of each terminal found; who wants to know looks, as at `health`."""
        self.gone: dict[str, datetime] = {}
        """Clients that were there and are not, since when that is known here."""
        self.boxes: dict[str, BoxFacts] = {}
        """How the box of each client is; nobody is told of a change."""
        self.papers = 0
        """Grows whenever papers come in, so that a page knows when to ask for them again."""
        self._ageing: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._by_token: dict[str, TicketView] = {}

    @property
    def connected(self) -> bool:
        """Whether the view is live: the broker is reached, the server is there and answered last time."""
        return self._link and self._answering and not self._server_gone

    @property
    def revision(self) -> int:
        """The revision of the view; 0 before the first one."""
        return self.queues.board.revision if self.queues else 0

    @property
    def practices(self) -> bool:
        """Whether the hall practises, as far as is known."""
        return bool(self.queues and self.queues.board.practice)

    @property
    def people(self) -> dict[str, Account]:
        """Who works here, by id."""
        return self._people

    @property
    def everybody(self) -> tuple[Account, ...]:
        """Who works here or has worked here; another tuple whenever that changed."""
        return self._everybody

    def ticket(self, token: str) -> TicketView | None:
        """The live ticket of `token`."""
        return self._by_token.get(token)

    async def run(self) -> None:
        """Follows until cancelled."""
        self._loop = loop = asyncio.get_running_loop()
        self._client.on_link(lambda up: _tell(loop, self._link_is, up))
        self._client.follow_presence(lambda presence: _tell(loop, self._presence_is, presence))
        self._client.follow_hall(lambda board: _tell(loop, self._board_is, board))
        self._client.follow_forecast(lambda forecast: _tell(loop, self._forecast_is, forecast))
        self._client.follow_health(lambda health: _tell(loop, self._health_is, health))
        self._client.follow_boxes(lambda box: _tell(loop, self._box_is, box))
        self._client.follow_selftests(lambda selftest: _tell(loop, self._selftest_is, selftest))
        self._client.follow_bulletin(lambda bulletin: _tell(loop, self._bulletin_is, bulletin))
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            waiters, self._waiters = self._waiters, []
            try:
                if not self._people_known:
                    self._take_people(await asyncio.wrap_future(self._client.submit(GetPeople())))
                self._take(await asyncio.wrap_future(self._client.submit(GetQueues())))
            except NoReplyError as error:
                self._answering = False
                _settle(waiters, error)
                self._notify()
                await asyncio.sleep(RETRY_S)
                self._wanted.set()
            else:
                _settle(waiters, None)

    def papers_came(self) -> None:
        """Tells everybody who watches, from any thread."""
        if self._loop is not None:
            _tell(self._loop, self._papers_are, 1)

    async def fresh(self) -> None:
        """Returns when the view is at least as new as this moment.

        Raises:
            NoReplyError: the server did not answer.
        """
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        self._wanted.set()
        await waiter

    async def fresh_people(self) -> None:
        """Returns when it is known who works here at this moment.

        Raises:
            NoReplyError: the server did not answer.
        """
        self._people_known = False
        await self.fresh()

    @contextmanager
    def watch(self) -> Iterator[asyncio.Event]:
        """An event that is set at every change; whoever waits clears it before looking."""
        event = asyncio.Event()
        self._watchers.add(event)
        try:
            yield event
        finally:
            self._watchers.discard(event)

    def _take(self, outcome: AnyOutcome) -> None:
        """Keeps the answer; with one question under way at a time it is never older than what is known."""
        if isinstance(outcome, QueuesAre):
            self._answering = True
            self.queues = outcome
            self._by_token = {view.ticket.token: view for view in outcome.tickets}
            self._notify()

    def _take_people(self, outcome: AnyOutcome) -> None:
        if isinstance(outcome, PeopleAre):
            self._people_known = True
            self._everybody = outcome.people
            self._people = {account.id: account for account in outcome.people if not account.retired}

    def _board_is(self, board: HallBoard) -> None:
        if board.revision > self.revision or not self._answering:
            self._wanted.set()

    def _forecast_is(self, forecast: Forecast) -> None:
        self.forecast = forecast
        if self._ageing:
            self._ageing.cancel()
        holds = forecast.at + TOO_OLD - datetime.now(UTC)
        self._ageing = asyncio.get_running_loop().call_later(max(0.0, holds.total_seconds()) + 0.1, self._notify)
        self._notify()

    def _bulletin_is(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin
        self._notify()

    def _health_is(self, health: Health) -> None:
        self.health[health.client] = health

    def _box_is(self, box: BoxFacts) -> None:
        self.boxes[box.client] = box

    def _selftest_is(self, selftest: SelfTest) -> None:
        self.selftests[selftest.client] = selftest

    def _papers_are(self, more: int) -> None:
        self.papers += more
        self._notify()

    def _link_is(self, up: bool) -> None:
        self._link = up
        if up:
            self._people_known = False
            self._wanted.set()
        self._notify()

    def _presence_is(self, presence: Presence) -> None:
        if presence.client != SERVER:
            if presence.state == "here":
                self.gone.pop(presence.client, None)
                self.here[presence.client] = presence.since
            else:
                self.here.pop(presence.client, None)
                self.gone.setdefault(presence.client, datetime.now(UTC))
            return
        self._server_gone = presence.state == "gone"
        if not self._server_gone:
            self._people_known = False
            self._wanted.set()
        self._notify()

    def _notify(self) -> None:
        for event in self._watchers:
            event.set()


def _tell(loop: asyncio.AbstractEventLoop, listener: Callable[[Said], None], said: Said) -> None:
    """Hands what the network thread heard to the loop; a loop that has ended needs no news."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(listener, said)


def _settle(waiters: list[asyncio.Future[None]], error: NoReplyError | None) -> None:
    """Answers those who waited and are still there."""
    for waiter in waiters:
        if waiter.done():
            continue
        if error is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(error)
