"""Fees: asked for by the accepting window from the guide's amount, paid at the cashier's by somebody else, once."""

import msgspec
import pytest

from queue_server.contract.commands import (
    AnyCommand,
    CloseWindow,
    CompleteTicket,
    GetQueues,
    IssuePaymentNotice,
    RecordPayment,
    RetireAccount,
    StartService,
    TakeTicket,
    TransferTicket,
    WithdrawNotice,
)
from queue_server.contract.payments import PaymentNotice
from queue_server.contract.plan import Clerk, Plan, Service, Window
from queue_server.contract.replies import NoticeIs, QueuesAre, TicketIssued
from queue_server.contract.tickets import TicketState
from queue_server.queueing.notices import Books, Sum, books
from tests.queueing.sample import Practice, matter, sample_plan

ISSUE = IssuePaymentNotice(window=2, clerk="cen", number="B001", matter="B1")
FEE = 12_50


def with_fees() -> Plan:
    """The sample where B1 costs 12.50 yuan, paid at window 4, service F, by fay or by cen, who sits at 2 as well."""
    plan, replace = sample_plan(), msgspec.structs.replace
    dear = tuple(replace(one, fee="12.5 元", fee_fen=FEE) if one.code == "B1" else one for one in plan.matter)
    return replace(
        plan,
        service=(*plan.service, Service(prefix="F", name="收费", name_en="Fees", windows=(4,), cashier=True)),
        matter=(*dear, msgspec.structs.replace(matter("A"), code="A2", fee="1 元", fee_fen=100)),
        window=(*plan.window, Window(number=4, clerks=("fay", "cen"))),
        clerk=(*plan.clerk, Clerk(id="fay", name="Fay", roles=("clerk", "cashier"))),
    )


@pytest.fixture
def hall() -> Practice:
    """cen serves B001 at window 2, fay is at the cashier's window."""
    hall = Practice(with_fees())
    hall.take("B")
    hall.open(2, "cen")
    hall.serve(2, "cen")
    hall.open(4, "fay")
    return hall


def notice_after(hall: Practice, command: AnyCommand) -> PaymentNotice:
    """The notice as it is after the command."""
    outcome = hall.do(command)
    assert isinstance(outcome, NoticeIs), outcome
    return outcome.notice


def pay(notice: PaymentNotice, *, clerk: str = "fay", reference: str = "R1", bill: str = "1") -> AnyCommand:
    """The notice is paid at window 4."""
    return RecordPayment(window=4, clerk=clerk, notice=notice.id, reference=reference, bill=bill)


def test_the_amount_is_the_guides_and_the_visitor_goes_on_to_the_cashier(hall: Practice) -> None:
    notice = notice_after(hall, ISSUE)
    assert (notice.id, notice.amount_fen, notice.clerk, notice.state) == ("20261123-001", FEE, "cen", "open")
    assert hall.hall.queue("F") == ("B001",)
    assert hall.hall.standing(2).front == ""
    queues = hall.do(GetQueues())
    assert isinstance(queues, QueuesAre)
    assert queues.notices == (notice,)
    assert hall.serve(4, "fay") == "B001"
    paid = notice_after(hall, pay(notice))
    assert (paid.state, paid.cashier, paid.reference, paid.bill) == ("paid", "fay", "R1", "1")
    hall.done(CompleteTicket(window=4, clerk="fay"))
    assert hall.state("B001") is TicketState.COMPLETED


def test_the_ticket_keeps_its_place_before_those_who_come_to_the_cashier_later(hall: Practice) -> None:
    hall.take("B")
    notice_after(hall, ISSUE)
    hall.serve(2, "cen")
    notice_after(hall, msgspec.structs.replace(ISSUE, number="B002"))
    assert hall.hall.queue("F") == ("B001", "B002")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (msgspec.structs.replace(ISSUE, clerk="den"), "window_taken"),
        (msgspec.structs.replace(ISSUE, number="B002"), "other_in_front"),
        (msgspec.structs.replace(ISSUE, matter="Z9"), "unknown_matter"),
        (msgspec.structs.replace(ISSUE, matter="A1"), "not_done_here"),
        (msgspec.structs.replace(ISSUE, window=1), "window_closed"),
        (RecordPayment(window=4, clerk="fay", notice="20261123-001", reference="R", bill="1"), "unknown_notice"),
        (WithdrawNotice(clerk="cen", notice="20261123-001", reason="x"), "unknown_notice"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(hall: Practice, command: AnyCommand, code: str) -> None:
    assert hall.refusal(command) == code


def test_no_fee_no_notice() -> None:
    hall = Practice(with_fees())
    hall.take("J")
    hall.open(1, "ann")
    hall.call(1, "ann")
    issue = IssuePaymentNotice(window=1, clerk="ann", number="J001", matter="J1")
    assert hall.refusal(issue) == "not_serving"
    hall.done(StartService(window=1, clerk="ann"))
    assert hall.refusal(issue) == "no_fee"


def test_the_cashiers_window_asks_for_nothing(hall: Practice) -> None:
    notice_after(hall, ISSUE)
    hall.serve(4, "fay")
    assert hall.refusal(msgspec.structs.replace(ISSUE, window=4, clerk="fay")) == "notice_at_cashier"


def test_a_hall_without_a_cashier_issues_none() -> None:
    plan = with_fees()
    hall = Practice(msgspec.structs.replace(plan, service=plan.service[:-1]))
    hall.take("B")
    hall.open(2, "cen")
    hall.serve(2, "cen")
    assert hall.refusal(ISSUE) == "no_cashier"


def test_a_matter_is_asked_for_once_unless_it_was_withdrawn(hall: Practice) -> None:
    notice = notice_after(hall, ISSUE)
    hall.serve(4, "fay")
    hall.done(TransferTicket(window=4, clerk="fay", service="B"))
    hall.serve(2, "cen")
    assert hall.refusal(ISSUE) == "notice_doubled"
    withdrawn = notice_after(hall, WithdrawNotice(clerk="cen", notice=notice.id, reason=" wrong "))
    assert (withdrawn.state, withdrawn.reason) == ("withdrawn", "wrong")
    assert notice_after(hall, ISSUE).id == "20261123-002"


def test_who_asked_for_the_money_never_takes_it_down(hall: Practice) -> None:
    notice = notice_after(hall, ISSUE)
    hall.done(CloseWindow(window=2, clerk="cen"))
    hall.done(CloseWindow(window=4, clerk="fay"))
    hall.open(4, "cen")
    assert hall.refusal(pay(notice, clerk="cen")) == "same_person"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"window": 2, "clerk": "cen"}, "not_a_cashier_window"),
        ({"clerk": "cen"}, "window_taken"),
        ({"reference": " "}, "payment_reference"),
        ({"bill": ""}, "payment_reference"),
        ({"bill": "1" * 41}, "payment_reference"),
        ({"bill": "1\n2"}, "payment_reference"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(hall: Practice, change: dict[str, str], code: str) -> None:
    command = pay(notice_after(hall, ISSUE))
    assert hall.refusal(msgspec.structs.replace(command, **change)) == code


def test_a_notice_is_settled_once_and_a_receipt_used_once(hall: Practice) -> None:
    hall.take("B")
    first = notice_after(hall, ISSUE)
    hall.serve(2, "cen")
    second = notice_after(hall, msgspec.structs.replace(ISSUE, number="B002"))
    notice_after(hall, pay(first))
    assert hall.refusal(pay(first, reference="R2", bill="2")) == "notice_settled"
    assert hall.refusal(WithdrawNotice(clerk="cen", notice=first.id, reason="x")) == "notice_settled"
    assert hall.refusal(pay(second, reference="R2")) == "bill_used"
    assert hall.refusal(pay(second, bill="2")) == "reference_used"


def test_only_who_issued_a_notice_withdraws_it_with_a_reason_and_others_once_they_are_gone(hall: Practice) -> None:
    notice = notice_after(hall, ISSUE)
    assert hall.refusal(WithdrawNotice(clerk="den", notice=notice.id, reason="x")) == "not_your_notice"
    assert hall.refusal(WithdrawNotice(clerk="cen", notice=notice.id, reason=" ")) == "reason_needed"
    hall.done(CloseWindow(window=2, clerk="cen"))
    hall.done(RetireAccount(id="cen"))
    assert notice_after(hall, WithdrawNotice(clerk="max", notice=notice.id, reason="x")).state == "withdrawn"


def test_what_is_owed_lives_over_days_and_the_books_of_every_day_balance(hall: Practice) -> None:
    hall.take("B")
    first = notice_after(hall, ISSUE)
    hall.serve(2, "cen")
    second = notice_after(hall, msgspec.structs.replace(ISSUE, number="B002"))
    notice_after(hall, pay(first))
    one, none = Sum(1, FEE), Sum()
    assert books(hall.history) == Books(
        owed_before=none, issued=Sum(2, 2 * FEE), paid=one, withdrawn=none, outstanding=one
    )
    hall.wait(days=1)
    assert set(hall.hall.notices) == {second.id}
    hall.open(2, "cen")
    outcome = hall.do(TakeTicket(matter="B1"))
    assert isinstance(outcome, TicketIssued)
    hall.serve(2, "cen")
    third = notice_after(hall, ISSUE)
    assert third.id == "20261124-001"
    notice_after(hall, WithdrawNotice(clerk="cen", notice=third.id, reason="x"))
    hall.open(4, "fay")
    notice_after(hall, pay(second, reference="R9", bill="9"))
    balanced = books(hall.history)
    assert balanced == Books(owed_before=one, issued=one, paid=one, withdrawn=one, outstanding=none)
    assert balanced.balanced


def test_unbalanced_books_are_told() -> None:
    one = Sum(1, FEE)
    assert not Books(owed_before=one, issued=one, paid=one, withdrawn=Sum(), outstanding=Sum()).balanced
