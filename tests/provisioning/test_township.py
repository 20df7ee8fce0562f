"""The template 乡镇四窗口 is a whole valid plan, and stays one with any place's name and machines in it."""

import tomllib

import pytest

from provisioning.township import TEMPLATE, hall_id, hall_name, hall_name_en, township, with_names
from queue_server.contract.plan import load, parse
from queue_server.contract.plan.facts_sense import states_facts
from queue_server.contract.plan.people_sense import people_warnings

TEXT = TEMPLATE.read_text(encoding="utf-8")
PRINTER: dict[str, str | int] = {
    "kind": "slip_printer",
    "driver": "escpos",
    "port": "/dev/serial/by-id/usb-printer",
    "baud": 9600,
}
SIGN: dict[str, str | int] = {"kind": "led_board", "driver": "onbon", "port": "/dev/ttyS0"}


def test_the_template_is_a_plan_of_four_windows_with_two_people_each_and_all_public_facts() -> None:
    plan = load(TEMPLATE)
    assert [len(window.clerks) for window in plan.window] == [2, 2, 2, 2]
    assert all(states_facts(matter) for matter in plan.matter)
    assert people_warnings(plan) == []


@pytest.mark.parametrize(
    ("place", "id", "name", "name_en"),
    [
        ("蒲阳镇", "puyangzhen", "蒲阳镇便民服务大厅", "Puyang Town Service Hall"),
        ("吕家庄乡", "lyujiazhuangxiang", "吕家庄乡便民服务大厅", "Lyujiazhuang Township Service Hall"),
        ("城关街道", "chengguanjiedao", "城关街道便民服务大厅", "Chengguan Subdistrict Service Hall"),
        ("顺平县政务服务中心", "shunpingxianzhengwufuwuzhongxin", "顺平县政务服务中心", ""),
    ],
)
def test_a_place_gives_the_hall_its_names(place: str, id: str, name: str, name_en: str) -> None:
    assert (hall_id(place), hall_name(place)) == (id, name)
    assert not name_en or hall_name_en(place) == name_en
    plan = parse(township(TEXT, place, "http://10.0.0.5:8080", []))
    assert (plan.hall.name, plan.hall.page_address) == (name, "http://10.0.0.5:8080")


def test_machines_that_were_found_are_bound() -> None:
    plan = parse(township(TEXT, "蒲阳镇", "http://10.0.0.5:8080", [PRINTER, SIGN]))
    assert [(one.id, one.terminal, one.window, one.baud) for one in plan.device] == [
        ("slip-printer-1", "kiosk-1", 0, 9600),
        ("led-board-1", "agent", 1, 0),
    ]


def test_a_name_changes_where_the_person_is_named_and_nothing_else_does() -> None:
    assert with_names(TEXT, {"guide": "导办员"}) == TEXT
    plan = parse(with_names(TEXT, {"window-1-a": "王秀兰"}))
    assert plan.clerks["window-1-a"].name == "王秀兰"
    before = load(TEMPLATE)
    for matter in plan.matter:
        was = before.matters[matter.code].person
        assert matter.person == ("王秀兰" if was == "一号窗口A岗" else was)
    assert tomllib.loads(TEXT)["hall"]["id"] == plan.hall.id
