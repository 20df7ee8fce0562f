"""A wish in full: several matters under one number, priority asked plainly, a slip printed again for a minute."""

from kiosk import visit as v
from queue_server.contract.commands import MOST_FURTHER
from tests.kiosk.scenes import issued
from tests.kiosk.test_visit import PLAN, Visitor, with_number

PRINTED = v.SlipState(v.Paper.PRINTED)


def confirming() -> Visitor:
    visitor = Visitor()
    visitor.does(v.ChooseService("B"), v.ChooseMatter("B01", "r1"))
    return visitor


def test_further_matters_are_added_once_each_and_asked_under_one_number() -> None:
    visitor = confirming()
    visitor.does(v.AddMatter(), v.Typed("d"), v.ChooseMatter("D01", "r2"))
    visitor.does(v.AddMatter(), v.ChooseGroup("g"), v.ChooseMatter("D01", "r3"))
    assert visitor.does(v.AddMatter(), v.ChooseMatter("A01", "r4")) == v.Confirm(v.Wish("B01", "r1", ("D01", "A01")), 0)
    visitor.does(v.DropMatter(), v.TakeNumber())
    assert visitor.asked == [v.AskTicket(v.Wish("B01", "r1", ("D01",)))]


def test_no_more_matters_than_the_desk_takes() -> None:
    visitor = confirming()
    for matter in list(PLAN.matters)[:9]:
        visitor.does(v.AddMatter(), v.ChooseMatter(matter, matter))
    step = visitor.visit.step
    assert isinstance(step, v.Confirm)
    assert len(step.wish.more) == MOST_FURTHER


def test_back_from_adding_leads_to_the_wish_as_it_was() -> None:
    visitor = confirming()
    before = visitor.visit.step
    assert visitor.does(v.AddMatter(), v.Typed("d"), v.Back(), v.Back()) == before


def test_priority_is_asked_with_the_number_and_forgotten_with_the_visitor() -> None:
    visitor = confirming()
    assert visitor.does(v.OpenPriority(), v.ChoosePriority("king")) == v.Priority(v.Confirm(v.Wish("B01", "r1"), 0))
    visitor.does(v.ChoosePriority("old"), v.TakeNumber())
    assert visitor.asked == [v.AskTicket(v.Wish("B01", "r1", priority="old"))]
    visitor.does(v.Replied("r1", issued()), v.Home())
    assert visitor.visit.priority == ""


def test_whoever_belongs_to_no_class_takes_it_back() -> None:
    visitor = confirming()
    visitor.does(v.OpenPriority(), v.ChoosePriority("old"), v.OpenPriority(), v.ChoosePriority(""), v.TakeNumber())
    assert visitor.asked == [v.AskTicket(v.Wish("B01", "r1"))]


def test_the_slip_is_printed_again_once_on_the_spot() -> None:
    visitor = with_number()
    visitor.does(v.PrintAgainPressed())
    assert visitor.asked[1:] == []
    visitor.does(v.SlipCame("B012", PRINTED), v.PrintAgainPressed(), v.PrintAgainPressed())
    assert visitor.asked[1:] == [v.PrintAgain("B012")]
    visitor.does(v.SlipCame("B012", PRINTED), v.PrintAgainPressed())
    assert visitor.asked[1:] == [v.PrintAgain("B012")]


def test_the_last_slip_can_be_printed_from_the_first_screen_for_a_minute_after_its_number() -> None:
    visitor = with_number()
    visitor.does(v.SlipCame("B012", PRINTED), v.Home())
    visitor.waits(50)
    assert visitor.does(v.PrintAgainPressed(), v.PrintAgainPressed()) == v.Idle(again=v.SlipState())
    assert visitor.asked[1:] == [v.PrintAgain("B012")]
    assert visitor.does(v.SlipCame("B012", PRINTED)) == v.Idle(again=PRINTED)
    visitor.waits(9)
    assert visitor.visit.step == v.Idle()
    visitor.waits(2)
    visitor.does(v.PrintAgainPressed())
    assert visitor.asked[1:] == [v.PrintAgain("B012")]
    assert visitor.visit.last is None
