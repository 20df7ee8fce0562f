"""Bad ratings and complaints: followed up by a day, by somebody else than whom they are about, and counted."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from queue_server.contract.commands import (
    AnswerConcern,
    CompleteTicket,
    FileComplaint,
    FindTicket,
    GetConcerns,
    HandleConcern,
    RateService,
    RateTicket,
)
from queue_server.contract.concerns import Concern
from queue_server.contract.plan import Clerk, Plan, Window
from queue_server.contract.replies import ConcernIs, ConcernsAre, OwnTicketIs
from queue_server.queueing.concerns import working_day_after
from queue_server.queueing.events import ServiceRated
from queue_server.queueing.opinions import opinions
from queue_server.workdays.calendar import Calendar
from tests.queueing.sample import MORNING, Practice, sample_plan


def with_heads() -> Plan:
    """The sample with a head of window 1's services, and one of a window 4 that serves something else."""
    plan = sample_plan()
    other = replace(plan.service[1], prefix="X", windows=(4,))
    clerks = (Clerk(id="hed", name="Hed", roles=("head",)), Clerk(id="far", name="Far", roles=("head",)))
    supervisor = Clerk(id="sue", name="Sue", roles=("supervisor",))
    windows = (replace(plan.window[0], clerks=("ann", "ben", "hed")), *plan.window[1:])
    return replace(
        plan,
        service=(*plan.service, other),
        window=(*windows, Window(number=4, clerks=("far", "den"))),
        clerk=(*plan.clerk, *clerks, supervisor),
    )


@pytest.fixture
def hall() -> Practice:
    """Ann at window 1 has done A001."""
    hall = Practice(with_heads())
    hall.open(1, "ann")
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(CompleteTicket(window=1, clerk="ann"))
    return hall


def token(hall: Practice, number: str = "A001") -> str:
    return hall.live(number).ticket.token


def seen_by(hall: Practice, clerk: str) -> tuple[Concern, ...]:
    seen = hall.do(GetConcerns(clerk=clerk))
    assert isinstance(seen, ConcernsAre)
    return seen.concerns


def test_the_ticket_rates_once_when_all_is_done_and_a_bad_score_says_why(hall: Practice) -> None:
    hall.take("A")
    assert hall.refusal(RateTicket(token=token(hall, "A002"), score=5)) == "not_done_yet"
    assert hall.do(FindTicket(token=token(hall))) == OwnTicketIs(
        number="A001", state=hall.state("A001"), window=1, may_rate=True
    )
    assert hall.refusal(RateTicket(token=token(hall), score=2)) == "rating_reason"
    assert hall.refusal(RateTicket(token=token(hall), score=2, reasons=("slow",), text="长" * 301)) == "text_too_long"
    assert hall.refusal(RateTicket(token="somebody-elses", score=5)) == "not_your_ticket"
    hall.done(RateTicket(token=token(hall), score=2, reasons=("slow", "slow", "trips"), text=" 太慢 "))
    assert hall.history[-2][0] == ServiceRated(
        number="A001", window=1, clerk="ann", score=2, reasons=("slow", "trips"), text="太慢"
    )
    assert hall.refusal(RateTicket(token=token(hall), score=5)) == "rated_already"
    assert hall.refusal(RateService(window=1, score=5)) == "rated_already"


def test_a_good_rating_opens_nothing_a_bad_one_is_due_in_the_plans_working_days(hall: Practice) -> None:
    hall.done(RateTicket(token=token(hall), score=3))
    assert seen_by(hall, "max") == ()
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(RateService(window=1, score=1))
    (concern,) = seen_by(hall, "max")
    assert (concern.id, concern.origin, concern.score, concern.due) == ("20261123-001", "rating", 1, "2026-11-30")


@pytest.mark.parametrize(("days", "due"), [(1, "2026-11-30"), (2, "2026-12-01"), (5, "2026-12-04"), (6, "2026-12-07")])
def test_weekends_are_no_working_days(days: int, due: str) -> None:
    friday = date(2026, 11, 27)
    assert working_day_after(friday, days, None).isoformat() == due


def test_decreed_days_count_as_far_as_they_are_known(hall: Practice) -> None:
    tuesday, saturday = date(2026, 11, 24), date(2026, 11, 28)
    hall.hall.calendar = calendar = Calendar(
        source="a decree",
        covered_from=date(2026, 1, 1),
        covered_until=date(2026, 12, 31),
        holidays=frozenset({tuesday, date(2026, 11, 25)}),
        workdays=frozenset({saturday}),
    )
    hall.done(FileComplaint(category="delay"))
    assert seen_by(hall, "max")[0].due == "2026-12-01"
    assert working_day_after(date(2026, 12, 29), 5, calendar) == date(2027, 1, 5)


def test_nobody_sees_or_handles_a_concern_about_themselves_or_their_window(hall: Practice) -> None:
    hall.done(RateTicket(token=token(hall), score=1, reasons=("attitude",)))
    (concern,) = seen_by(hall, "max")
    assert [who for who in hall.hall.people if seen_by(hall, who)] == ["max", "far", "sue"]
    for clerk in ("ann", "ben", "hed", "nobody"):
        assert hall.refusal(HandleConcern(concern=concern.id, clerk=clerk, result="无")) == "unknown_concern"
    assert hall.refusal(AnswerConcern(concern=concern.id, clerk="max", answer="x")) == "concern_not_handled"
    assert hall.refusal(HandleConcern(concern=concern.id, clerk="max", result=" ")) == "concern_text"
    handled = hall.do(HandleConcern(concern=concern.id, clerk="far", result="已核实并教育"))
    assert isinstance(handled, ConcernIs)
    assert hall.refusal(HandleConcern(concern=concern.id, clerk="max", result="又一次")) == "concern_handled"
    answered = hall.do(AnswerConcern(concern=concern.id, clerk="max", answer="已电话致歉"))
    assert isinstance(answered, ConcernIs)
    kept = answered.concern
    assert (kept.state, kept.handler, kept.answerer, kept.score) == ("answered", "far", "max", 1)
    assert hall.refusal(AnswerConcern(concern=concern.id, clerk="max", answer="x")) == "concern_answered"


def test_a_complaint_may_be_nobodys_and_still_knows_whom_it_is_about(hall: Practice) -> None:
    assert hall.refusal(FileComplaint(category="delay", window=9)) == "unknown_window"
    hall.done(FileComplaint(category="attitude", token=token(hall), anonymous=True, text="态度不好"))
    hall.done(FileComplaint(category="delay", token=token(hall), contact="13800000000"))
    hall.done(FileComplaint(category="other"))
    nobodys, named, untargeted = seen_by(hall, "max")
    assert (nobodys.number, nobodys.window, nobodys.clerk) == ("", 1, "ann")
    assert (named.number, named.contact) == ("A001", "13800000000")
    assert (untargeted.window, untargeted.clerk) == (None, "")
    assert [one.id for one in seen_by(hall, "far")] == [nobodys.id, named.id]
    assert seen_by(hall, "ann") == ()


def test_what_is_not_answered_goes_over_into_the_next_days_what_is_for_a_month(hall: Practice) -> None:
    hall.done(FileComplaint(category="delay"))
    hall.done(FileComplaint(category="other"))
    first, second = seen_by(hall, "max")
    hall.do(HandleConcern(concern=first.id, clerk="max", result="查"))
    hall.do(AnswerConcern(concern=first.id, clerk="max", answer="答"))
    for later in range(1, 32):
        hall.at(MORNING + timedelta(days=later))
        if later == 1:
            assert [one.id for one in seen_by(hall, "max")] == [second.id, first.id]
    assert [one.id for one in seen_by(hall, "max")] == [second.id]
    hall.done(FileComplaint(category="delay"))
    assert seen_by(hall, "max")[-1].id == "20261224-001"


def test_what_visitors_thought_is_counted_from_what_happened(hall: Practice) -> None:
    hall.done(RateTicket(token=token(hall), score=2, reasons=("slow", "papers")))
    hall.take("A")
    hall.serve(1, "ann")
    hall.done(RateService(window=1, score=5))
    hall.done(FileComplaint(category="delay"))
    counted = opinions(event for event, _ in hall.history)
    assert (counted.served, counted.rated, counted.good_share) == (1, 2, 0.5)
    assert counted.by_window == {1: (1, 0, 0, 1, 0)}
    assert counted.by_clerk == {"ann": (1, 0, 0, 1, 0)}
    assert counted.reasons == {"slow": 1, "papers": 1}
    assert (counted.complaints, counted.concerns, counted.answered) == ({"delay": 1}, 2, 0)
    assert opinions(()).good_share is None
