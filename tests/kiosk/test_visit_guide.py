"""A visit to the guide: found, read, taken home, and on to the number."""

import pytest

from kiosk import visit as v
from tests.kiosk.test_visit import PLAN, Visitor


def searching(*happenings: v.Happening) -> Visitor:
    visitor = Visitor()
    visitor.does(v.OpenSearch(), *happenings)
    return visitor


def test_a_matter_is_found_by_what_is_typed_and_back_leads_to_what_was_typed() -> None:
    visitor = searching(v.Typed("gd"), v.TurnPage(1), v.ChooseMatter("A01", "r1"))
    assert visitor.visit.step == v.Confirm(v.Wish("A01", "r1"), 0, v.Search("gd", page=1))
    assert visitor.does(v.Back()) == v.Search("gd", page=1)
    assert visitor.does(v.Back()) == v.Search()
    assert visitor.does(v.Back()) == v.Idle()


def test_what_is_typed_ends_at_the_longest_text_and_begins_on_the_first_page() -> None:
    visitor = searching(v.ChooseGroup("社会"), v.TurnPage(1))
    assert visitor.visit.step == v.Search(group="社会", page=1)
    assert visitor.does(v.Typed("x" * 100)) == v.Search("x" * 24)


def test_the_facts_are_read_and_printed_once_at_a_time_before_the_number() -> None:
    visitor = searching(v.ChooseMatter("A01", "r1"), v.ReadFacts(), v.PrintHandout(), v.PrintHandout())
    assert visitor.asked == [v.GiveHandout("A01", online=False)]
    printed = v.SlipState(v.Paper.PRINTED)
    visitor.does(v.HandoutCame("B01", v.SlipState(v.Paper.UNKNOWN)), v.HandoutCame("A01", printed))
    assert visitor.visit.step == v.Facts(v.Confirm(v.Wish("A01", "r1"), 0, v.Search()), 0, printed)
    assert isinstance(visitor.does(v.Back(), v.TakeNumber()), v.Asking)


def test_only_a_matter_that_is_done_online_leads_there() -> None:
    online = next(matter.code for matter in PLAN.matter if matter.online)
    onsite = next(matter.code for matter in PLAN.matter if not matter.online)
    assert isinstance(searching(v.ChooseMatter(onsite, "r1"), v.GoOnline()).visit.step, v.Confirm)
    visitor = searching(v.ChooseMatter(online, "r1"), v.GoOnline(), v.PrintHandout())
    assert visitor.asked == [v.GiveHandout(online, online=True)]
    assert isinstance(visitor.does(v.Back()), v.Confirm)


@pytest.mark.parametrize("reading", [(), (v.ReadFacts(),), (v.GoOnline(),)])
def test_who_leaves_while_searching_or_reading_is_forgotten(reading: tuple[v.Happening, ...]) -> None:
    online = next(matter.code for matter in PLAN.matter if matter.online)
    visitor = searching(v.Typed("bt"), *((v.ChooseMatter(online, "r1"), *reading) if reading else ()))
    assert visitor.waits(81) == v.Idle()
