"""Drives one barcode reader over a wire, in whatever protocol it is given."""

import time
from collections.abc import Callable
from typing import assert_never

from devices.errors import DeviceOfflineError
from devices.link import Link, LinkState
from devices.reader.code import Code
from devices.reader.lines import RepeatFilter
from devices.reader.protocol import Command, ReaderProtocol, Say
from devices.reader.reader import Answer, ReaderHealth
from devices.transport import Transport

UNFINISHED_CODE_S = 0.5
"""A reader sends a code in one go; one without end for longer was cut off and must not join the next code."""
ANSWER_S = 0.5
"""Readers answer a command within this time (Newland EM3000 manual: 500 ms)."""
WAITING_CODES = 64
"""Codes kept that were read while a command waited for its answer."""


class WireReader:
    """A reader on a wire. Has no thread: one thread of the caller uses it.

    A trigger that was switched on is switched on again after the reader was connected anew.
    """

    def __init__(
        self,
        transport: Transport,
        protocol: ReaderProtocol,
        *,
        name: str = "reader",
        repeat_window_s: float = 1.0,
        answer_s: float = ANSWER_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._link = Link(transport, name, clock)
        self._protocol = protocol
        self._clock = clock
        self._repeats = RepeatFilter(repeat_window_s)
        self._answer_s = answer_s
        self._heard_at = 0.0
        self._triggered = False
        self._waiting: list[Code] = []
        self._answer: Answer | None = None

    @property
    def health(self) -> ReaderHealth:
        """The last known state; never blocks."""
        return ReaderHealth(self._link.state, self._protocol.refused, self._link.why, self._answer)

    def read_codes(self, timeout_s: float) -> list[Code]:
        """Wait at most `timeout_s` for codes; an unplugged reader gives none and is opened again after its back-off.

        Never raises for a broken device, and always takes about `timeout_s` when there is nothing, so it may be
        called in a plain loop.
        """
        started_at = self._clock()
        fresh = self._link.state is not LinkState.READY
        try:
            with self._link.exchange() as wire:
                if fresh:
                    self._greet(wire)
                codes, _ = self._listen(wire, 0.0 if self._waiting else timeout_s)
        except DeviceOfflineError:
            self._protocol.forget()
            time.sleep(max(0.0, min(timeout_s, timeout_s - (self._clock() - started_at))))
            codes = []
        waiting, self._waiting = self._waiting, []
        return waiting + codes

    def trigger(self, on: bool) -> Answer:
        """Let the reader look for a code, or stop it; codes read meanwhile come with the next `read_codes`.

        Raises:
            DeviceOfflineError: the wire is broken; the trigger is switched once it is whole again.
        """
        self._triggered = on
        return self._command(self._protocol.trigger(on))

    def probe(self) -> Answer:
        """Ask for a sign of life that changes nothing.

        Raises:
            DeviceOfflineError: the wire is broken.
        """
        return self._command(self._protocol.probe())

    def close(self) -> None:
        """Let go of the wire."""
        self._link.close()

    def _command(self, command: Command | None) -> Answer:
        fresh = self._link.state is not LinkState.READY
        with self._link.exchange(insist=True) as wire:
            if fresh:
                self._greet(wire, trigger=False)
            answer = Answer.NOT_ASKED if command is None else self._ask(wire, command)
        self._answer = answer
        return answer

    def _greet(self, wire: Transport, *, trigger: bool = True) -> None:
        greetings = (self._protocol.greeting(), self._protocol.trigger(True) if trigger and self._triggered else None)
        for command in greetings:
            if command is not None:
                self._answer = self._ask(wire, command)

    def _ask(self, wire: Transport, command: Command) -> Answer:
        wire.write(command.content)
        if not command.answered:
            return Answer.NOT_ASKED
        deadline = time.monotonic() + self._answer_s
        while (left_s := deadline - time.monotonic()) > 0:
            codes, answer = self._listen(wire, left_s)
            self._waiting = (self._waiting + codes)[-WAITING_CODES:]
            if answer is not None:
                return answer
        return Answer.UNHEARD

    def _listen(self, wire: Transport, timeout_s: float) -> tuple[list[Code], Answer | None]:
        received = wire.read(timeout_s)
        now = self._clock()
        if received and now - self._heard_at > UNFINISHED_CODE_S:
            self._protocol.forget()
        if received:
            self._heard_at = now
        codes: list[Code] = []
        answer = None
        for heard in self._protocol.feed(received):
            match heard:
                case Code():
                    if self._repeats.passes(heard, now):
                        codes.append(heard)
                case Answer():
                    answer = heard
                case Say():
                    wire.write(heard.content)
                case _:
                    assert_never(heard)
        return codes, answer
