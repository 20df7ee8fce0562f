"""The life of a connection to one machine: opening, failing, waiting longer each time, coming back."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

import structlog

from devices.errors import DeviceError, DeviceOfflineError
from devices.transport.protocol import Transport

BACKOFF_FIRST_S = 0.5
BACKOFF_MAX_S = 30.0

log = structlog.get_logger(__name__)


class LinkState(Enum):
    """Where the connection stands; `ERROR` means: broken, next try after the back-off."""

    CLOSED = "closed"
    OPENING = "opening"
    READY = "ready"
    BUSY = "busy"
    ERROR = "error"


class Outage:
    """What is known about a machine's being away: why, since when it is tried again, and that it was logged.

    A break is logged once, the return once. The waits double from `BACKOFF_FIRST_S` to `BACKOFF_MAX_S` and begin
    anew only after `over`.
    """

    def __init__(self, name: str, address: str, clock: Callable[[], float]) -> None:
        self._name = name
        self._address = address
        self._clock = clock
        self._backoff_s = BACKOFF_FIRST_S
        self._next_try_at = 0.0
        self._known = False
        self.why = ""

    @property
    def retry_in_s(self) -> float:
        """Seconds until the next try is due; 0 when it may be tried now."""
        return max(0.0, self._next_try_at - self._clock()) if self.why else 0.0

    def begins(self, error: DeviceOfflineError) -> None:
        """The machine broke, or is still away; tells the error when it is tried again."""
        self.why = str(error)
        self._next_try_at = self._clock() + self._backoff_s
        error.retry_in_s = self._backoff_s
        self._backoff_s = min(BACKOFF_MAX_S, self._backoff_s * 2)
        if not self._known:
            self._known = True
            log.warning("device down", device=self._name, address=self._address, why=self.why)

    def over(self) -> None:
        """A whole exchange went well."""
        self._backoff_s = BACKOFF_FIRST_S
        self.why = ""
        if self._known:
            self._known = False
            log.info("device up", device=self._name, address=self._address)


class Link:
    """Owns the wire of one machine. Not thread-safe: the driver holds its lock around it.

    The back-off starts again only after a whole exchange went well, so a machine that opens and breaks at once does
    not flap.
    """

    def __init__(self, transport: Transport, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._transport = transport
        self._state = LinkState.CLOSED
        self._outage = Outage(name, transport.address, clock)

    @property
    def state(self) -> LinkState:
        return self._state

    @property
    def why(self) -> str:
        """What broke the link, in English for logs; empty while nothing is known to be wrong."""
        return self._outage.why

    @property
    def retry_in_s(self) -> float:
        """Seconds until the next try is due; 0 when it may be tried now."""
        return self._outage.retry_in_s

    @contextmanager
    def exchange(self, *, insist: bool = False) -> Iterator[Transport]:
        """Give the open wire for one exchange; opens it first when needed.

        Args:
            insist: try to open even though the back-off has not passed (a person is waiting).

        Raises:
            DeviceOfflineError: the back-off has not passed, opening failed, or the exchange broke.
        """
        self._ensure_open(insist)
        self._state = LinkState.BUSY
        try:
            yield self._transport
        except DeviceOfflineError as error:
            self._broke(error)
            raise
        except DeviceError:
            self._went_well()
            raise
        except BaseException:
            self._state = LinkState.READY
            raise
        self._went_well()

    def open(self) -> None:
        """Open the wire when its time has come; that alone does not count as an exchange that went well.

        Raises:
            DeviceOfflineError: the back-off has not passed, or opening failed.
        """
        self._ensure_open(insist=False)
        self._state = LinkState.READY

    def close(self) -> None:
        """Let go of the wire; the next exchange opens it again."""
        self._transport.close()
        self._state = LinkState.CLOSED

    def _ensure_open(self, insist: bool) -> None:
        if self._state is LinkState.READY:
            return
        if not insist and (wait_s := self.retry_in_s) > 0:
            raise DeviceOfflineError(self.why, retry_in_s=wait_s)
        self._state = LinkState.OPENING
        try:
            self._transport.open()
        except DeviceOfflineError as error:
            self._broke(error)
            raise

    def _broke(self, error: DeviceOfflineError) -> None:
        self._transport.close()
        self._state = LinkState.ERROR
        self._outage.begins(error)

    def _went_well(self) -> None:
        self._state = LinkState.READY
        self._outage.over()
