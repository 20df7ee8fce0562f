"""Asks that wait for their replies: sent again under the same id until answered or out of time."""

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from queue_server.contract.replies import AnyOutcome

RETRY_S = 1.0
"""An unanswered ask is sent again after this time."""


def new_request_id() -> str:
    """An id nobody else has. It begins with the time, so the journal's index of replies grows at its end only.

    A third of the time of recording a full batch was spent on index pages all over the file.
    """
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


class NoReplyError(Exception):
    """No answer in time: the server or the broker is away; whether it was decided is unknown until asked again."""


@dataclass
class _Waiting:
    payload: bytes
    deadline: float
    again_at: float
    future: Future[AnyOutcome] = field(default_factory=Future)


class Asking:
    """The asks in flight; `send(request_id, payload)` puts one on the wire and does nothing while the link is down."""

    def __init__(self, send: Callable[[str, bytes], None]) -> None:
        self._send = send
        self._waiting: dict[str, _Waiting] = {}
        self._lock = threading.Condition()
        self._closed = False
        self._keeper = threading.Thread(target=self._keep, name="asking", daemon=True)
        self._keeper.start()

    def put(self, request_id: str, payload: bytes, timeout_s: float) -> Future[AnyOutcome]:
        """Sends the ask now; its future ends with the outcome or `NoReplyError`. A known id joins the ask in flight.

        The future cannot be cancelled: whether the ask is decided is no longer in anybody's hands here.
        """
        now = time.monotonic()
        with self._lock:
            known = self._waiting.get(request_id)
            if known is not None:
                known.deadline = max(known.deadline, now + timeout_s)
                return known.future
            asked = _Waiting(payload, now + timeout_s, now + RETRY_S)
            asked.future.set_running_or_notify_cancel()
            if self._closed:
                asked.future.set_exception(NoReplyError("the client was closed"))
                return asked.future
            self._waiting[request_id] = asked
            if len(self._waiting) == 1:
                self._lock.notify()
        self._send(request_id, payload)
        return asked.future

    def answered(self, request_id: str, outcome: AnyOutcome) -> None:
        """Ends the ask; a second answer finds nobody."""
        with self._lock:
            asked = self._waiting.pop(request_id, None)
        if asked is not None:
            asked.future.set_result(outcome)

    def send_all_again(self) -> None:
        """Puts every ask in flight on the wire again, after a lost link."""
        with self._lock:
            again = [(request_id, asked.payload) for request_id, asked in self._waiting.items()]
        for request_id, payload in again:
            self._send(request_id, payload)

    def close(self) -> None:
        """Ends every ask in flight with `NoReplyError`."""
        with self._lock:
            self._closed = True
            left = list(self._waiting.values())
            self._waiting.clear()
            self._lock.notify()
        for asked in left:
            asked.future.set_exception(NoReplyError("the client was closed"))

    def _keep(self) -> None:
        while not self._closed:
            with self._lock:
                self._lock.wait(RETRY_S / 4 if self._waiting else None)
                now = time.monotonic()
                late = [key for key, asked in self._waiting.items() if asked.deadline <= now]
                lost = [self._waiting.pop(key) for key in late]
                again = [(key, asked.payload) for key, asked in self._waiting.items() if asked.again_at <= now]
                for key, _ in again:
                    self._waiting[key].again_at = now + RETRY_S
            for asked in lost:
                asked.future.set_exception(NoReplyError("no answer in time"))
            for key, payload in again:
                self._send(key, payload)
