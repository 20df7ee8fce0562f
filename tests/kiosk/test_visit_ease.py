"""Made easier for one visitor: turned on and off again, two touches for the old, and gone with the visit."""

from dataclasses import replace

import pytest

from kiosk import visit as v
from tests.kiosk.scenes import issued
from tests.kiosk.test_visit import Visitor

ALL_ON = v.Ease(v.Look(large=True, contrast=True, reach=True), aloud=True)


@pytest.mark.parametrize("kind", ["large", "contrast", "reach", "aloud"])
def test_each_is_turned_on_and_off_on_any_screen_and_changes_nothing_else(kind: v.EaseKind) -> None:
    visitor = Visitor()
    visitor.does(v.ChooseService("B"), v.TurnEase(kind))
    assert visitor.visit.ease == v.Ease().turned(kind) != v.Ease()
    assert visitor.visit.step == v.Matters("B")
    visitor.does(v.TurnEase(kind))
    assert visitor.visit.ease == v.Ease()


def test_with_large_type_two_touches_ask_for_a_number() -> None:
    visitor = Visitor()
    visitor.does(v.TurnEase("large"), v.ChooseService("B"))
    assert visitor.does(v.ChooseMatter("B01", "r1")) == v.Asking(v.Wish("B01", "r1"), 0.0)
    assert visitor.asked == [v.AskTicket(v.Wish("B01", "r1"))]


@pytest.mark.parametrize("seconds", [81])
def test_a_visitor_who_left_leaves_everything_as_usual(seconds: float) -> None:
    visitor = Visitor()
    visitor.does(*(v.TurnEase(kind) for kind in ("large", "contrast", "reach", "aloud")), v.ChangeVolume(1))
    visitor.does(v.TurnTongue(), v.ChooseService("B"))
    assert replace(visitor.visit.ease, volume=v.Ease().volume) == ALL_ON
    visitor.waits(seconds)
    assert visitor.visit == v.begin(visitor.visit.touched_at)


def test_the_next_visitor_after_a_number_finds_everything_as_usual() -> None:
    visitor = Visitor()
    visitor.does(v.TurnEase("large"), v.ChooseService("B"), v.ChooseMatter("B01", "r1"), v.Replied("r1", issued()))
    visitor.does(v.Home())
    assert visitor.visit.ease == v.Ease()


def test_any_of_the_five_keys_turns_the_voice_on_and_the_volume_has_ends() -> None:
    visitor = Visitor()
    visitor.does(v.KeyStruck(), v.KeyStruck())
    assert visitor.visit.ease.aloud
    for by, end in ((1, v.LOUDEST), (-1, v.QUIETEST)):
        visitor.does(*(v.ChangeVolume(by) for _ in range(9)))
        assert visitor.visit.ease.volume == end


def test_a_headset_turns_the_voice_on_for_the_one_who_wears_it_until_it_is_unplugged() -> None:
    visitor = Visitor()
    visitor.does(v.ChooseService("B"), v.Headset(True))
    assert visitor.visit.ease == v.Ease(aloud=True, headset=True)
    visitor.does(v.Headset(False))
    assert visitor.visit.ease == v.Ease()
    assert visitor.visit.step == v.Matters("B")
