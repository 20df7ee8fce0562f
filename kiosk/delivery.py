"""Tells the desk of the numbers that the kiosk gave alone, one by one in the order given, until each is answered."""

import logging
import threading

from kiosk.outbox import Outbox, OutboxError
from kiosk.trace import trace
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import AcceptTicket
from queue_server.contract.replies import Refused

log = logging.getLogger(__name__)

ANSWER_S = 5.0
PAUSE_S = 1.0
"""After a silence or a full disk of the desk, and while nothing is to be told."""
TRY_AGAIN = frozenset({"storage_failed", "practice_on"})
REPORT_S = 60.0


class Delivery:
    """A thread of its own; `wake` whenever there may be something to tell."""

    def __init__(self, client: HallClient, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox
        self._awake = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def start(self) -> None:
        """Begins with what an earlier run left."""
        self._thread.start()

    def wake(self) -> None:
        """There is something new, or the desk is back; from any thread."""
        self._awake.set()

    def close(self) -> None:
        """Ends; call after the client was closed, so that nothing is waited for."""
        self._ended.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(2 * ANSWER_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._awake.clear()
            try:
                told = self._outbox.first()
                if told is None or not self._tell(told):
                    self._awake.wait(PAUSE_S)
            except OutboxError as error:
                log.warning("the numbers given alone cannot be read: %s", error)
                self._ended.wait(PAUSE_S)

    def _tell(self, told: AcceptTicket) -> bool:
        """Whether the desk answered for good."""
        try:
            outcome = self._client.ask(told, request_id=f"offline-{told.wish}"[:64], timeout_s=ANSWER_S)
        except NoReplyError:
            return False
        if isinstance(outcome, Refused) and outcome.code in TRY_AGAIN:
            return False
        report = self._outbox.settled(told.wish)
        if isinstance(outcome, Refused):
            log.error("the number %s given alone was refused: %s", told.number, outcome.sentence)
            trace("not_accepted", number=told.number, code=outcome.code)
            return True
        trace("accepted", number=told.number)
        if report:
            self._client.submit(report, timeout_s=REPORT_S)
        return True
