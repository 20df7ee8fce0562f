"""Drives one SAM_V reader on a serial line: finds, selects and reads a card, once each time it is put down."""

import time
from collections.abc import Callable
from enum import Enum

import msgspec

from devices.errors import DeviceOfflineError, WrongAnswerError
from devices.id_card.card import TEXT_BYTES, IdCard, UnknownFormat, card_in
from devices.id_card.sam_frame import Command, Reply, Said, body_decoder, reply_in, request
from devices.link import Link, LinkState
from devices.transport import Transport

FIND_S = 0.3
"""Between two looks for a card."""
SILENCES_KNOWN = 3
"""So many questions without an answer in a row, and the reader counts as away."""
READ_STEP_S = 0.25


class Trouble(Enum):
    """Why there is a card and no content; the value is a stable code for wires and screens."""

    LEFT_ON = "left_on"
    """The card was read already or lies badly: 请移开后重放."""
    AUTHENTICATION = "authentication"
    """Reader and card do not trust each other: a false card, or a reader whose licence has ended."""
    UNREADABLE = "unreadable"
    """The card could not be read through: put it down again, flat and still."""
    UNKNOWN_CARD = "unknown_card"
    """No resident ID card."""


REMEDIES = {
    Trouble.LEFT_ON: "请把身份证移开，再放一次",
    Trouble.AUTHENTICATION: "这张证没有通过验证，请换一张或到窗口办理",
    Trouble.UNREADABLE: "没有读完整，请把身份证放平、放稳，再放一次",
    Trouble.UNKNOWN_CARD: "这不是居民身份证，请换一张",
}
"""What a person does about each."""
TROUBLES = {
    Said.CARD_AUTHENTICATION: Trouble.AUTHENTICATION,
    Said.SAM_AUTHENTICATION: Trouble.AUTHENTICATION,
    Said.NOT_AUTHORISED: Trouble.AUTHENTICATION,
    Said.UNKNOWN_CARD: Trouble.UNKNOWN_CARD,
    Said.NOT_SELECTED: Trouble.LEFT_ON,
}
SAM_NOT_READY = (Said.SELF_TEST, Said.UNAUTHORISED)

Seen = IdCard | UnknownFormat | Trouble
"""What became of a card that was put down."""


class IdReaderHealth(msgspec.Struct, frozen=True):
    """Attributes: `ready` is what the security module says of itself; None while it has not been asked."""

    link: LinkState
    ready: bool | None
    why: str


class SamReader:
    """A reader. Has no thread: one thread of the caller uses it. Checked against published frames and a simulated
    reader; not seen on hardware.

    The photo's bytes are dropped as they come; nothing of a card is kept here or written to a log.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        name: str = "id-card-reader",
        find_timeout_s: float = 1.0,
        read_timeout_s: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find_timeout_s = find_timeout_s
        self._read_timeout_s = read_timeout_s
        self._link = Link(transport, name, clock)
        self._name = name
        self._clock = clock
        self._ready: bool | None = None
        self._silences = 0
        self._told: Trouble | None = None
        self._next_find_at = float("-inf")

    @property
    def health(self) -> IdReaderHealth:
        """The last known state; never blocks."""
        return IdReaderHealth(self._link.state, self._ready, self._link.why)

    def poll(self) -> Seen | None:
        """Look for a card, at most every `FIND_S`; None when there is nothing new.

        The same trouble is told once until the card is taken away. Never raises for a broken reader.
        """
        now = self._clock()
        if now < self._next_find_at:
            return None
        self._next_find_at = now + FIND_S
        try:
            seen = self._look()
        except (DeviceOfflineError, WrongAnswerError):
            return None
        if isinstance(seen, Trouble):
            known, self._told = self._told, seen
            return None if seen is known else seen
        self._told = None
        return seen

    def probe(self) -> bool:
        """Ask the security module whether it is ready.

        Raises:
            DeviceOfflineError: the line is broken.
            WrongAnswerError: it is there but does not answer this.
        """
        answer = self._ask(Command.STATUS, self._read_timeout_s)
        if answer is None:
            raise WrongAnswerError("the module does not answer")
        self._ready = answer.said == Said.OK
        return self._ready

    def close(self) -> None:
        """Let go of the line."""
        self._link.close()

    def _look(self) -> Seen | None:
        if self._ready is None:
            self.probe()
        found = self._ask(Command.FIND, self._find_timeout_s)
        if found is None or found.said != Said.FOUND:
            if found is not None and found.said in SAM_NOT_READY:
                self._ready = False
            return None
        selected = self._ask(Command.SELECT, self._find_timeout_s)
        if selected is None or selected.said != Said.OK:
            return None if selected is None else self._trouble(selected, Trouble.LEFT_ON)
        content = self._ask(Command.READ, self._read_timeout_s)
        if content is None:
            return Trouble.UNREADABLE
        if content.said != Said.OK:
            return self._trouble(content, Trouble.UNREADABLE)
        text_size = int.from_bytes(content.data[:2], "big")
        text = content.data[4 : 4 + text_size]
        return card_in(text) if text_size == TEXT_BYTES and len(text) == TEXT_BYTES else Trouble.UNREADABLE

    @staticmethod
    def _trouble(answer: Reply, otherwise: Trouble) -> Trouble:
        known = {int(said): trouble for said, trouble in TROUBLES.items()}
        return known.get(answer.said, otherwise)

    def _ask(self, command: Command, timeout_s: float) -> Reply | None:
        """The reply; None for silence, which is unknown at first and away after `SILENCES_KNOWN`."""
        try:
            with self._link.exchange() as wire:
                answer = self._exchange(wire, command, timeout_s)
                if answer is None:
                    self._silences += 1
                    if self._silences >= SILENCES_KNOWN:
                        raise DeviceOfflineError(f"{wire.address} has not answered {self._silences} times")
                    return None
        except DeviceOfflineError:
            self._ready = None
            self._told = None
            raise
        self._silences = 0
        return answer

    def _exchange(self, wire: Transport, command: Command, timeout_s: float) -> Reply | None:
        wire.read(0)
        wire.write(request(command))
        decoder = body_decoder()
        deadline = time.monotonic() + timeout_s
        while (left_s := deadline - time.monotonic()) > 0:
            for body in decoder.feed(wire.read(min(left_s, READ_STEP_S))):
                answer = reply_in(body)
                if answer is not None:
                    return answer
        return None
