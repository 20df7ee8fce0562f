"""The one object that kiosks, displays, devices and pages hold: their place on the hall's wire."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TypeVar
from uuid import uuid4

import msgspec

from queue_server.client.asking import Asking, NoReplyError, new_request_id
from queue_server.client.box import BoxTeller
from queue_server.client.following import Board, Following
from queue_server.client.heard_clock import HeardClock
from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.boxes import BoxFacts
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.codec import MalformedError, decode, encode
from queue_server.contract.commands import AnyCommand, GetBoard
from queue_server.contract.credential import Credential
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Ask, Health, Presence, Reply
from queue_server.contract.orders import Order, Picture
from queue_server.contract.replies import AnyOutcome, BoardIs
from queue_server.contract.selftest import SelfTest
from queue_server.release import version

log = logging.getLogger(__name__)

SNAPSHOT_TIMEOUT_S = 5.0

BoardT = TypeVar("BoardT", HallBoard, WindowBoard)


class HallClient:
    """A client of one hall, named and allowed by its credential.

    Listeners run on the client's network thread: they must return soon and must not `ask` there (`submit` is fine).
    """

    def __init__(self, credential: Credential, *, nodelay: bool = True) -> None:
        self._hall, self._name = credential.hall, credential.client
        self._session = uuid4().hex
        self._born = datetime.now(UTC)
        self._reply_to = topics.REPLY.of(self._hall, self._name, self._session[:8])
        self._ask_topic = topics.ASK.of(self._hall, self._name)
        self._receivers: dict[str, Callable[[bytes], None]] = {self._reply_to: self._on_reply}
        self._prefixes: list[tuple[str, Callable[[bytes], None]]] = []
        self._followings: list[tuple[int | None, Following]] = []
        self._snapshots: set[int | None] = set()
        self._link_listeners: list[Callable[[bool], None]] = []
        self._link_told = False
        self._telling = threading.RLock()
        self._reports: dict[str, bytes] = {}
        self._server_session = ""
        self._closing = False
        self._server_clock = HeardClock()
        self._link = Link(
            credential,
            receive=self._on_message,
            changed=self._on_link,
            will_topic=topics.PRESENCE.of(self._hall, self._name),
            will=encode(self._presence("gone")),
            session=self._session[:8],
            settled=self._on_settled,
            nodelay=nodelay,
        )
        self._box = BoxTeller(self._name, self._born)
        self._asking = Asking(self._send)
        self._link.subscribe(self._reply_to)

    @property
    def connected(self) -> bool:
        """Whether the broker is there; the server may still be away."""
        return self._link.up

    @property
    def server_clock(self) -> datetime | None:
        """What the server's clock shows now, reckoned from its last answer; None before one that tells it."""
        return self._server_clock.now

    def start(self) -> None:
        """Begins to connect and returns at once; lost links are mended without further asking."""
        self._link.start()

    def wait_connected(self, timeout_s: float) -> bool:
        """Whether the broker was reached within the time."""
        return self._link.wait_up(timeout_s)

    def on_link(self, listener: Callable[[bool], None]) -> None:
        """Tells `listener` now and on every change whether the broker is there; what it heard last is how it is."""
        with self._telling:
            self._link_listeners.append(listener)
            listener(self._link_told)

    def submit(
        self, command: AnyCommand, *, by: str = "", request_id: str | None = None, timeout_s: float = 3.0
    ) -> Future[AnyOutcome]:
        """Asks, on behalf of the account `by`, and returns at once.

        The future ends with the outcome, or `NoReplyError` after `timeout_s`. The same `request_id` may be submitted
        again at any time later: the desk decides it once.
        """
        ask = Ask(request_id=request_id or new_request_id(), reply_to=self._reply_to, command=command, by=by)
        return self._asking.put(ask.request_id, encode(ask), timeout_s)

    def ask(
        self, command: AnyCommand, *, by: str = "", request_id: str | None = None, timeout_s: float = 3.0
    ) -> AnyOutcome:
        """Asks and waits for the outcome.

        Raises:
            NoReplyError: no answer within `timeout_s` seconds.
        """
        return self.submit(command, by=by, request_id=request_id, timeout_s=timeout_s).result()

    def follow_hall(self, listener: Callable[[HallBoard], None]) -> None:
        """Gives `listener` the hall's board: at first, whenever it changes, and after anything was missed."""
        self._follow(None, listener, HallBoard, topics.BOARD.of(self._hall))

    def follow_window(self, window: int, listener: Callable[[WindowBoard], None]) -> None:
        """The same for one window's board."""
        self._follow(window, listener, WindowBoard, topics.WINDOW_BOARD.of(self._hall, window))

    def follow_presence(self, listener: Callable[[Presence], None]) -> None:
        """Gives `listener` every client's presence."""
        self._listen_below(topics.PRESENCE, lambda payload: listener(decode(Presence, payload)))

    def follow_health(self, listener: Callable[[Health], None]) -> None:
        """Gives `listener` the health of every client's devices."""
        self._listen_below(topics.HEALTH, lambda payload: listener(decode(Health, payload)))

    def report_health(self, health: Health) -> None:
        """Publishes how this client's devices are, retained; said again after a lost link."""
        self._report(topics.HEALTH, encode(health))

    def follow_selftests(self, listener: Callable[[SelfTest], None]) -> None:
        """Gives `listener` the last self-test of every terminal; only the web may."""
        self._listen_below(topics.SELFTEST, lambda payload: listener(decode(SelfTest, payload)))

    def report_selftest(self, selftest: SelfTest) -> None:
        """Publishes what this client's last self-test found, retained; said again after a lost link."""
        self._report(topics.SELFTEST, encode(selftest))

    def follow_forecast(self, listener: Callable[[Forecast], None]) -> None:
        """Gives `listener` the hall's newest forecast, at first and whenever there is another."""
        self._listen_at(topics.FORECAST.of(self._hall), lambda payload: listener(decode(Forecast, payload)))

    def follow_bulletin(self, listener: Callable[[Bulletin], None]) -> None:
        """Gives `listener` what the hall makes public, at first and whenever it changes."""
        self._listen_at(topics.BULLETIN.of(self._hall), lambda payload: listener(decode(Bulletin, payload)))

    def follow_boxes(self, listener: Callable[[BoxFacts], None]) -> None:
        """Gives `listener` how the box of every client is; every client tells it by itself."""
        self._listen_below(topics.BOX, lambda payload: listener(decode(BoxFacts, payload)))

    def follow_orders(self, listener: Callable[[Order], None]) -> None:
        """Gives `listener` what a technician orders of this client."""
        self._listen_at(topics.ORDER.of(self._hall, self._name), lambda payload: listener(decode(Order, payload)))

    def order(self, client: str, order: Order) -> None:
        """Orders something of `client`, which only the web may; nothing while there is no link."""
        if self.connected:
            self._link.publish(topics.ORDER.of(self._hall, client), encode(order))

    def follow_pictures(self, listener: Callable[[Picture], None]) -> None:
        """Gives `listener` the pictures that any client answers an order with."""
        self._listen_below(topics.PICTURE, lambda payload: listener(decode(Picture, payload)))

    def show_picture(self, picture: Picture) -> None:
        """Answers an order with a picture; nothing while there is no link."""
        if self.connected:
            self._link.publish(topics.PICTURE.of(self._hall, self._name), encode(picture))

    def publish_forecast(self, forecast: Forecast) -> None:
        """Publishes the forecast, retained; nothing while there is no link, for the next one will be better."""
        if self.connected:
            self._link.publish(topics.FORECAST.of(self._hall), encode(forecast), retain=True)

    def close(self) -> None:
        """Says goodbye and leaves; asks in flight, and later ones, end with `NoReplyError`."""
        self._closing = True
        self._asking.close()
        self._link.close((topics.PRESENCE.of(self._hall, self._name), encode(self._presence("gone"))))

    def _presence(self, state: str) -> Presence:
        return msgspec.convert(
            {
                "client": self._name,
                "session": self._session,
                "state": state,
                "since": self._born,
                "version": version(),
            },
            Presence,
        )

    def _send(self, request_id: str, payload: bytes) -> None:
        if self._link.up:
            self._link.publish(self._ask_topic, payload, answer_at=self._reply_to, correlation=request_id)

    def _follow(self, window: int | None, listener: Callable[[BoardT], None], kind: type[BoardT], topic: str) -> None:
        def give(board: Board) -> None:
            assert isinstance(board, kind)
            listener(board)

        following = Following(give, lambda: self._snapshot(window))
        if not self._followings:
            server = topics.PRESENCE.of(self._hall, topics.SERVER)
            self._listen_at(server, self._on_server)
        self._followings.append((window, following))
        self._listen_at(topic, lambda payload: following.take(decode(kind, payload)))
        if self.connected:
            self._snapshot(window)

    def _report(self, topic: topics.Topic, report: bytes) -> None:
        """Says it now, retained, and again after every lost link."""
        address = topic.of(self._hall, self._name)
        self._reports[address] = report
        if self.connected:
            self._link.publish(address, report, retain=True)

    def _listen_at(self, topic: str, receive: Callable[[bytes], None]) -> None:
        self._receivers[topic] = receive
        self._link.subscribe(topic)

    def _listen_below(self, topic: topics.Topic, receive: Callable[[bytes], None]) -> None:
        self._prefixes.append((topic.of(self._hall, ""), receive))
        self._link.subscribe(topic.of(self._hall, "+"))

    def _snapshot(self, window: int | None) -> None:
        """Asks for a followed board, again while the server keeps silent and the link is up; one ask at a time."""
        if window in self._snapshots:
            return
        self._snapshots.add(window)

        def came(future: Future[AnyOutcome]) -> None:
            self._snapshots.discard(window)
            try:
                outcome = future.result()
            except NoReplyError:
                if self.connected and not self._closing:
                    self._snapshot(window)
                return
            if isinstance(outcome, BoardIs):
                for followed, following in self._followings:
                    board = outcome.hall if followed is None else outcome.window
                    if followed == window and board is not None:
                        following.take(board)

        self.submit(GetBoard(window=window), timeout_s=SNAPSHOT_TIMEOUT_S).add_done_callback(came)

    def _on_link(self, up: bool) -> None:
        if up:
            self._link.publish(topics.PRESENCE.of(self._hall, self._name), encode(self._presence("here")), retain=True)
            for topic, report in list(self._reports.items()):
                self._link.publish(topic, report, retain=True)
            self._asking.send_all_again()
            for window, _ in self._followings:
                self._snapshot(window)
        with self._telling:
            self._link_told = up
            for listener in self._link_listeners:
                listener(up)

    def _on_settled(self) -> None:
        facts = self._box.due() if self.connected else None
        if facts is not None:
            self._link.publish(topics.BOX.of(self._hall, self._name), encode(facts), retain=True)

    def _on_message(self, topic: str, payload: bytes, _answer_at: str) -> None:
        try:
            receive = self._receivers.get(topic)
            if receive is not None:
                receive(payload)
            for prefix, below in self._prefixes:
                if topic.startswith(prefix):
                    below(payload)
        except MalformedError as error:
            log.warning("%s: %s", topic, error)

    def _on_reply(self, payload: bytes) -> None:
        reply = decode(Reply, payload)
        self._server_clock.heard(reply.at)
        self._asking.answered(reply.request_id, reply.outcome)

    def _on_server(self, payload: bytes) -> None:
        presence = decode(Presence, payload)
        if presence.state == "here" and presence.session != self._server_session:
            if self._server_session:
                for window, following in self._followings:
                    following.forget()
                    self._snapshot(window)
            self._server_session = presence.session
