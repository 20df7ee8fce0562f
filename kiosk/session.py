"""The thin edge of a visit: what happens goes to the machine, what it wants goes to the wire and the printer."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import assert_never

from kiosk import visit as v
from kiosk.alone import UNKNOWN, Alone
from kiosk.desk_asks import DeskAsk, command_of, take_ticket, tiding_of
from kiosk.handing_out import PagePrinting, SlipPrinting, hand_out
from kiosk.slip import Slip, slip_of
from kiosk.trace import trace
from kiosk.troubles import NO_PRINTER
from queue_server.client import HallClient, NoReplyError
from queue_server.contract import topics
from queue_server.contract.boards import HallBoard
from queue_server.contract.commands import ReportSlip
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Presence
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, Done, Refused, TicketIssued
from queue_server.contract.waits import service_wait

log = logging.getLogger(__name__)

ALONE_AFTER_S = 1.2
"""A desk believed to be there has this long; 1.5 s after the touch a number is known."""
ASK_S = 20.0
"""A little longer than the visitor is kept waiting: a reply in between is still shown and printed."""
LOOK_UP_S = 5.0
REPORT_S = 60.0


class Session:
    """The kiosk's visits, one after the other.

    Args:
        post: brings a call to the screen's thread; from it alone come `take` and `changed`.
        changed: told after every change of what is to be seen.
        printer: None where the kiosk has none.
        pages: the A4 printer for handouts; None where they come from the slip printer.
        alone: gives numbers while the desk does not; None where the kiosk has none of its own.
        opens: whether a PIN opens the technician's door at a time of the clock.
    """

    def __init__(
        self,
        plan: Plan,
        client: HallClient,
        *,
        post: Callable[[Callable[[], None]], None],
        changed: Callable[[], None],
        printer: SlipPrinting | None,
        pages: PagePrinting | None = None,
        alone: Alone | None = None,
        opens: Callable[[str, float], bool] = lambda pin, now: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.plan = plan
        self.visit = v.begin(clock())
        self.board: HallBoard | None = None
        self.forecast: Forecast | None = None
        self._link = client.connected
        self._server = True
        self.trouble = "" if printer else NO_PRINTER
        self._client = client
        self._post = post
        self._changed = changed
        self._printer = printer
        self._pages = pages
        self._clock = clock
        self._lock = threading.Lock()
        self._begun: deque[str] = deque(maxlen=100)
        self._alone = alone
        self._opens = opens
        self._given_alone: deque[str] = deque(maxlen=100)
        self._answered: deque[str] = deque(maxlen=100)
        self._last_slip: Slip | None = None

    def start(self) -> None:
        """Begins to follow the hall."""
        self._client.on_link(lambda up: self._post(lambda: self._set(link=up)))
        self._client.follow_presence(self._on_presence)
        self._client.follow_hall(lambda board: self._post(lambda: self._set(board=board)))
        self._client.follow_forecast(lambda forecast: self._post(lambda: self._set(forecast=forecast)))

    @property
    def has_own_numbers(self) -> bool:
        """Whether numbers are given while the desk is away."""
        return self._alone is not None

    @property
    def connected(self) -> bool:
        """Whether the desk can be asked, as far as is known."""
        return self._link and self._server

    def take(self, happening: v.Happening) -> None:
        """Lets something happen to the visit, on the screen's thread."""
        before = self.visit
        self.visit, effects = v.step(self.plan, before, happening, self._clock())
        for effect in effects:
            self._do(effect)
        if self.visit != replace(before, touched_at=self.visit.touched_at) or isinstance(happening, v.Tick):
            self._changed()

    def reset(self) -> None:
        """Nobody there, whatever was; for a screen that failed."""
        self.visit = v.begin_after_failure(self._clock())
        self._changed()

    def scanned(self, code: str) -> None:
        """The reader saw a code; from any thread."""
        self._post(lambda: self.take(v.Scanned(code)))

    def printer_changed(self, trouble: str) -> None:
        """The printer's trouble came or went; from any thread."""
        self._post(lambda: self._set(trouble=trouble))

    def _set(
        self,
        *,
        board: HallBoard | None = None,
        forecast: Forecast | None = None,
        link: bool | None = None,
        server: bool | None = None,
        trouble: str | None = None,
    ) -> None:
        self.board = board or self.board
        self.forecast = forecast or self.forecast
        self._link = self._link if link is None else link
        self._server = self._server if server is None else server
        self.trouble = self.trouble if trouble is None else trouble
        self._changed()

    def _on_presence(self, presence: Presence) -> None:
        if presence.client == topics.SERVER:
            here = presence.state == "here"
            self._post(lambda: self._set(server=here))

    def _do(self, effect: v.Effect) -> None:
        match effect:
            case v.AskTicket(wish):
                trace("ask", request_id=wish.request_id)
                if self._alone:
                    patience_s = ALONE_AFTER_S if self.connected else 0.0
                    waiting = threading.Timer(patience_s, self._give_alone, (wish, self._alone))
                    waiting.daemon = True
                    waiting.start()
                asked = self._client.submit(take_ticket(wish), request_id=wish.request_id, timeout_s=ASK_S)
                asked.add_done_callback(lambda future: self._on_ticket(wish.request_id, future))
            case v.AskQueues() | v.AskBooking() | v.AskBringBack() | v.AskGiveUp() | v.AskSwap():
                command, request_id = command_of(effect)
                future = self._client.submit(command, request_id=request_id or None, timeout_s=LOOK_UP_S)
                future.add_done_callback(lambda future: self._on_answer(effect, future))
            case v.PrintAgain(number):
                self._print_again(number)
            case v.GiveHandout(matter, online):
                hand_out(
                    self.plan,
                    matter,
                    self.visit.language,
                    online=online,
                    pages=self._pages,
                    slips=self._printer,
                    done=lambda state: self._post(lambda: self.take(v.HandoutCame(matter, state))),
                )
            case v.TryPin(pin):
                self.take(v.DoorTried(self._opens(pin, self._clock())))
            case _:
                assert_never(effect)

    def _on_ticket(self, request_id: str, future: Future[AnyOutcome]) -> None:
        """On the client's thread: the slip goes to the printer here, before any frame is drawn."""
        outcome = _outcome(future)
        trace("reply", request_id=request_id, outcome=type(outcome).__name__)
        if outcome is None:
            self._post(lambda: self.take(v.NoAnswer(request_id)))
            return
        with self._lock:
            if request_id in self._given_alone:
                return
            self._answered.append(request_id)
        shown = threading.Event()
        if isinstance(outcome, TicketIssued):
            self._give(request_id, outcome, shown)
        self._post(lambda: self.take(v.Replied(request_id, outcome)))
        shown.set()

    def _give_alone(self, wish: v.Wish, alone: Alone) -> None:
        """On a thread of its own: the visitor of an unanswered wish gets a number of the kiosk's own range.

        From then on a late reply of the desk is nobody's; the desk voids it when it hears of this number.
        """
        step = self.visit.step
        if not (isinstance(step, v.Asking) and step.wish == wish):
            return
        with self._lock:
            if wish.request_id in self._answered or wish.request_id in self._given_alone:
                return
            outcome = alone.give(wish, self._ahead(wish), stopped=self._stopped())
            if isinstance(outcome, Refused) and self.connected:
                return  # the desk may still answer
            self._given_alone.append(wish.request_id)
        trace("alone", request_id=wish.request_id, outcome=type(outcome).__name__)
        shown = threading.Event()
        if isinstance(outcome, TicketIssued):
            self._give(wish.request_id, outcome, shown)
        self._post(lambda: self.take(v.Replied(wish.request_id, outcome)))
        shown.set()

    def _ahead(self, wish: v.Wish) -> int:
        """How many wait before a number given alone: unknown unless the board is still kept fresh."""
        if not (self.connected and self.board):
            return UNKNOWN
        prefix = self.plan.matters[wish.matter].service
        return next((known.waiting for known in self.board.services if known.service == prefix), UNKNOWN)

    def _stopped(self) -> frozenset[str]:
        """The services that were cut off when the desk was last heard of."""
        return frozenset(known.service for known in self.board.services if known.cut_off) if self.board else frozenset()

    def _give(self, request_id: str, issued: TicketIssued, shown: threading.Event) -> None:
        """Prints the number of a wish once, if its visitor is still there; `shown` is set when the screen knows it."""
        number, visit = issued.ticket.number, self.visit
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
            wait = service_wait(self.forecast, issued.ticket.service, issued.ticket.taken_at)
            self._last_slip = slip_of(self.plan, issued, visit.language, wait, priority=visit.priority)
            self._printer.print(self._last_slip, settle)

    def _settled(self, number: str, slip: v.SlipState) -> None:
        trace("slip", number=number, paper=slip.paper.value, reason=slip.reason)
        self._report(number, slip)
        self._post(lambda: self.take(v.SlipCame(number, slip)))

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

    def _on_answer(self, asked: DeskAsk, future: Future[AnyOutcome]) -> None:
        outcome = _outcome(future)
        shown = threading.Event()
        if isinstance(asked, v.AskSwap) and isinstance(outcome, TicketIssued):
            self._give(asked.request_id, outcome, shown)
        self._post(lambda: self.take(tiding_of(asked, outcome)))
        shown.set()

    def _print_again(self, number: str) -> None:
        """The last slip once more, marked as a copy; the visit knows until when."""
        last = self._last_slip
        if self._printer is None or last is None or last.number != number:
            self.take(v.SlipCame(number, v.SlipState(v.Paper.PERSON_NEEDED, NO_PRINTER)))
            return
        self._printer.print(
            replace(last, copy=True), lambda state: self._post(lambda: self.take(v.SlipCame(number, state)))
        )


def _outcome(future: Future[AnyOutcome]) -> AnyOutcome | None:
    try:
        return future.result()
    except NoReplyError:
        return None


def _log_report(number: str, future: Future[AnyOutcome]) -> None:
    outcome = _outcome(future)
    if not isinstance(outcome, Done):
        log.warning("what became of the slip of %s was not recorded: %s", number, outcome)
