"""The first start of a bare box: the whole way to a hall of its own, back from everywhere, and what may go wrong."""

from datetime import datetime

import msgspec
import pytest

from kiosk.setup import effects as e
from kiosk.setup import happenings as h
from kiosk.setup import steps as s
from kiosk.setup.state import Setup, resume
from kiosk.setup.values import Offer
from tests.kiosk.setup.technician import BAD, NOON, PLAN, WELL, Technician

DONE = h.WorkDone()


def test_the_first_box_goes_from_bare_to_done() -> None:
    person = Technician()
    assert person.asks() == (e.LookForMachines(),)
    assert person.chooses_the_template() == s.Overview()
    assert person.does(h.Next(), h.Next()) == s.People()
    assert person.does(h.Next()) == s.Working("apply")
    assert person.asks() == (e.Apply(),)
    assert person.does(DONE) == s.Testing()
    assert person.asks() == (e.RunTests(),)
    assert person.does(h.Tested(WELL), h.Tested(BAD), h.TestsOver()) == s.Testing(running=False)
    assert person.setup.findings == (BAD, WELL)
    assert person.does(h.Next()) == s.Done()
    person.does(h.Next())
    assert person.asks() == (e.Leave(),)


def test_a_plan_from_a_stick_takes_the_template_s_place() -> None:
    person = Technician()
    person.does(h.MachinesFound(()), h.Next(), h.Choose("first"), h.Choose("stick"))
    assert person.asks() == (e.LookAtSticks(),)
    person.does(h.SticksSeen(()), h.Choose("/media/x/hall.toml"))
    assert person.asks() == ()
    offer = Offer(path="/media/x/hall.toml", name="hall.toml")
    person.does(h.Again(), h.SticksSeen((offer,)), h.Choose(offer.path))
    assert person.asks() == (e.DraftPlan(path=offer.path),)
    refused = h.WorkFailed(("service[2].windows：没有 9 号窗口",))
    assert person.does(refused) == s.Trouble("plan", refused.sentences)
    assert person.does(h.Back()) == s.Source()


def test_back_leads_all_the_way_to_the_machines_and_loses_nothing() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next())
    steps = [type(person.does(h.Back())).__name__ for _ in range(6)]
    assert steps == ["Clock", "Overview", "Naming", "Source", "Which", "Devices"]
    assert person.does(h.Back()) == s.Devices(looking=False)
    assert person.setup.place == "蒲阳镇"
    assert person.does(h.Next(), h.Choose("first"), h.Choose("template")) == s.Naming("蒲阳镇")


@pytest.mark.parametrize("text", ["", "p", "蒲y", "蒲"])
def test_a_name_half_typed_is_no_name(text: str) -> None:
    person = Technician()
    person.does(h.MachinesFound(()), h.Next(), h.Choose("first"), h.Choose("template"))
    assert person.does(h.Typed(text), h.Next()) == s.Naming(text)


def test_a_name_and_pins_of_one_s_own_stay_when_the_same_plan_is_made_again() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next(), h.Choose("name:window-1-a"), h.Typed("王秀兰"), h.Next())
    person.does(h.Choose("pin:manager"), h.Typed("58x31"), h.Next())
    person.does(h.Choose("pin:"), h.Typed("864209"), h.Next())
    for _ in range(3):
        person.does(h.Back())
    assert person.does(h.Next(), PLAN) == s.Overview()
    assert [(one.name, one.pin) for one in person.setup.people] == [("王秀兰", "4821"), ("值班长", "5831")]
    assert person.setup.door_pin == "864209"


@pytest.mark.parametrize(("who", "pin"), [("manager", "123"), ("manager", "1111"), ("", "12345"), ("", "456789")])
def test_a_pin_that_is_short_or_easy_is_asked_for_again(who: str, pin: str) -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next(), h.Choose(f"pin:{who}"))
    assert person.does(h.Typed(pin), h.Next()) == s.Pin(who, wrong=True)


def test_a_wrong_clock_is_set_by_keys_and_asked_about_again() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.ClockWrong(datetime(2020, 3, 31, 8, 59, 31)))
    person.does(h.Nudge("month", -1), h.Nudge("minute", 1), h.Nudge("hour", -1), h.Nudge("year", 6))
    assert person.does(h.Nudge("day", 1)) == s.Clock(datetime(2026, 3, 1, 7, 0))
    person.does(h.Next())
    assert person.asks() == (e.SetClock(datetime(2026, 3, 1, 7, 0)),)
    assert person.does(h.WorkFailed(("没有权限改时间",))) == s.Clock(failed="没有权限改时间")
    person.does(h.ClockWrong(NOON), h.Next())
    assert person.does(DONE) == s.Clock()


def test_what_was_not_applied_is_tried_again_or_gone_back_from() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next(), h.Next())
    assert person.does(h.Back()) == s.Working("apply")
    assert person.does(h.WorkFailed(("磁盘满了",))) == s.Trouble("apply", ("磁盘满了",))
    assert person.does(h.Again()) == s.Working("apply")
    assert person.asks() == (e.Apply(),)
    assert person.does(h.WorkFailed(("磁盘满了",)), h.Back()) == s.People()


def test_tests_are_run_again_from_the_beginning() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next(), h.Next(), DONE, h.Tested(BAD), h.TestsOver(), h.Again())
    assert (person.asks(), person.setup.findings) == ((e.RunTests(),), ())


def test_touches_and_the_machine_s_time_are_counted() -> None:
    person = Technician()
    person.does(h.Touched(), h.Tick(), h.MachinesFound(()))
    assert (person.setup.touches, person.setup.machine_s) == (1, 3.0)
    person.does(h.Touched(), h.Next(), h.Tick())
    assert (person.setup.touches, person.setup.machine_s) == (2, 3.0)


def test_the_time_that_a_person_takes_in_the_self_test_is_not_the_machine_s() -> None:
    person = Technician()
    person.chooses_the_template()
    person.does(h.Next(), h.Next(), h.Next(), DONE, h.NowTesting("打印"), h.NowTesting("扫码枪", "请扫一下"))
    before = person.setup.machine_s
    person.now += 20.0
    person.does(h.Tick(), h.Tested(WELL), h.NowTesting("磁盘"), h.Tick())
    assert person.setup.machine_s == before + 1.0


def test_the_language_turns_everywhere() -> None:
    person = Technician()
    person.does(h.TurnTongue())
    assert person.language() == "en"
    person.does(h.TurnTongue())
    assert person.language() == "zh_CN"


def test_a_restart_at_any_step_takes_up_what_was_there_and_asks_again_for_what_was_under_way() -> None:
    person, seen = Technician(), []
    way: list[h.Happening] = [h.MachinesFound(()), h.Next(), h.Choose("first"), h.Choose("template")]
    way += [h.Typed("蒲阳镇"), h.Next(), PLAN, h.Next(), h.Next(), h.PrintPins(), h.Next(), h.PinsPrinted(True)]
    way += [h.Next(), DONE, h.Tested(BAD), h.TestsOver(), h.Next()]
    for happening in way:
        kept = msgspec.json.decode(msgspec.json.encode(person.setup), type=Setup)
        assert kept == person.setup
        again, asked = resume(kept, 7.0)
        seen.append((type(again.step).__name__, [type(one).__name__ for one in asked]))
        person.does(happening)
    assert [one for one in seen if one[1]] == [
        ("Devices", ["LookForMachines"]),
        ("Working", ["DraftPlan"]),
        ("Working", ["Apply"]),
        ("Testing", ["RunTests"]),
        ("Testing", ["RunTests"]),
    ]
    assert isinstance(person.setup.step, s.Done)
