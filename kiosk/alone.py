"""A number without the desk: of the kiosk's own range, by its own clock and plan, on its disk before it is said."""

import logging
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.clock import believable, utc_now
from kiosk.desk_asks import SAID_THEMSELVES
from kiosk.outbox import Outbox, OutboxError
from kiosk.visit.steps import Wish
from queue_server.contract.commands import AcceptTicket, ReportSlip
from queue_server.contract.plan import Plan
from queue_server.contract.ranges import own_range
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Refused, TicketIssued
from queue_server.contract.tickets import Ticket
from queue_server.workdays.calendar import Calendar
from queue_server.workdays.opening import opening_on

log = logging.getLogger(__name__)

UNKNOWN = -1
"""`ahead` of a ticket whose place nobody knows."""


class Alone:
    """The numbers of one kiosk; safe for several threads.

    Args:
        given: told after every number that was kept, so that the desk hears of it.
        now: the kiosk's clock.
        calendar: the working days, None where the kiosk does not know them.
    """

    def __init__(
        self,
        plan: Plan,
        kiosk: str,
        outbox: Outbox,
        given: Callable[[], None],
        now: Callable[[], datetime] = utc_now,
        *,
        calendar: Calendar | None = None,
    ) -> None:
        self._plan = plan
        self._own = own_range(plan, kiosk)
        self._outbox = outbox
        self._given = given
        self._now = now
        self._calendar = calendar

    def give(
        self,
        wish: Wish,
        ahead: int = UNKNOWN,
        windows: tuple[int, ...] = (),
        *,
        stopped: frozenset[str] = frozenset(),
        practice: bool = False,
    ) -> TicketIssued | Refused:
        """A number for the wish, or why there is none.

        Its token is empty, only the desk can make one. `stopped` are the services that were cut off when the desk was
        last heard of today; the hall was in `practice` then.
        """
        plan, now = self._plan, self._now()
        matter = plan.matters[wish.matter]
        service = plan.services[matter.service]
        if not believable(now):
            return refuse("clock_wrong")
        local = now.astimezone(ZoneInfo(plan.hall.timezone))
        if not self._outbox.holding.may_give(local.date().isoformat()):
            return refuse("new_box")
        for wanted in (service, *(plan.services[plan.matters[code].service] for code in wish.more)):
            is_open, opens = opening_on(plan, self._calendar, wanted, local)
            if not is_open:
                if opens:
                    return refuse("service_closed", service=wanted.name, opens=opens)
                return refuse("service_over", service=wanted.name)
            if wanted.prefix in stopped:
                return refuse("cut_off", service=wanted.name)
        day = local.date().isoformat()
        telling = AcceptTicket(
            wish=wish.request_id,
            number="",
            matter=wish.matter,
            taken_at=local,
            more=wish.more,
            priority=wish.priority,
            reason=SAID_THEMSELVES if wish.priority else "",
            practice=practice,
        )
        form = f"{service.prefix}{{count:0{plan.policy.number_digits}d}}"
        try:
            told = self._outbox.give(service.prefix, day, self._own, telling, form)
        except OutboxError as error:
            log.error("no number of the own range: %s", error)
            return refuse("storage_failed")
        if told is None:
            return refuse("numbers_used_up", service=service.name)
        self._given()
        ticket = Ticket(
            number=told.number,
            day=day,
            service=service.prefix,
            service_name=service.name,
            matter=matter.code,
            matter_name=matter.name,
            taken_at=told.taken_at,
            token="",
            more=told.more,
            practice=told.practice,
        )
        return TicketIssued(ticket=ticket, ahead=ahead, windows=windows)

    def slip(self, report: ReportSlip) -> bool:
        """Keeps what became of the paper with its number; False when the desk can be told at once."""
        try:
            return self._outbox.slip(report)
        except OutboxError as error:
            log.warning("what became of the slip of %s was not kept: %s", report.number, error)
            return False
