"""Tells the desk of the numbers that the kiosk gave alone, one by one in the order given, until each is answered.

At first it asks from which day on this box may give any: see `holding`.
"""

import logging
import threading
import time

from kiosk.outbox import Outbox, OutboxError
from kiosk.trace import trace
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.commands import AcceptTicket, ClaimNumbers
from queue_server.contract.replies import NumbersClaimed, Refused

log = logging.getLogger(__name__)

ANSWER_S = 5.0
PAUSE_S = 1.0
"""After a silence or a full disk of the desk, and while nothing is to be told."""
TRY_AGAIN = frozenset({"storage_failed", "practice_on"})
REPORT_S = 60.0
CLAIM_AGAIN_S = 30.0
"""Between two claims that the desk refused."""


class Delivery:
    """A thread of its own; `wake` whenever there may be something to tell."""

    def __init__(self, kiosk: str, client: HallClient, outbox: Outbox) -> None:
        self._kiosk = kiosk
        self._claim_at = 0.0
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
            self._claim()
            try:
                told = self._outbox.first()
                if told is None or not self._tell(told):
                    self._awake.wait(PAUSE_S)
            except OutboxError as error:
                log.warning("the numbers given alone cannot be read: %s", error)
                self._ended.wait(PAUSE_S)

    def _claim(self) -> None:
        """Asks, until it is answered, from which day on this box may give the kiosk's numbers."""
        holding = self._outbox.holding
        if holding.told or time.monotonic() < self._claim_at:
            return
        try:
            outcome = self._client.ask(ClaimNumbers(kiosk=self._kiosk, box=holding.box), timeout_s=ANSWER_S)
        except NoReplyError:
            return
        self._claim_at = time.monotonic() + CLAIM_AGAIN_S
        if not isinstance(outcome, NumbersClaimed):
            log.warning("no numbers of its own range yet: %s", outcome)
            return
        log.info("numbers of its own range from %s on", outcome.since)
        try:
            holding.begins(outcome.since)
        except OSError as error:
            log.warning("from when on numbers may be given is not kept: %s", error)

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
