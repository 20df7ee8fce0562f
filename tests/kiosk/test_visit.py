"""The visit's state machine: one identity per wish, a way back from everywhere, an end to every visit."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import visit as v
from queue_server.contract.refusals import refuse
from queue_server.contract.replies import Done, QueuesAre, TicketIssued
from queue_server.contract.tickets import TicketState
from tests.kiosk.scenes import board, issued, plan, view

PLAN = plan()


class Visitor:
    """Lets things happen to a visit and keeps what it asked for."""

    def __init__(self) -> None:
        self.now = 0.0
        self.visit = v.begin(0.0)
        self.asked: list[v.Effect] = []

    def does(self, *happenings: v.Happening) -> v.Step:
        for happening in happenings:
            self.visit, effects = v.step(PLAN, self.visit, happening, self.now)
            self.asked += effects
        return self.visit.step

    def waits(self, seconds: float) -> v.Step:
        for _ in range(round(seconds * 4)):
            self.now += 0.25
            self.does(v.Tick())
        return self.visit.step

    def wishes(self) -> list[str]:
        return [effect.wish.request_id for effect in self.asked if isinstance(effect, v.AskTicket)]


def asking() -> Visitor:
    visitor = Visitor()
    visitor.does(v.ChooseService("B"), v.ChooseMatter("B01", "r1"), v.TakeNumber())
    return visitor


def with_number() -> Visitor:
    visitor = asking()
    visitor.does(v.Replied("r1", issued()))
    return visitor


def test_three_touches_ask_for_a_number() -> None:
    visitor = asking()
    assert visitor.visit.step == v.Asking(v.Wish("B01", "r1"), 0.0)
    assert visitor.asked == [v.AskTicket(v.Wish("B01", "r1"))]


def test_further_touches_while_asking_ask_nothing_more() -> None:
    visitor = asking()
    visitor.does(v.TakeNumber(), v.Touched(), v.TakeNumber(), v.Back(), v.Home(), v.Scanned("x"))
    assert visitor.wishes() == ["r1"]
    assert isinstance(visitor.visit.step, v.Asking)


def test_silence_is_told_after_a_while_and_the_next_try_is_the_same_wish() -> None:
    visitor = asking()
    assert isinstance(visitor.waits(14), v.Asking)
    assert visitor.waits(2) == v.Sorry(None, v.Wish("B01", "r1"))
    visitor.does(v.TakeNumber())
    assert visitor.wishes() == ["r1", "r1"]


def test_a_late_reply_is_shown_while_the_visitor_is_there() -> None:
    visitor = asking()
    visitor.waits(16)
    assert isinstance(visitor.does(v.Replied("r1", issued())), v.Number)


def test_a_late_reply_is_not_shown_to_the_next_visitor() -> None:
    visitor = asking()
    visitor.waits(16)
    visitor.does(v.Home())
    assert not v.waits_for(visitor.visit, "r1")
    assert visitor.does(v.Replied("r1", issued())) == v.Idle()


def test_choosing_the_same_matter_again_after_silence_is_the_same_wish() -> None:
    visitor = asking()
    visitor.waits(16)
    visitor.does(v.Back(), v.ChooseMatter("B01", "r2"), v.TakeNumber())
    assert visitor.wishes() == ["r1", "r1"]


def test_a_new_wish_after_a_number_has_a_new_identity() -> None:
    visitor = with_number()
    visitor.does(v.Home(), v.ChooseService("B"), v.ChooseMatter("B01", "r2"), v.TakeNumber())
    assert visitor.wishes() == ["r1", "r2"]


def test_a_refusal_is_shown_and_is_not_asked_again() -> None:
    visitor = asking()
    refused = refuse("service_over", service="社会事务审批")
    assert visitor.does(v.Replied("r1", refused)) == v.Sorry(refused, None)
    visitor.does(v.TakeNumber())
    assert visitor.wishes() == ["r1"]
    assert visitor.does(v.Back()) == v.Idle()


def test_a_failed_record_may_be_asked_again_under_the_same_identity() -> None:
    visitor = asking()
    visitor.does(v.Replied("r1", refuse("storage_failed")), v.TakeNumber())
    assert visitor.wishes() == ["r1", "r1"]


@pytest.mark.parametrize(
    ("slip", "seconds"),
    [
        (v.SlipState(v.Paper.PRINTED), 15),
        (v.SlipState(v.Paper.PERSON_NEEDED, "paper_out"), 45),
        (v.SlipState(v.Paper.UNKNOWN), 45),
    ],
)
def test_the_number_stays_longer_without_paper(slip: v.SlipState, seconds: int) -> None:
    visitor = with_number()
    visitor.does(v.SlipCame("B012", slip))
    assert isinstance(visitor.waits(seconds - 1), v.Number)
    assert visitor.waits(2) == v.Idle()


def test_a_slip_of_another_number_changes_nothing() -> None:
    visitor = with_number()
    before = visitor.visit
    visitor.does(v.SlipCame("B011", v.SlipState(v.Paper.PERSON_NEEDED, "paper_out")))
    assert visitor.visit == before


def test_the_visitor_is_asked_before_the_visit_ends_and_any_touch_extends_it() -> None:
    visitor = Visitor()
    visitor.does(v.ChooseService("A"), v.TurnTongue())
    for _ in range(10):
        visitor.waits(61)
        assert v.still_there_s(visitor.visit.step, visitor.visit.touched_at, visitor.now) is not None
        visitor.does(v.Touched())
        assert v.still_there_s(visitor.visit.step, visitor.visit.touched_at, visitor.now) is None
    assert visitor.waits(79) == v.Matters("A")
    assert visitor.waits(2) == v.Idle()
    assert visitor.visit.language == "zh_CN"


def test_the_language_goes_back_to_chinese_when_the_visit_ends() -> None:
    visitor = with_number()
    languages = []
    for touch in (v.TurnTongue(), v.Home()):
        visitor.does(touch)
        languages.append(visitor.visit.language)
    assert languages == ["en", "zh_CN"]


def test_help_on_the_first_screen_goes_away_by_itself() -> None:
    visitor = Visitor()
    visitor.does(v.AskHelp())
    visitor.waits(61)
    assert not visitor.visit.help


def test_a_word_about_a_closed_service_goes_away_by_itself() -> None:
    visitor = Visitor()
    assert visitor.does(v.ClosedTouched("B")) == v.Idle(closed="B")
    assert visitor.waits(9) == v.Idle()


def test_after_a_failed_screen_a_word_stands_for_a_while() -> None:
    visitor = Visitor()
    visitor.visit = v.begin_after_failure(0.0)
    assert visitor.waits(7) == v.Idle(failed=True)
    assert visitor.waits(2) == v.Idle()


@pytest.mark.parametrize("code", ["b012", "B012", "Q7xVb2kTn0ZcYw4s"])
def test_a_scanned_ticket_is_found_by_token_or_number(code: str) -> None:
    visitor = Visitor()
    visitor.does(v.Scanned(code))
    assert visitor.asked == [v.AskQueues(code)]
    found = view(TicketState.WAITING, 3)
    visitor.does(v.QueuesCame(code, QueuesAre(board=board(), tickets=(found,))))
    assert visitor.visit.step == v.MyTicket(code, "here", found)


def test_a_missed_ticket_is_brought_back_once_however_often_it_is_touched() -> None:
    visitor = Visitor()
    missed = QueuesAre(board=board(), tickets=(view(TicketState.MISSED, window=2),))
    visitor.does(v.Scanned("B012"), v.QueuesCame("B012", missed))
    visitor.does(v.BringBackPressed("b1"), v.BringBackPressed("b2"))
    assert visitor.asked[1:] == [v.AskBringBack("B012", "b1")]
    visitor.does(v.TicketActed("b1", Done(number="B012")))
    assert visitor.asked[2:] == [v.AskQueues("B012")]


def test_only_a_missed_ticket_can_be_brought_back() -> None:
    visitor = Visitor()
    waiting = QueuesAre(board=board(), tickets=(view(TicketState.WAITING),))
    visitor.does(v.Scanned("B012"), v.QueuesCame("B012", waiting), v.BringBackPressed("b1"))
    assert visitor.asked[1:] == []


TOUCHES = st.sampled_from(
    [
        v.Touched(),
        v.ChooseService("A"),
        v.ChooseService("B"),
        v.ChooseService("X"),
        v.ClosedTouched("C"),
        v.ChooseMatter("A01", ""),
        v.ChooseMatter("B01", ""),
        v.OpenSearch(),
        v.Typed("bt"),
        v.ChooseGroup("惠农"),
        v.ReadFacts(),
        v.GoOnline(),
        v.PrintHandout(),
        v.TakeNumber(),
        v.TurnPage(1),
        v.TurnPage(-1),
        v.Back(),
        v.Home(),
        v.TurnTongue(),
        v.AskHelp(),
        v.CloseHelp(),
        v.Scanned("A001"),
        v.BringBackPressed(""),
    ]
)
ANSWERS = st.sampled_from(["issued", "refused", "storage_failed", "silent", "printed", "no paper"])
MOMENTS = st.lists(st.one_of(TOUCHES, ANSWERS, st.floats(0.1, 90)), max_size=60)


@given(MOMENTS)
def test_one_wish_never_has_two_identities_and_every_visit_ends(moments: list[v.Happening | str | float]) -> None:
    visitor, fresh, open_wish = Visitor(), count(1), None
    for moment in moments:
        match moment:
            case float():
                visitor.waits(moment)
            case str():
                _answer(visitor, moment)
            case v.ChooseMatter() | v.BringBackPressed():
                visitor.does(replace(moment, fresh_id=f"r{next(fresh)}"))
            case _:
                visitor.does(moment)
        step, unsettled = visitor.visit.step, visitor.visit.unsettled
        if isinstance(step, v.Asking | v.Confirm) and unsettled and unsettled.matter == step.wish.matter:
            assert step.wish == unsettled
        if isinstance(step, v.Asking):
            assert open_wish is None or open_wish == step.wish
            open_wish = step.wish
        elif not isinstance(step, v.Sorry):
            open_wish = None
    _answer(visitor, "silent")
    assert visitor.waits(200) == v.Idle()
    assert visitor.visit.language == "zh_CN"
    assert not visitor.visit.help


def _answer(visitor: Visitor, answer: str) -> None:
    wishes = visitor.wishes()
    if not wishes:
        return
    match answer:
        case "issued":
            visitor.does(v.Replied(wishes[-1], issued()))
        case "refused":
            visitor.does(v.Replied(wishes[-1], refuse("day_closed")))
        case "storage_failed":
            visitor.does(v.Replied(wishes[-1], refuse("storage_failed")))
        case "silent":
            visitor.does(v.NoAnswer(wishes[-1]), v.NoAnswer("A001"))
        case "printed":
            visitor.does(v.SlipCame("B012", v.SlipState(v.Paper.PRINTED)))
        case _:
            visitor.does(v.SlipCame("B012", v.SlipState(v.Paper.PERSON_NEEDED, "paper_out")))


def test_the_issued_ticket_is_what_is_shown() -> None:
    step = with_number().visit.step
    assert isinstance(step, v.Number)
    assert isinstance(step.issued, TicketIssued)
    assert step.issued.ticket.number == "B012"
