"""Drives one SAM_V reader on a serial line: finds, selects and reads a card, once each time it is put down."""

import contextlib
import time
from collections.abc import Callable

import msgspec

from devices.errors import DeviceOfflineError, WrongAnswerError
from devices.id_card.card import IdCard, UnknownFormat, card_in
from devices.id_card.sam_frame import Command, Reply, Said, body_decoder, may_answer, reply_in, request, text_in
from devices.id_card.trouble import REMEDIES, Trouble, trouble_of
from devices.link import Link, LinkState
from devices.transport import Transport

__all__ = ["FIND_S", "REMEDIES", "IdReaderHealth", "SamReader", "Seen", "Trouble"]

FIND_S = 0.3
"""Between two looks for a card."""
SILENCES_KNOWN = 3
"""So many questions without an answer in a row, and the reader counts as away."""
READ_STEP_S = 0.25

Seen = IdCard | UnknownFormat | Trouble
"""What became of a card that was put down."""


class IdReaderHealth(msgspec.Struct, frozen=True):
    """What is known of a reader.

    Attributes:
        ready: what the security module says of itself; None while it has not been asked.
        module: the number of the security module in hexadecimal; empty while it has not told.
    """

    link: LinkState
    ready: bool | None
    why: str
    module: str = ""


class SamReader:
    """A reader. Has no thread: one thread of the caller uses it. Checked against published frames and a simulated
    reader; not seen on hardware.

    Nobody looks at the photo's bytes; nothing of a card is kept here or written to a log.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        name: str = "id-card-reader",
        find_timeout_s: float = 1.0,
        read_timeout_s: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._find_timeout_s = find_timeout_s
        self._read_timeout_s = read_timeout_s
        self._link = Link(transport, name, clock)
        self._clock = clock
        self._wait = wait
        self._ready: bool | None = None
        self._module: str | None = None
        self._card_read = False
        self._still_found = False
        self._silences = 0
        self._told: Trouble | None = None
        self._next_find_at = float("-inf")

    @property
    def health(self) -> IdReaderHealth:
        """The last known state; never blocks."""
        return IdReaderHealth(self._link.state, self._ready, self._link.why, self._module or "")

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
        match seen:
            case Trouble():
                known, self._told = self._told, seen
                return None if seen is known else seen
            case IdCard() | UnknownFormat():
                self._told = None
                return seen
            case None:
                return None

    def read(self, timeout_s: float) -> Seen | None:
        """Wait so long for a card; None when none came.

        `Trouble.LEFT_ON` also when the time is over and the card that was read last may lie there still: most cards
        answer again only after they were taken away.

        Raises:
            DeviceOfflineError: the reader is away.
        """
        self._told = None
        until = self._clock() + timeout_s
        while True:
            seen = self.poll()
            if seen is not None:
                return seen
            if self._link.state is LinkState.ERROR:
                raise DeviceOfflineError(self._link.why, retry_in_s=self._link.retry_in_s)
            left_s = until - self._clock()
            if left_s <= 0:
                return Trouble.LEFT_ON if self._card_read else None
            self._wait(min(FIND_S, left_s))

    def probe(self) -> bool:
        """Ask the security module whether it is ready, and once for its number.

        Raises:
            DeviceOfflineError: the line is broken.
            WrongAnswerError: it is there but does not answer this.
        """
        answer = self._ask(Command.STATUS, self._read_timeout_s)
        if answer is None:
            raise WrongAnswerError("the module does not answer")
        self._ready = answer.said == Said.OK
        if self._ready and self._module is None:
            identity = self._ask(Command.IDENTITY, self._read_timeout_s)
            told = identity is not None and identity.said == Said.OK
            self._module = identity.data.reveal().hex() if identity is not None and told else ""
        return self._ready

    def close(self) -> None:
        """Let go of the line."""
        self._link.close()

    def _look(self) -> Seen | None:
        if not self._ready and not self.probe():
            return Trouble.NOT_READY
        found = self._ask(Command.FIND, self._find_timeout_s)
        if found is None:
            return None
        if found.said == Said.NOT_FOUND:
            self._told = None
            if self._still_found:
                self._card_read = self._still_found = False
            return None
        if found.said != Said.FOUND:
            return self._trouble(found)
        if self._still_found:
            return Trouble.LEFT_ON
        return self._found()

    def _found(self) -> Seen | None:
        selected = self._ask(Command.SELECT, self._find_timeout_s)
        if selected is None:
            return None
        if selected.said != Said.OK:
            return self._trouble(selected)
        content = self._ask(Command.READ, self._read_timeout_s)
        if content is None:
            return Trouble.UNREADABLE
        if content.said != Said.OK:
            return self._trouble(content)
        text = text_in(content)
        if text is None:
            return Trouble.UNREADABLE
        self._card_read = self._still_found = True
        with contextlib.suppress(DeviceOfflineError):  # the card is read; the next look meets the broken line
            again = self._ask(Command.FIND, self._find_timeout_s)
            self._still_found = again is None or again.said != Said.NOT_FOUND
        return card_in(text)

    def _trouble(self, answer: Reply) -> Trouble:
        trouble = trouble_of(answer.said)
        if trouble is Trouble.NOT_READY:
            self._ready = False
        return trouble

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
            self._ready = self._module = None
            self._told = None
            self._still_found = self._card_read  # a reader without power forgets that it has read what lies there
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
                if answer is not None and may_answer(command, answer):
                    return answer
        return None
