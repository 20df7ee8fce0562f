"""A handout goes to the A4 printer where there is one that works, and to the slip printer otherwise."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from devices.errors import DeviceError
from devices.printer import PrintOutcome, PrintResult
from kiosk.handout import Handout, guide_handout, online_handout
from kiosk.handout_page import a4_pdf
from kiosk.slip import Slip
from kiosk.trace import trace
from kiosk.troubles import NO_PRINTER
from kiosk.visit.steps import Paper, SlipState
from queue_server.contract.plan import Plan
from queue_server.contract.words import Language

log = logging.getLogger(__name__)

Done = Callable[[SlipState], None]


class SlipPrinting(Protocol):
    """The slip printer: paper out, told once what became of each."""

    def print(self, paper: Slip | Handout, done: Done) -> None:
        """Returns at once."""
        ...


class PagePrinting(Protocol):
    """The A4 printer."""

    def print(self, pages: bytes | str, *, job_id: str = "") -> PrintOutcome:
        """Returns when the page is out or given up; raises `DeviceError`."""
        ...


def hand_out(
    plan: Plan,
    matter: str,
    language: Language,
    *,
    online: bool,
    pages: PagePrinting | None,
    slips: SlipPrinting | None,
    done: Done,
) -> None:
    """Prints what to bring for the matter, or its online address; returns at once, `done` is told from any thread."""
    made = (online_handout if online else guide_handout)(plan, plan.matters[matter], language)
    threading.Thread(target=_run, args=(made, pages, slips, done), name="handout", daemon=True).start()


def _run(handout: Handout, pages: PagePrinting | None, slips: SlipPrinting | None, done: Done) -> None:
    if pages is not None:
        try:
            outcome = pages.print(a4_pdf(handout))
        except DeviceError as error:
            log.warning("the handout of %s is not printed on A4: %s", handout.matter, error)
        else:
            trace("handout", matter=handout.matter, result=outcome.result.value)
            if outcome.result is PrintResult.PRINTED:
                done(SlipState(Paper.PRINTED))
                return
    if slips is None:
        done(SlipState(Paper.PERSON_NEEDED, NO_PRINTER))
    else:
        slips.print(handout, done)
