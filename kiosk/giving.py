"""Gives a number to whoever waits for one: the desk's, or one of the kiosk's own; prints its slip once."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Protocol, assert_never

from kiosk import visit as v
from kiosk.alone import UNKNOWN, Alone
from kiosk.checklist import missing_papers
from kiosk.desk_asks import take_ticket
from kiosk.handing_out import SlipPrinting
from kiosk.slip import Slip, slip_of
from kiosk.trace import trace
from kiosk.troubles import NO_PRINTER
from queue_server.client import HallClient, NoReplyError
from queue_server.contract.boards import HallBoard
from queue_server.contract.commands import ReportSlip
from queue_server.contract.forecasts import Forecast
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, Done, Refused, TicketIssued
from queue_server.contract.waits import service_wait

log = logging.getLogger(__name__)

ALONE_AFTER_S = 1.2
"""A desk believed to be there has this long; 1.5 s after the touch a number is known."""
ASK_S = 20.0
"""A little longer than the visitor is kept waiting: a reply in between is still shown and printed."""
REPORT_S = 60.0


class AtTheGlass(Protocol):
    """The visitor and what is known of the hall; read from any thread."""

    plan: Plan
    visit: v.Visit
    board: HallBoard | None
    forecast: Forecast | None

    @property
    def connected(self) -> bool:
        """Whether the desk can be asked, as far as is known."""
        ...

    @property
    def today(self) -> str:
        """The hall's local date, ISO."""
        ...


class Giving:
    """Safe for several threads.

    Args:
        tell: lets something happen to the visit, from any thread.
        printer: None where the kiosk has none.
        alone: gives numbers while the desk does not; None where the kiosk has none of its own.
    """

    def __init__(
        self,
        glass: AtTheGlass,
        client: HallClient,
        *,
        tell: Callable[[v.Happening], None],
        printer: SlipPrinting | None,
        alone: Alone | None,
    ) -> None:
        self._glass = glass
        self._client = client
        self._tell = tell
        self._printer = printer
        self._alone = alone
        self._lock = threading.Lock()
        self._begun: deque[str] = deque(maxlen=100)
        self._given_alone: deque[str] = deque(maxlen=100)
        self._answered: deque[str] = deque(maxlen=100)
        self._last: Slip | None = None

    def ask(self, wish: v.Wish) -> None:
        """Asks the desk for the wish's number, and gives one alone when it says nothing for long."""
        trace("ask", request_id=wish.request_id)
        if self._alone:
            patience_s = ALONE_AFTER_S if self._glass.connected else 0.0
            waiting = threading.Timer(patience_s, self._give_alone, (wish, self._alone))
            waiting.daemon = True
            waiting.start()
        asked = self._client.submit(take_ticket(wish), request_id=wish.request_id, timeout_s=ASK_S)
        asked.add_done_callback(lambda future: self._on_ticket(wish.request_id, future))

    def swapped(self, request_id: str, issued: TicketIssued, tiding: v.Tiding) -> None:
        """A ticket was swapped for this number; `tiding` is told once the slip is on its way."""
        self._give_and_tell(request_id, issued, tiding)

    def print_again(self, number: str) -> None:
        """The last slip once more, marked as a copy; the visit knows until when."""
        last = self._last
        if self._printer is None or last is None or last.number != number:
            self._tell(v.SlipCame(number, v.SlipState(v.Paper.PERSON_NEEDED, NO_PRINTER)))
            return
        self._printer.print(replace(last, copy=True), lambda state: self._tell(v.SlipCame(number, state)))

    def _on_ticket(self, request_id: str, future: Future[AnyOutcome]) -> None:
        """On the client's thread: the slip goes to the printer here, before any frame is drawn."""
        outcome = outcome_of(future)
        trace("reply", request_id=request_id, outcome=type(outcome).__name__)
        if outcome is None:
            self._tell(v.NoAnswer(request_id))
            return
        with self._lock:
            if request_id in self._given_alone:
                return
            self._answered.append(request_id)
        self._give_and_tell(request_id, outcome, v.Replied(request_id, outcome))

    def _give_alone(self, wish: v.Wish, alone: Alone) -> None:
        """On a thread of its own: the visitor of an unanswered wish gets a number of the kiosk's own range.

        From then on a late reply of the desk is nobody's; the desk voids it when it hears of this number.
        """
        step = self._glass.visit.step
        if not (isinstance(step, v.Asking) and step.wish == wish):
            return
        with self._lock:
            if wish.request_id in self._answered or wish.request_id in self._given_alone:
                return
            board = self._glass.board
            practice = bool(board and board.practice)
            outcome = alone.give(wish, self._ahead(wish), stopped=self._stopped(), practice=practice)
            if isinstance(outcome, Refused) and self._glass.connected:
                return  # the desk may still answer
            self._given_alone.append(wish.request_id)
        trace("alone", request_id=wish.request_id, outcome=type(outcome).__name__)
        self._give_and_tell(wish.request_id, outcome, v.Replied(wish.request_id, outcome))

    def _give_and_tell(self, request_id: str, outcome: AnyOutcome, tiding: v.Tiding) -> None:
        """The slip first, as the printer is slow; what becomes of it is told after the number itself."""
        shown = threading.Event()
        if isinstance(outcome, TicketIssued):
            self._give(request_id, outcome, shown)
        self._tell(tiding)
        shown.set()

    def _ahead(self, wish: v.Wish) -> int:
        """How many wait before a number given alone: unknown unless the board is still kept fresh."""
        if not (self._glass.connected and self._glass.board):
            return UNKNOWN
        prefix = self._glass.plan.matters[wish.matter].service
        return next((known.waiting for known in self._glass.board.services if known.service == prefix), UNKNOWN)

    def _stopped(self) -> frozenset[str]:
        """The services that were cut off when the desk was last heard of today."""
        board = self._glass.board
        if board is None or board.day != self._glass.today:
            return frozenset()
        return frozenset(known.service for known in board.services if known.cut_off)

    def _give(self, request_id: str, issued: TicketIssued, shown: threading.Event) -> None:
        """Prints the number of a wish once, if its visitor is still there; `shown` is set when the screen knows it."""
        number, visit = issued.ticket.number, self._glass.visit
        if not v.waits_for(visit, request_id):
            self._report(number, v.SlipState(v.Paper.UNKNOWN, "visitor_left"))
            return
        with self._lock:
            if request_id in self._begun:
                return
            self._begun.append(request_id)

        def settle(state: v.SlipState) -> None:
            shown.wait()
            self._settled(number, state)

        if self._printer is None:
            threading.Thread(target=settle, args=(v.SlipState(v.Paper.PERSON_NEEDED, NO_PRINTER),), daemon=True).start()
        else:
            wait = service_wait(self._glass.forecast, issued.ticket.service, issued.ticket.taken_at)
            matters = (issued.ticket.matter, *issued.ticket.more)
            self._last = slip_of(
                self._glass.plan,
                issued,
                visit.language,
                wait,
                priority=visit.priority,
                missing=missing_papers(self._glass.plan, matters, visit.papers),
            )
            self._printer.print(self._last, settle)

    def _settled(self, number: str, slip: v.SlipState) -> None:
        trace("slip", number=number, paper=slip.paper.value, reason=slip.reason)
        self._report(number, slip)
        self._tell(v.SlipCame(number, slip))

    def _report(self, number: str, slip: v.SlipState) -> None:
        match slip.paper:
            case v.Paper.PRINTED | v.Paper.PRINTING:
                report = ReportSlip(number=number, outcome="printed")
            case v.Paper.PERSON_NEEDED:
                report = ReportSlip(number=number, outcome="person_needed", reason=slip.reason)
            case v.Paper.UNKNOWN:
                report = ReportSlip(number=number, outcome="unknown", reason=slip.reason)
            case _:
                assert_never(slip.paper)
        if self._alone and self._alone.slip(report):
            return
        self._client.submit(report, timeout_s=REPORT_S).add_done_callback(lambda future: _log_report(number, future))


def outcome_of(future: Future[AnyOutcome]) -> AnyOutcome | None:
    """What the desk answered; None where it did not."""
    try:
        return future.result()
    except NoReplyError:
        return None


def _log_report(number: str, future: Future[AnyOutcome]) -> None:
    outcome = outcome_of(future)
    if not isinstance(outcome, Done):
        log.warning("what became of the slip of %s was not recorded: %s", number, outcome)
