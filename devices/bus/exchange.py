"""One thing said on a line and what has to come back, as a value."""

from collections.abc import Callable
from typing import Protocol

import msgspec


class Verdict(msgspec.Struct, frozen=True):
    """What a machine answered.

    Attributes:
        why: empty when it obeyed; else what it refused, in English for logs.
        code: the machine's own error number where the protocol has one.
        again: asking again at once may help (busy, damaged on the way).
        content: what it said, for questions.
    """

    why: str = ""
    code: int | None = None
    again: bool = False
    content: bytes = b""

    @property
    def ok(self) -> bool:
        return not self.why


class Listener(Protocol):
    """Looks for the answer to one exchange in what arrives, in any pieces."""

    def feed(self, received: bytes) -> Verdict | None:
        """The answer when it is complete; None while it is not, and for what is not meant for this exchange."""
        ...


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One frame and its answer.

    Attributes:
        content: the frame.
        listen: makes a new listener for each try; None where the machine never answers.
        answer_timeout_s: how long the answer may take, counted from the last byte on the line.
        tries: how often it is said until an answer comes.
        gap_s: silence the machine needs after it before anybody else speaks.
        pauses: silences inside the frame: after so many bytes, so many seconds; nobody else speaks in them.
    """

    content: bytes
    listen: Callable[[], Listener] | None = None
    answer_timeout_s: float = 0.5
    tries: int = 1
    gap_s: float = 0.0
    pauses: tuple[tuple[int, float], ...] = ()
