"""One light for a box: red where somebody notices it now, yellow where they will, and always what to do about it."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from provisioning.status.command import in_words, told
from provisioning.status.light import Light, Looks, light, troubles
from provisioning.systemd import UnitState
from provisioning.update.record import Phase, Refusal, Update

NOW = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
SERVER = UnitState(name="tinghao-server.service", active=True, restarts=0)
WELL = Looks(parts=(SERVER,), disk_free_mb=9000, server_answers=True, web_is_well=True, backup_days=0)


def update(phase: Phase, why: str = "") -> Update:
    """An update in that phase."""
    return Update(version="2026.12.2", before="2026.12.1", phase=phase, at=NOW, why=why)


@pytest.mark.parametrize(
    ("changed", "colour", "words"),
    [
        ({}, "green", ""),
        ({"parts": (msgspec.structs.replace(SERVER, active=False),)}, "red", "server 没有在运行"),
        ({"server_answers": False}, "red", "总台没有应答"),
        ({"web_is_well": False}, "red", "网页没有应答"),
        ({"away": ("kiosk-1",)}, "red", "kiosk-1 断开了"),
        ({"plan_mistakes": 3}, "red", "大厅配置有 3 处错误"),
        ({"disk_free_mb": 100}, "red", "硬盘只剩 100 MB"),
        ({"disk_free_mb": 1000}, "yellow", "硬盘只剩 1000 MB"),
        ({"calendar": ("工作日历只到 2026-12-31",)}, "yellow", "工作日历只到 2026-12-31"),
        ({"backup_days": 5}, "yellow", "已经 5 天没有备份"),
        ({"server_answers": None, "web_is_well": None, "backup_days": None}, "green", ""),
    ],
)
def test_each_trouble_has_its_light_and_its_remedy(changed: dict[str, object], colour: Light, words: str) -> None:
    found = troubles(msgspec.structs.replace(WELL, **changed), None, None, NOW)
    assert light(found) == colour
    assert [one.what for one in found] == [one.what for one in found if words in one.what]
    assert all(one.remedy for one in found)


def test_an_update_that_was_taken_back_and_a_refused_stick_are_told() -> None:
    refusal = Refusal(file="hall-1.bundle", why="安装包没有签名", at=NOW - timedelta(hours=2))
    found = troubles(WELL, update("rolled_back", "总台没有应答"), refusal, NOW)
    assert light(found) == "yellow"
    assert "换上以后不正常（总台没有应答），已经换回 2026.12.1" in found[0].what
    assert found[1].what == "U盘上的安装包没有装：安装包没有签名"
    assert troubles(WELL, update("good"), refusal, NOW + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ("staged", {"version": "2026.12.2", "phase": "staged"}),
        ("switched", {"version": "2026.12.2", "phase": "switched"}),
        ("good", None),
        ("rolled_back", None),
    ],
)
def test_programs_read_whether_an_update_is_under_way(phase: Phase, said: object) -> None:
    status = told("puyang", "2026.12.1", troubles(WELL, update(phase), None, NOW), update(phase))
    read = json.loads(msgspec.json.encode(status))
    assert read["update"] == said
    assert set(read) == {"hall", "version", "light", "troubles", "update"}


def test_people_read_the_light_first_and_then_what_to_do() -> None:
    looks = msgspec.structs.replace(WELL, disk_free_mb=1000, away=("kiosk-1",))
    said = in_words(told("puyang", "2026.12.1", troubles(looks, None, None, NOW), update("staged")))
    assert said.splitlines() == [
        "puyang  版本 2026.12.1",
        "红灯：出了故障",
        "· kiosk-1 断开了",
        "  请看它开着没有，网线插好没有",
        "· 硬盘只剩 1000 MB",
        "  请导出支持文件，交给支持人员看是什么占了地方",
        "更新到 2026.12.2：准备好了，没有人在办的时候换上",
    ]
