"""The thin edge of a visit: what happens goes to the machine, what it wants goes to the wire and the printer."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Protocol, assert_never
from zoneinfo import ZoneInfo

from kiosk import visit as v
from kiosk.alone import Alone
from kiosk.desk_asks import DeskAsk, command_of, tiding_of
from kiosk.giving import Giving, outcome_of
from kiosk.handing_out import PagePrinting, SlipPrinting, hand_out
from kiosk.paper_desk import PaperDesk
from kiosk.scanning.handover import Purpose
from kiosk.troubles import NO_PRINTER
from queue_server.client import HallClient
from queue_server.contract import topics
from queue_server.contract.boards import HallBoard
from queue_server.contract.forecasts import Forecast
from queue_server.contract.messages import Presence
from queue_server.contract.plan import Plan
from queue_server.contract.replies import AnyOutcome, TicketIssued

log = logging.getLogger(__name__)

LOOK_UP_S = 5.0


PaperEffect = v.WantPages | v.TakePage | v.StopPages | v.DropPage | v.SendPapers


class SelfTests(Protocol):
    """Looks at the kiosk on a thread of its own."""

    def start(self) -> None:
        """Begins from the beginning."""
        ...

    def stop(self) -> None:
        """Ends as soon as it can; what had ended already is not touched."""
        ...


class Session:
    """The kiosk's visits, one after the other.

    Args:
        post: brings a call to the screen's thread; from it alone come `take` and `changed`.
        changed: told after every change of what is to be seen.
        printer: None where the kiosk has none.
        pages: the A4 printer for handouts; None where they come from the slip printer.
        alone: gives numbers while the desk does not; None where the kiosk has none of its own.
        selftest: looks at the kiosk; None where nothing is looked at.
        papers: where papers are scanned in; None where there is nothing to scan with.
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
        papers: PaperDesk | None = None,
        selftest: SelfTests | None = None,
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
        self._alone = alone
        self._giving = Giving(self, client, tell=self._tell, printer=printer, alone=alone)
        self._papers = papers
        self._opens = opens
        self._selftest = selftest
        self._selftest_ordered = False

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

    @property
    def today(self) -> str:
        """The hall's local date, ISO."""
        return datetime.now(ZoneInfo(self.plan.hall.timezone)).date().isoformat()

    def take(self, happening: v.Happening) -> None:
        """Lets something happen to the visit, on the screen's thread."""
        before = self.visit
        self.visit, effects = v.step(self.plan, before, happening, self._clock())
        self._mind_papers(before)
        self._mind_selftest(before)
        for effect in effects:
            self._do(effect)
        if self.visit != replace(before, touched_at=self.visit.touched_at) or isinstance(happening, v.Tick):
            self._changed()
        if self._selftest_ordered and isinstance(self.visit.step, v.Idle) and isinstance(happening, v.Tick):
            self._selftest_ordered = False
            self.take(v.StartSelfTest())

    def reset(self) -> None:
        """Nobody there, whatever was; for a screen that failed."""
        before, self.visit = self.visit, v.begin_after_failure(self._clock())
        self._mind_papers(before)
        self._mind_selftest(before)
        self._changed()

    def scanned(self, code: str) -> None:
        """The reader saw a code; from any thread."""
        self._tell(v.Scanned(code))

    def order_selftest(self) -> None:
        """The kiosk looks at itself as soon as nobody stands here; from any thread."""
        self._post(self._order_selftest)

    def selftest_ended(self) -> None:
        """The kiosk has looked at everything; from any thread."""
        self._tell(v.SelfTestEnded())

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
                self._giving.ask(wish)
            case (
                v.AskQueues()
                | v.AskBooking()
                | v.AskOwnTicket()
                | v.AskBringBack()
                | v.AskGiveUp()
                | v.AskSwap()
                | v.AskRating()
                | v.AskComplaint()
            ):
                command, request_id = command_of(effect)
                future = self._client.submit(command, request_id=request_id or None, timeout_s=LOOK_UP_S)
                future.add_done_callback(lambda future: self._on_answer(effect, future))
            case v.PrintAgain(number):
                self._giving.print_again(number)
            case v.GiveHandout(matter, online):
                hand_out(
                    self.plan,
                    matter,
                    self.visit.language,
                    online=online,
                    pages=self._pages,
                    slips=self._printer,
                    done=lambda state: self._tell(v.HandoutCame(matter, state)),
                )
            case v.WantPages() | v.TakePage() | v.StopPages() | v.DropPage() | v.SendPapers():
                if self._papers:
                    self._do_papers(effect, self._papers)
            case v.TryPin(pin):
                self.take(v.DoorTried(self._opens(pin, self._clock())))
            case _:
                assert_never(effect)

    def _mind_papers(self, before: v.Visit) -> None:
        """Scanned papers go with the number that their visitor is given; whoever leaves without one leaves nothing."""
        if self._papers is None:
            return
        if isinstance(self.visit.step, v.Number) and isinstance(before.step, v.Asking) and before.papers:
            wish = before.step.wish
            self._papers.hand_over(self._purpose(wish.request_id, wish.matter))
        elif isinstance(self.visit.step, v.Idle) and not isinstance(before.step, v.Idle):
            self._papers.forget()

    def _mind_selftest(self, before: v.Visit) -> None:
        """It runs for as long as its screen is up and has not shown its end."""
        if self._selftest is None:
            return
        if _tests(self.visit) and not _tests(before):
            self._selftest.start()
        elif _tests(before) and not _tests(self.visit):
            self._selftest.stop()

    def _order_selftest(self) -> None:
        self._selftest_ordered = self._selftest is not None

    def _do_papers(self, effect: PaperEffect, papers: PaperDesk) -> None:
        match effect:
            case v.WantPages(material):
                papers.want(material)
            case v.TakePage():
                papers.take_now()
            case v.StopPages():
                papers.stop()
            case v.DropPage(material):
                papers.drop_last(material)
            case v.SendPapers(token, matter):
                papers.hand_over(self._purpose(token, matter))

    def _purpose(self, owner: str, matter: str) -> Purpose:
        return Purpose(owner, self.plan.matters[matter], self.today)

    def _on_answer(self, asked: DeskAsk, future: Future[AnyOutcome]) -> None:
        outcome = outcome_of(future)
        tiding = tiding_of(asked, outcome)
        if isinstance(asked, v.AskSwap) and isinstance(outcome, TicketIssued):
            self._giving.swapped(asked.request_id, outcome, tiding)
        else:
            self._tell(tiding)

    def _tell(self, happening: v.Happening) -> None:
        """Lets something happen to the visit; from any thread."""
        self._post(lambda: self.take(happening))


def _tests(visit: v.Visit) -> bool:
    return isinstance(visit.step, v.SelfTesting) and not visit.step.ended
