"""The desk on MQTT: takes what has arrived, has it decided as one batch, answers, publishes the boards that changed."""

import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import msgspec

from queue_server.client.link import Link
from queue_server.contract import topics
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.bulletin import Bulletin
from queue_server.contract.codec import MalformedError, decode, encode
from queue_server.contract.commands import ImportBookings
from queue_server.contract.credential import Credential
from queue_server.contract.messages import Ask, Envelope, Presence, Reply
from queue_server.contract.refusals import refuse
from queue_server.desk import Asked, Desk
from queue_server.release import version

log = logging.getLogger(__name__)

BATCH = 256
"""At most this many asks share one transaction."""
TICK_S = 1.0
MAX_ASK_BYTES = 8 * 1024
MAX_IMPORT_BYTES = 512 * 1024
"""For those who may bring many bookings at once, which are taken over whole or not at all."""
IMPORTERS = ("web", topics.BOOKINGS)
MAX_DETAIL = 200
"""So many letters of what is wrong with an ask go back to its sender."""
SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The last part of an address for replies: anything else might not be a topic at all."""


class Wire:
    """The server's place on the wire; the link's thread decides, so the hall has one command at a time."""

    def __init__(
        self,
        credential: Credential,
        desk: Desk,
        *,
        bulletin: Callable[[datetime], Bulletin] | None = None,
        failed: Callable[[], None] = lambda: None,
        alive: Callable[[], None] = lambda: None,
        turn: Callable[[datetime], None] = lambda _now: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`bulletin` tells what is public, and is asked at least once a second.

        `failed` is called when the desk fails by a mistake of ours: the server must not go on deaf. `alive` is called
        whenever the desk has decided, at least once a second while the broker is there. `turn` comes before what is
        decided, at most once a second and between two batches: a changed plan is taken up there.
        """
        self._hall = credential.hall
        self._desk = desk
        self._now = now
        self._failed = failed
        self._alive = alive
        self._turn, self._turned_at = turn, 0.0
        self._bulletin = bulletin
        self._told: Bulletin | None = None
        self._arrived: list[tuple[str, bytes]] = []
        self._decided_at = 0.0
        self._asks = topics.ASK.of(self._hall, "")
        self._presence = Presence(
            client=topics.SERVER, session=uuid4().hex, state="here", since=datetime.now(UTC), version=version()
        )
        self._presence_topic = topics.PRESENCE.of(self._hall, topics.SERVER)
        gone = msgspec.structs.replace(self._presence, state="gone")
        self._gone = (self._presence_topic, encode(gone))
        self._link = Link(
            credential,
            receive=lambda topic, payload, _answer_at: self._arrived.append((topic, payload)),
            changed=self._on_link,
            will_topic=self._presence_topic,
            will=self._gone[1],
            settled=self._on_settled,
        )
        self._link.subscribe(topics.ASK.of(self._hall, "+"))
        self._say_all = False
        self._broken = False
        self._leaving = False

    def start(self) -> None:
        """Begins to decide and to answer."""
        self._link.start()

    def wait_up(self, timeout_s: float) -> bool:
        """Whether the broker was reached within the time."""
        return self._link.wait_up(timeout_s)

    def close(self) -> None:
        """Leaves; the last word of the server is that it is gone."""
        self._leaving = True
        self._link.close(self._gone)

    def _on_link(self, up: bool) -> None:
        """The broker may have forgotten everything: the boards first, then that the server is here."""
        self._say_all = self._say_all or up

    def _on_settled(self) -> None:
        """All that has come so far is one batch; without any, time passes for the desk."""
        tick_due = time.monotonic() - self._decided_at >= TICK_S
        if self._broken or not (self._arrived or self._say_all or tick_due):
            return
        arrived, self._arrived = self._arrived, []
        try:
            if time.monotonic() - self._turned_at >= TICK_S:
                self._turned_at = time.monotonic()
                self._turn(self._now())
            for start in range(0, max(len(arrived), 1), BATCH):
                self._decide(arrived[start : start + BATCH])
        except Exception:
            self._broken = True
            log.exception("the desk failed")
            self._failed()
        else:
            self._alive()
        self._decided_at = time.monotonic()

    def _decide(self, batch: list[tuple[str, bytes]]) -> None:
        asked = [ask for topic, payload in batch for ask in self._read(topic, payload)]
        for (_, ask), reply in zip(asked, self._desk.handle(asked, self._now()), strict=True):
            self._answer(ask, reply)
        self._publish_boards()

    def _read(self, topic: str, payload: bytes) -> list[Asked]:
        """The ask in `payload`, or none: what cannot be read or answered is not decided."""
        client = topic.removeprefix(self._asks)
        try:
            _fits(payload, MAX_IMPORT_BYTES if client in IMPORTERS else MAX_ASK_BYTES)
            ask = decode(Ask, payload)
            if not isinstance(ask.command, ImportBookings):
                _fits(payload, MAX_ASK_BYTES)
        except MalformedError as error:
            detail = str(error)[:MAX_DETAIL]
            log.warning("an ask of %s is malformed: %s", client, detail)
            self._refuse(client, payload, detail)
            return []
        return [(client, ask)] if self._answerable(client, ask) else []

    def _refuse(self, client: str, payload: bytes, detail: str) -> None:
        """Tells the sender what is wrong where at least its address can be read."""
        try:
            envelope = decode(Envelope, payload)
        except MalformedError:
            return
        if self._answerable(client, envelope):
            outcome = refuse("malformed", detail=detail)
            self._answer(envelope, Reply(request_id=envelope.request_id, revision=0, outcome=outcome))

    def _answerable(self, client: str, ask: Envelope) -> bool:
        """Only at the client's own address: the server may write everywhere, its clients may not."""
        own = topics.REPLY.of(self._hall, client, "")
        if ask.reply_to.startswith(own) and SESSION.fullmatch(ask.reply_to.removeprefix(own)):
            return True
        log.warning("%s wants its answer at %.80r, which is not its own", client, ask.reply_to)
        return False

    def _answer(self, ask: Envelope, reply: Reply) -> None:
        told = msgspec.structs.replace(reply, at=self._now())
        self._link.publish(ask.reply_to, encode(told), correlation=ask.request_id)

    def _publish_boards(self) -> None:
        anew, self._say_all = self._say_all, False
        for board in self._desk.all_boards() if anew else self._desk.changed_boards():
            match board:
                case HallBoard():
                    topic = topics.BOARD.of(self._hall)
                case WindowBoard(window=window):
                    topic = topics.WINDOW_BOARD.of(self._hall, window)
            self._link.publish(topic, encode(board), retain=True)
        self._publish_bulletin(anew)
        if anew and not self._leaving:
            self._link.publish(self._presence_topic, encode(self._presence), retain=True)

    def _publish_bulletin(self, anew: bool) -> None:
        """What is public, when it has changed; nobody is delayed by more than the look at two files."""
        if self._bulletin is None:
            return
        bulletin = self._bulletin(self._now())
        if anew or bulletin != self._told:
            self._told = bulletin
            self._link.publish(topics.BULLETIN.of(self._hall), encode(bulletin), retain=True)


def _fits(payload: bytes, most: int) -> None:
    if len(payload) > most:
        raise MalformedError(f"{len(payload)} bytes, at most {most}")
