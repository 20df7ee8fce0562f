"""One more box of a hall: halls that answer, a code for the person at the hall, and every way to be kept out."""

import pytest

from kiosk.setup import effects as e
from kiosk.setup import happenings as h
from kiosk.setup import steps as s
from kiosk.setup.state import resume
from kiosk.setup.values import Hall
from tests.kiosk.setup.technician import HALL, Technician


def test_a_kiosk_joins_and_has_a_pin_for_its_door_alone() -> None:
    person = Technician()
    assert isinstance(person.knocks(), s.Code)
    assert person.asks() == (e.PrintCode(),)
    assert person.does(h.LetIn("kiosk-2", "蒲阳镇便民服务大厅", "864209")) == s.Clock()
    assert person.does(h.Next()) == s.People()
    assert (person.setup.people, person.setup.door_pin) == ((), "864209")
    assert person.does(h.Next()) == s.Working("apply")


def test_a_display_has_no_door_and_is_asked_for_no_pin() -> None:
    person = Technician()
    person.knocks("display")
    assert person.does(h.LetIn("display-2", "大厅", "864209"), h.Next()) == s.Working("apply")


@pytest.mark.parametrize("reason", ["locked", "expired", "refused", "away"])
def test_whoever_is_kept_out_may_ask_again_or_choose_another_hall(reason: s.Reason) -> None:
    person = Technician()
    person.knocks()
    assert person.does(h.KeptOut(reason)) == s.NotLetIn(reason)
    assert person.does(h.Again()) == s.Knocking()
    assert person.asks() == (e.Knock(),)
    assert person.does(h.KeptOut(reason), h.Back()) == s.Halls()


def test_a_code_ends_with_its_time_whatever_the_hall_says() -> None:
    person = Technician()
    person.knocks()
    person.now += 700.0
    assert person.does(h.Tick()) == s.NotLetIn("expired")
    assert person.asks() == (e.StopKnocking(),)


def test_a_new_code_takes_the_old_one_s_place() -> None:
    person = Technician()
    person.knocks()
    assert person.does(h.Again()) == s.Knocking()
    assert person.asks() == (e.StopKnocking(), e.Knock())


@pytest.mark.parametrize(
    ("typed", "hall"),
    [("192.168.1.5", Hall(host="192.168.1.5", port=8443)), ("10.0.0.5:9000", Hall(host="10.0.0.5", port=9000))],
)
def test_a_hall_is_found_by_its_address_too(typed: str, hall: Hall) -> None:
    person = Technician()
    person.does(h.MachinesFound(()), h.Next(), h.Choose("join"), h.Choose("kiosk"), h.HallsHeard(()))
    assert person.does(h.Choose("by hand"), h.Typed(typed), h.Next()) == s.Knocking()
    assert person.setup.hall == hall


@pytest.mark.parametrize("typed", ["", "192.168.1", "192.168.1.500", "1.2.3.4:x"])
def test_what_is_no_address_is_said_so(typed: str) -> None:
    person = Technician()
    person.does(h.MachinesFound(()), h.Next(), h.Choose("join"), h.Choose("kiosk"), h.HallsHeard(()))
    assert person.does(h.Choose("by hand"), h.Typed(typed), h.Next()) == s.Address(typed, wrong=True)


def test_back_from_the_code_gives_it_up() -> None:
    person = Technician()
    person.knocks()
    assert person.does(h.Back()) == s.Halls()
    assert person.asks() == (e.StopKnocking(), e.ListenForHalls())
    assert person.does(h.Back(), h.Back()) == s.Which()


def test_a_restart_with_a_code_looks_for_the_hall_anew() -> None:
    person = Technician()
    person.knocks()
    again, asked = resume(person.setup, 3.0)
    assert (again.step, asked) == (s.Halls(), (e.ListenForHalls(),))
    assert again.hall == HALL


def test_news_that_nobody_waits_for_change_nothing() -> None:
    person = Technician()
    person.knocks()
    before = person.setup.step
    assert person.does(h.HallsHeard(()), h.MachinesFound(()), h.WorkDone(), h.TestsOver()) == before
