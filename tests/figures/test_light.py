"""The traffic light: green only where nothing is the matter, red where people notice, and always what to do first."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queue_server.contract.boxes import BoxFacts
from queue_server.contract.messages import DeviceHealth
from queue_server.figures.light import (
    GRAVE,
    SENTENCES,
    WELL,
    Light,
    Surroundings,
    Terminal,
    Trouble,
    light_of,
    troubles_around,
    troubles_of,
)

AT = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
BOX = BoxFacts(
    client="kiosk-1",
    at=AT,
    started=AT,
    version="1.2",
    disk_free_mb=20_000,
    disk_mb=60_000,
    memory_free_mb=900,
    memory_mb=4_000,
)
PRINTER = DeviceHealth(device="printer-1", state="ok", since=AT)
OUT_OF_PAPER = replace(PRINTER, state="broken", reason="打印机缺纸", remedy="请装一卷新纸，合上盖子")
KIOSK = Terminal(client="kiosk-1", presence="here", since=AT, devices=(PRINTER,), box=BOX)
HALL = Surroundings(server_answers=True, state_free_mb=9_000)


def of(terminal: Terminal, hall: Surroundings = HALL) -> Light:
    """The light of a hall with one terminal."""
    return light_of((*troubles_around(hall), *troubles_of(terminal, BOX.version)))


def test_a_hall_where_nothing_is_the_matter_is_green_and_says_so() -> None:
    assert of(KIOSK) == Light(colour="green")
    assert of(KIOSK).sentence == WELL


@pytest.mark.parametrize(
    ("terminal", "hall", "colour", "sentence"),
    [
        (replace(KIOSK, presence="gone"), HALL, "red", "kiosk-1 断开了：请看它开着没有，网线插好没有"),
        (
            replace(KIOSK, devices=(OUT_OF_PAPER,)),
            HALL,
            "red",
            "kiosk-1 的 printer-1：打印机缺纸：请装一卷新纸，合上盖子",
        ),
        (
            replace(KIOSK, devices=(replace(OUT_OF_PAPER, state="attention", reason="纸快用完了", remedy="请备纸"),)),
            HALL,
            "yellow",
            "kiosk-1 的 printer-1：纸快用完了：请备纸",
        ),
        (
            replace(KIOSK, presence="never"),
            HALL,
            "yellow",
            "kiosk-1 从来没有接上：请按说明书把它接进大厅；不用的请从大厅配置里去掉",
        ),
        (replace(KIOSK, presence="never", optional=True), HALL, "green", WELL),
        (
            replace(KIOSK, box=replace(BOX, disk_free_mb=100)),
            HALL,
            "red",
            "kiosk-1 的硬盘快满了，只剩 100 MB：请导出支持文件，交给支持人员看是什么占了地方",
        ),
        (
            replace(KIOSK, box=replace(BOX, disk_free_mb=1_500)),
            HALL,
            "yellow",
            "kiosk-1 的硬盘剩得不多，还有 1500 MB：请在这周内告诉支持人员",
        ),
        (
            replace(KIOSK, box=replace(BOX, memory_free_mb=100)),
            HALL,
            "yellow",
            "kiosk-1 的内存快用完了：请在没人用的时候重新启动它",
        ),
        (
            replace(KIOSK, box=replace(BOX, temperature_c=91)),
            HALL,
            "yellow",
            "kiosk-1 太热，91 °C：请看通风口堵住没有，风扇转不转",
        ),
        (
            replace(KIOSK, box=replace(BOX, version="1.1")),
            HALL,
            "yellow",
            "kiosk-1 的程序是 1.1，总台是 1.2：请给它更新，两边要一样",
        ),
        (
            replace(KIOSK, findings=(("条码读不回来", "请擦一擦阅读窗"),)),
            HALL,
            "yellow",
            "kiosk-1 自检没有通过：条码读不回来：请擦一擦阅读窗",
        ),
        (
            KIOSK,
            replace(HALL, server_answers=False),
            "red",
            "总台没有应答：请看总台那台电脑开着没有；开着就重新启动它",
        ),
        (
            KIOSK,
            replace(HALL, calendar="ends", calendar_until="2026-12-31"),
            "yellow",
            "工作日历只到 2026-12-31：请向上级要新的工作日历，放进大厅配置的文件夹",
        ),
        (
            KIOSK,
            replace(HALL, calendar="none"),
            "yellow",
            "没有能用的工作日历，截止日期算不准：请向上级要工作日历，放进大厅配置的文件夹",
        ),
        (KIOSK, replace(HALL, practice=True), "yellow", "现在是练习模式，取的号都不算：练完请清除测试数据"),
        (KIOSK, replace(HALL, backup_days=15), "yellow", "已经 15 天没有备份：请插上备份用的U盘，备份一次"),
        (
            KIOSK,
            replace(HALL, state_free_mb=3),
            "red",
            "server 的硬盘快满了，只剩 3 MB：请导出支持文件，交给支持人员看是什么占了地方",
        ),
    ],
)
def test_what_is_the_matter_gives_the_colour_and_what_to_do_first(
    terminal: Terminal, hall: Surroundings, colour: str, sentence: str
) -> None:
    light = of(terminal, hall)
    assert (light.colour, light.sentence) == (colour, sentence)


def test_of_a_terminal_that_is_away_nothing_else_is_told() -> None:
    away = replace(KIOSK, presence="gone", devices=(OUT_OF_PAPER,), box=replace(BOX, disk_free_mb=1))
    assert [one.code for one in troubles_of(away, "1.2")] == ["gone"]


@given(st.lists(st.sampled_from(sorted(SENTENCES)), min_size=1))
def test_the_gravest_comes_first_and_makes_the_colour(codes: list[str]) -> None:
    light = light_of(Trouble(code=code, terminal="", what="", remedy="") for code in codes)
    assert light.first
    assert light.first.code == min(codes, key=list(SENTENCES).index)
    assert light.colour == ("red" if set(codes) & GRAVE else "yellow")
