"""Decisions about fees: asked for where a matter is accepted, taken down where fees are paid, never by one person."""

from datetime import datetime

from queue_server.contract.commands import IssuePaymentNotice, RecordPayment, WithdrawNotice
from queue_server.contract.payments import NoticeState, PaymentNotice
from queue_server.contract.plan import Plan
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import NoticeIs, Refused
from queue_server.contract.tickets import TicketState
from queue_server.queueing import events
from queue_server.queueing.at_window import transferred
from queue_server.queueing.checks import attended, clerk_name, in_front
from queue_server.queueing.decision import Decision
from queue_server.queueing.hall import HallState
from queue_server.queueing.visit import done_at

NOTICE_STATE_WORDS: dict[NoticeState, str] = {"open": "还没有缴", "paid": "已经缴清", "withdrawn": "已经撤回"}
LONGEST_REFERENCE = 40


def issue(hall: HallState, command: IssuePaymentNotice, now: datetime) -> Decision | Refused:
    """The fee of a matter that this window is about to finish, and the visitor on the way to pay it."""
    plan, number = hall.plan, command.number
    live = in_front(hall, command.window, command.clerk)
    if isinstance(live, Refused):
        return live
    if live.ticket.number != number:
        return refuse("other_in_front", window=command.window, front=live.ticket.number, number=number)
    if live.state is not TicketState.SERVING:
        return refuse("not_serving", number=number)
    if _takes_fees(plan, live.service):
        return refuse("notice_at_cashier")
    matter = plan.matters.get(command.matter)
    if matter is None:
        return refuse("unknown_matter", matter=command.matter)
    if matter.code not in done_at(plan, live, command.window):
        return refuse("not_done_here", number=number, matter=matter.name)
    if not matter.fee_fen:
        return refuse("no_fee", matter=matter.name)
    if plan.cashier is None:
        return refuse("no_cashier")
    asked = (live.ticket.day, number, matter.code)
    for known in hall.notices.values():
        if (known.day, known.number, known.matter) == asked and known.state != "withdrawn":
            return refuse("notice_doubled", matter=matter.name, notice=known.id)
    onward = transferred(hall, live, command.window, command.clerk, plan.cashier)
    if isinstance(onward, Refused):
        return onward
    notice = PaymentNotice(
        id=_next_id(hall),
        number=number,
        day=live.ticket.day,
        matter=matter.code,
        matter_name=matter.name,
        amount_fen=matter.fee_fen,
        window=command.window,
        clerk=command.clerk,
        at=hall.local(now),
    )
    return _about(notice.id, events.NoticeIssued(notice=notice), onward)


def withdraw(hall: HallState, command: WithdrawNotice) -> Decision | Refused:
    """Only whoever issued it; somebody else once they do not work here any more."""
    notice = _open(hall, command.notice)
    if isinstance(notice, Refused):
        return notice
    if not command.reason.strip():
        return refuse("reason_needed")
    if notice.clerk != command.clerk and notice.clerk in hall.people:
        return refuse("not_your_notice", notice=notice.id, clerk=clerk_name(hall, notice.clerk))
    withdrawn = events.NoticeWithdrawn(notice=notice.id, clerk=command.clerk, reason=command.reason.strip())
    return _about(notice.id, withdrawn)


def record(hall: HallState, command: RecordPayment) -> Decision | Refused:
    """A payment is taken down once, at a window where fees are paid, by somebody else than who asked for it."""
    standing = attended(hall, command.window, command.clerk)
    if isinstance(standing, Refused):
        return standing
    if not any(service.cashier for service in hall.plan.services_of(command.window)):
        return refuse("not_a_cashier_window", window=command.window)
    notice = _open(hall, command.notice)
    if isinstance(notice, Refused):
        return notice
    if notice.clerk == command.clerk:
        return refuse("same_person", notice=notice.id)
    reference, bill = command.reference.strip(), command.bill.strip()
    if not all(0 < len(text) <= LONGEST_REFERENCE and text.isprintable() for text in (reference, bill)):
        return refuse("payment_reference")
    for known in hall.notices.values():
        if known.bill == bill:
            return refuse("bill_used", bill=bill, notice=known.id)
        if known.reference == reference:
            return refuse("reference_used", reference=reference, notice=known.id)
    paid = events.PaymentRecorded(
        notice=notice.id, clerk=command.clerk, window=command.window, reference=reference, bill=bill
    )
    return _about(notice.id, paid)


def _open(hall: HallState, id: str) -> PaymentNotice | Refused:
    """The notice while it is to be paid."""
    notice = hall.notices.get(id)
    if notice is None:
        return refuse("unknown_notice", notice=id)
    if notice.state != "open":
        return refuse("notice_settled", notice=id, state=NOTICE_STATE_WORDS[notice.state])
    return notice


def _takes_fees(plan: Plan, prefix: str) -> bool:
    service = plan.services.get(prefix)
    return service is not None and service.cashier


def _next_id(hall: HallState) -> str:
    """The day and the running number of its notices, as people write and read it: `20261123-007`."""
    day = hall.day.replace("-", "")
    return f"{day}-{sum(id.startswith(day) for id in hall.notices) + 1:03d}"


def _about(id: str, *happened: events.Event) -> Decision:
    return Decision(happened, lambda after: NoticeIs(notice=after.notices[id]))
