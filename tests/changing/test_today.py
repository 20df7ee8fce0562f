"""What of a changed plan applies now and what waits: nothing that somebody hangs on goes before the day ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queue_server.changing.differences import KEYED, LISTED, SINGLE, differences
from queue_server.changing.in_use import in_use
from queue_server.changing.today import Change, change, mistakes_of_change
from queue_server.contract import commands
from queue_server.contract.plan import Clerk, Device, Kiosk, Notice, Plan, Window, WindowBox, parse
from queue_server.contract.plan.sense import sense_mistakes
from queue_server.contract.ranges import own_range
from queue_server.queueing import HallState
from tests.queueing.sample import SECRET, Practice
from tests.running_hall import ROOT

SAMPLE = parse((ROOT / "assets/halls/puyang.toml").read_text(encoding="utf-8"))


def without(plan: Plan, prefix: str) -> Plan:
    """The plan without a service and all that leads to it, its windows given to J."""
    gone = plan.services[prefix]
    service = tuple(one for one in plan.service if one.prefix != prefix)
    return replace(
        plan,
        service=tuple(
            replace(one, windows=tuple(dict.fromkeys((*one.windows, *gone.windows)))) if one.prefix == "J" else one
            for one in service
        ),
        matter=tuple(matter for matter in plan.matter if matter.service != prefix),
    )


@pytest.fixture
def hall() -> Practice:
    """The sample hall, open."""
    return Practice(SAMPLE)


def changed(hall: Practice, new: Plan, *, day_begins: bool = False) -> Change:
    """What becomes of it now; whatever holds today is a plan without a mistake."""
    found = change(hall.hall.plan, new, in_use(hall.hall), day_begins=day_begins)
    assert sense_mistakes(found.today) == []
    return found


def test_names_hours_rules_notices_and_new_windows_apply_at_once(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="A01"))
    new = replace(
        SAMPLE,
        hall=replace(SAMPLE.hall, name="新大厅"),
        policy=replace(SAMPLE.policy, calls=2),
        notice=(Notice(text="新通知"),),
        window=(*SAMPLE.window, Window(number=9, clerks=SAMPLE.window[0].clerks)),
        service=tuple(replace(one, windows=(*one.windows, 9)) for one in SAMPLE.service),
    )
    found = changed(hall, new)
    assert (found.today, found.waits) == (new, False)
    assert "增加窗口 9" in differences(SAMPLE, found.today)


def test_a_service_with_a_ticket_of_today_stays_with_its_matters_until_the_day_ends(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="A01"))
    new = without(SAMPLE, "A")
    found = changed(hall, new)
    assert found.waits
    assert found.today.services["A"].windows == SAMPLE.services["A"].windows
    assert {"A01", "A02"} <= set(found.today.matters)
    assert "取消业务 A 惠农政策" in differences(found.today, new)
    assert [one.prefix for one in found.today.service] == [one.prefix for one in SAMPLE.service]
    assert [one.code for one in found.today.matter] == [one.code for one in SAMPLE.matter]
    hall.wait(days=1)
    assert not changed(hall, new, day_begins=True).waits


def test_a_service_nobody_came_for_today_goes_at_once(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="B01"))
    assert changed(hall, without(SAMPLE, "A")).today == without(SAMPLE, "A")


def test_another_letter_for_a_service_waits_and_no_number_is_given_twice(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="A01"))
    new = replace(
        SAMPLE,
        service=tuple(replace(one, prefix="Z") if one.prefix == "A" else one for one in SAMPLE.service),
        matter=tuple(replace(one, service="Z") if one.service == "A" else one for one in SAMPLE.matter),
    )
    today = changed(hall, new).today
    assert "A" in today.services
    assert "Z" not in today.services
    assert today.matters["A01"].service == "A"


def test_a_window_that_is_open_stays_and_so_does_who_sits_there(hall: Practice) -> None:
    clerk = SAMPLE.windows[1].clerks[0]
    hall.open(1, clerk)
    others = tuple(name for name in SAMPLE.windows[2].clerks if name != clerk)
    new = replace(
        SAMPLE,
        window=tuple(replace(one, clerks=others) if one.number == 1 else one for one in SAMPLE.window),
    )
    assert clerk in changed(hall, new).today.windows[1].clerks
    gone = replace(
        SAMPLE,
        window=tuple(one for one in SAMPLE.window if one.number != 1),
        service=tuple(replace(one, windows=tuple(n for n in one.windows if n != 1) or (2,)) for one in SAMPLE.service),
        device=tuple(one for one in SAMPLE.device if one.window != 1),
    )
    today = changed(hall, gone).today
    assert 1 in today.windows
    assert 1 in today.services["A"].windows
    assert {one.id for one in SAMPLE.device if one.window == 1} <= {one.id for one in today.device}


def test_a_clerk_who_served_today_stays_until_tomorrow(hall: Practice) -> None:
    clerk, other = SAMPLE.windows[1].clerks[:2]
    hall.open(1, clerk)
    fresh = Clerk(id="xin", name="新来的")
    new = replace(
        SAMPLE,
        clerk=(*(one for one in SAMPLE.clerk if one.id != clerk), fresh),
        window=tuple(
            replace(one, clerks=tuple(fresh.id if n == clerk else n for n in one.clerks)) for one in SAMPLE.window
        ),
    )
    today = changed(hall, new).today
    assert {clerk, fresh.id, other} <= set(today.clerks)


def test_kiosks_keep_their_numbers_while_numbers_of_today_are_about(hall: Practice) -> None:
    new = replace(SAMPLE, kiosk=(Kiosk(id="kiosk-0", place="门口"), *SAMPLE.kiosk))
    assert changed(hall, new).today == new
    hall.do(commands.TakeTicket(matter="A01"))
    found = changed(hall, new)
    first = SAMPLE.kiosk[0].id
    assert own_range(found.today, first) == own_range(SAMPLE, first)
    assert found.waits
    moved = replace(SAMPLE, kiosk=(replace(SAMPLE.kiosk[0], place="门口"), *SAMPLE.kiosk[1:]))
    assert changed(hall, moved).today == moved


def test_a_box_at_a_window_and_its_machines_come_at_once(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="A01"))
    keypad = Device(id="keypad-2", kind="keypad", driver="ff68", terminal="window-2", port="/dev/ttyS0", window=2)
    box = WindowBox(id="window-2", windows=(2,), place="二号窗口")
    new = replace(SAMPLE, window_box=(box,), device=(*SAMPLE.device, keypad))
    today = changed(hall, new).today
    assert today == new
    assert differences(SAMPLE, today) == ("增加窗口盒子 window-2 二号窗口", "增加设备 keypad-2")


def test_every_table_of_a_plan_has_its_word() -> None:
    assert set(Plan.__struct_fields__) == {"schema", *KEYED, *SINGLE, *LISTED}


def test_numbers_of_today_keep_their_digits(hall: Practice) -> None:
    new = replace(SAMPLE, policy=replace(SAMPLE.policy, number_digits=4, calls=2))
    assert changed(hall, new).today == new
    hall.do(commands.TakeTicket(matter="A01"))
    today = changed(hall, new).today
    assert (today.policy.number_digits, today.policy.calls) == (3, 2)


def test_ports_and_the_clock_wait_for_the_morning(hall: Practice) -> None:
    hall.do(commands.TakeTicket(matter="A01"))
    new = replace(SAMPLE, hall=replace(SAMPLE.hall, web_port=9999, timezone="Asia/Urumqi", name="新名字"))
    today = changed(hall, new).today
    assert (today.hall.web_port, today.hall.timezone, today.hall.name) == (
        SAMPLE.hall.web_port,
        SAMPLE.hall.timezone,
        "新名字",
    )
    assert not changed(hall, new, day_begins=True).waits


def test_another_hall_is_no_change_of_this_one() -> None:
    (mistake,) = mistakes_of_change(SAMPLE, replace(SAMPLE, hall=replace(SAMPLE.hall, id="other")))
    assert mistake.key == "hall.id"


def test_differences_say_what_and_how() -> None:
    new = replace(
        SAMPLE,
        policy=replace(SAMPLE.policy, calls=2),
        service=tuple(replace(one, name="惠农") if one.prefix == "A" else one for one in SAMPLE.service),
        notice=(),
    )
    assert differences(SAMPLE, new) == (
        "规则改了：叫号次数（3 → 2）",
        "业务 A 惠农 改了：名称（惠农政策 → 惠农）",
        "通知改了：现在有 0 条",
    )
    assert differences(SAMPLE, SAMPLE) == ()


def without_window(plan: Plan, key: object) -> Plan:
    """The plan without a window and its machines; what it served goes to window 2 where it has no other."""
    return replace(
        plan,
        window=tuple(one for one in plan.window if one.number != key),
        service=tuple(replace(one, windows=tuple(n for n in one.windows if n != key) or (2,)) for one in plan.service),
        device=tuple(one for one in plan.device if one.window != key),
    )


def lacking(plan: Plan, key: object) -> Plan:
    """The plan without that window or service."""
    if isinstance(key, int):
        return without_window(plan, key)
    return without(plan, str(key)) if key in plan.services else plan


@given(
    taken=st.lists(st.sampled_from([matter.code for matter in SAMPLE.matter]), max_size=6),
    gone=st.lists(st.sampled_from(["A", "B", "C", "D", 1, 3, 4]), max_size=4, unique=True),
    opened=st.lists(st.integers(1, 5), max_size=3, unique=True),
)
def test_whatever_goes_every_ticket_window_and_clerk_of_today_is_still_in_the_plan(
    taken: list[str], gone: list[object], opened: list[int]
) -> None:
    hall = Practice(SAMPLE)
    for window in opened:
        free = [
            name for name in SAMPLE.windows[window].clerks if all(s.clerk != name for s in hall.hall.windows.values())
        ]
        if free:
            hall.open(window, free[0])
    for code in taken:
        hall.do(commands.TakeTicket(matter=code))
    new = SAMPLE
    for key in gone:
        new = lacking(new, key)
    if sense_mistakes(new):
        return
    today = changed(hall, new).today
    for live in hall.hall.tickets.values():
        assert live.service in today.services
        assert live.ticket.matter in today.matters
        assert today.services[live.service].windows
    for standing in hall.hall.windows.values():
        assert standing.window in today.windows
        assert standing.clerk in today.windows[standing.window].clerks


def test_a_hall_where_nothing_happened_takes_everything_at_once() -> None:
    new = without(replace(SAMPLE, hall=replace(SAMPLE.hall, web_port=9999)), "A")
    assert change(SAMPLE, new, in_use(HallState(SAMPLE, SECRET))).today == new
