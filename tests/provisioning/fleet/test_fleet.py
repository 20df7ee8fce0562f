"""A county's technician sees all halls at once, and an update goes through them until one of them is not well."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from provisioning.fleet.halls import HallsError, load_halls
from provisioning.fleet.waves import read_sizes, waves
from tests.ports import free_port
from tests.provisioning.fleet.county import NEW, OLD, County

NAMES = ("puyang", "gaoling", "beihe")


@pytest.fixture(scope="module")
def _county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    county = County(tmp_path_factory.mktemp("county"), NAMES)
    yield county
    county.close()


@pytest.fixture
def county(_county: County) -> County:
    """Three halls that are well, on the old version."""
    for hall in _county.halls:
        hall.tells(hall.standing(OLD))
        hall.will_be(hall.standing(NEW))
    _county.lists({hall.name: hall.port for hall in _county.halls})
    _county.knows(*(hall.host_key for hall in _county.halls))
    return _county


def test_the_table_tells_each_halls_light_version_and_troubles(county: County) -> None:
    county.halls[1].tells(county.halls[1].standing(OLD, "yellow", "自助机打印机缺纸", "磁盘快满了"))
    told = county.gives("status")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "大厅     灯       版本       说明",
        "puyang   绿 正常  2026.12.1",
        "gaoling  黄 留意  2026.12.1  自助机打印机缺纸；请检查",
        "                             磁盘快满了；请检查",
        "beihe    绿 正常  2026.12.1",
    ]


def test_a_hall_that_does_not_answer_is_told_with_its_reason(county: County) -> None:
    with socket.create_server(("127.0.0.1", free_port())) as mute:
        puyang, gaoling, beihe = county.halls
        county.lists({"puyang": puyang.port, "关着": free_port(), "不出声": mute.getsockname()[1], "beihe": beihe.port})
        county.knows(puyang.host_key, gaoling.host_key.replace(str(gaoling.port), str(beihe.port)))
        told = county.gives("status", "--json")
    assert (told.returncode, told.stderr) == (1, "")
    seen = json.loads(told.stdout)
    assert seen["puyang"] == puyang.standing(OLD)
    assert "不接受 SSH" in seen["关着"]["silent"]
    assert "没有接通" in seen["不出声"]["silent"]
    assert "主机钥匙变了" in seen["beihe"]["silent"]


def test_an_update_goes_through_all_halls_wave_after_wave(county: County) -> None:
    done = county.updates("--wave", "1,2")
    assert (done.returncode, done.stderr) == (0, "")
    first, _, second, *_ = done.stdout.splitlines()
    assert (first, second) == ("这一批 1 个：puyang", "这一批 2 个：gaoling、beihe")
    assert "2026.12.2 已经在 3 个大厅" in done.stdout
    assert [hall.orders[-1] for hall in county.halls] == ["--now"] * 3


def test_it_stops_at_the_first_hall_that_is_not_well_and_goes_on_from_there(county: County) -> None:
    puyang, gaoling, beihe = county.halls
    gaoling.will_be(gaoling.standing(OLD, "yellow", "更新没有成功，已经换回旧版本"))
    stopped = county.updates("--wave", "1")
    assert stopped.returncode == 1
    assert "✘ gaoling：又回到了 2026.12.1：更新没有成功，已经换回旧版本" in stopped.stdout
    assert "还没有更新的 1 个：beihe" in stopped.stdout
    assert beihe.orders == []
    gaoling.will_be(gaoling.standing(NEW))
    assert county.updates("--wave", "1").returncode == 0
    assert (len(puyang.orders), len(beihe.orders)) == (3, 3)


def test_bundles_that_are_not_the_countys_reach_no_hall(county: County) -> None:
    (bundle, *others) = county.bundles()
    bundle.write_bytes(bundle.read_bytes().replace(b"puyang 2026", b"PUYANG 2026"))
    refused = county.gives("update", bundle, *others, "--key", bundle.parent / "county.pub", "--now")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert [hall.orders for hall in county.halls] == [[]] * 3


def test_a_list_of_halls_that_cannot_be_meant_is_refused(tmp_path: Path) -> None:
    (tmp_path / "known_hosts").touch()
    file = tmp_path / "halls.toml"
    hall = '[[hall]]\nname = "{}"\naddress = "10.0.0.{}"\n'
    for text, why in (
        (hall.format("puyang", 1) + hall.format("gaoling", 1), "重复了：puyang、gaoling"),
        (hall.format("puyang", 1) + "prot = 22\n", "写得不对.*prot"),
        ('[ssh]\nkey = "county"\n' + hall.format("puyang", 1), "找不到 .*county"),
        ("hall = []", "一个大厅也没有"),
    ):
        file.write_text(text)
        with pytest.raises(HallsError, match=why):
            load_halls(file)


def test_waves_begin_small_and_leave_nobody_out() -> None:
    assert [len(wave) for wave in waves([str(number) for number in range(27)], (1, 3, 10))] == [1, 3, 10, 10, 3]
    assert read_sizes("1,3,10") == (1, 3, 10)
    with pytest.raises(ValueError, match="至少一个"):
        read_sizes("1,0")
