"""The technician's door: only the four corners and the PIN lead there, and it leads nowhere else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import visit as v
from kiosk.__main__ import main
from kiosk.checks import checks
from kiosk.door import FILE, PAUSE_S, TRIES, DoorLock, PinError, set_pin
from kiosk.screens.corners import WITHIN_S, Corners
from queue_server.contract.messages import DeviceHealth
from tests.figures.test_light import BOX
from tests.kiosk.test_visit import Visitor

SIZE = (1080.0, 1920.0)
CLOCKWISE = ((5.0, 1900.0), (1070.0, 1910.0), (1075.0, 3.0), (2.0, 10.0))


def opened(corners: Corners, places: tuple[tuple[float, float], ...], every_s: float = 1.0) -> list[bool]:
    return [corners.touched(x, y, SIZE, 10 + place * every_s) for place, (x, y) in enumerate(places)]


def test_the_four_corners_clockwise_call_the_technician() -> None:
    assert opened(Corners(), CLOCKWISE) == [False, False, False, True]


@pytest.mark.parametrize(
    "places",
    [
        CLOCKWISE[::-1],
        (*CLOCKWISE[:3], (500.0, 900.0), CLOCKWISE[3]),
        CLOCKWISE[1:],
        (CLOCKWISE[0], CLOCKWISE[2], CLOCKWISE[1], CLOCKWISE[3]),
    ],
)
def test_any_other_touches_do_not(places: tuple[tuple[float, float], ...]) -> None:
    assert not any(opened(Corners(), places))


def test_slow_touches_do_not_but_a_fresh_round_does() -> None:
    corners = Corners()
    assert not any(opened(corners, CLOCKWISE, WITHIN_S))
    assert opened(corners, ((500.0, 900.0), *CLOCKWISE))[-1]


def test_only_the_pin_opens_and_wrong_ones_close_the_door_for_a_while(tmp_path: Path) -> None:
    set_pin(tmp_path, "135790")
    lock = DoorLock(tmp_path)
    assert lock.opens("135790", 0.0)
    assert not any(lock.opens("000000", 1.0) for _ in range(TRIES))
    assert not lock.opens("135790", 2.0)
    assert lock.opens("135790", 2.0 + PAUSE_S)


def test_no_pin_no_door(tmp_path: Path) -> None:
    assert not DoorLock(tmp_path).opens("", 0.0)
    (tmp_path / FILE).write_bytes(b"\xff no hash")
    assert not DoorLock(tmp_path).opens("135790", 0.0)


@pytest.mark.parametrize("pin", ["12345", "123456789", "12345a", "", "１２３４５６"])
def test_a_pin_is_six_to_eight_digits(tmp_path: Path, pin: str) -> None:
    with pytest.raises(PinError):
        set_pin(tmp_path, pin)


def test_the_pin_file_is_its_owners_and_holds_no_pin(tmp_path: Path) -> None:
    set_pin(tmp_path, "135790")
    kept = tmp_path / FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert "135790" not in kept.read_text()


def test_the_command_keeps_the_pin_and_refuses_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for typed, code in (("246810", 0), ("24", 2)):
        monkeypatch.setattr("sys.stdin", open_with(tmp_path, typed))
        assert main(["door-pin", "--state", str(tmp_path)]) == code
    assert DoorLock(tmp_path).opens("246810", 0.0)


def open_with(folder: Path, text: str) -> object:
    file = folder / "typed"
    file.write_text(text + "\n")
    return file.open()


def test_the_right_pin_shows_the_checks_and_back_is_the_first_screen() -> None:
    visitor = Visitor()
    visitor.does(v.CornersTouched(), v.Typed("13"), v.Typed("13x"), v.Typed("135790123"), v.TryDoor())
    assert visitor.asked == [v.TryPin("13579012")]
    assert visitor.does(v.DoorTried(False)) == v.Door(wrong=True)
    assert visitor.does(v.Typed("1"), v.TryDoor(), v.DoorTried(True)) == v.Checks()
    assert visitor.does(v.Back()) == v.Idle()


def test_nobody_at_the_door_is_forgotten_and_a_late_answer_opens_nothing() -> None:
    visitor = Visitor()
    visitor.does(v.CornersTouched(), v.Typed("1"), v.TryDoor())
    assert visitor.waits(81) == v.Idle()
    assert visitor.does(v.DoorTried(True)) == v.Idle()


def test_corners_in_the_middle_of_a_visit_do_nothing() -> None:
    visitor = Visitor()
    visitor.does(v.ChooseService("A"), v.CornersTouched())
    assert visitor.visit.step == v.Matters("A")


def test_the_checks_say_what_is_not_well(tmp_path: Path) -> None:
    since = datetime(2026, 11, 24, tzinfo=UTC)
    broken = DeviceHealth(device="printer", state="broken", reason="打印机缺纸", remedy="请装一卷新纸", since=since)
    found = checks(connected=False, machines=(broken,), waiting=3, state=tmp_path, local=since, desk="h:1", box=BOX)
    assert found[0].words == "红灯：总台没有应答：请看总台那台电脑开着没有；开着就重新启动它"
    by_name = {check.name: check for check in found}
    assert not by_name["总台"].well
    assert (by_name["printer"].well, by_name["printer"].words) == (False, "打印机缺纸：请装一卷新纸")
    assert not by_name["待上传的号"].well
    alone = checks(connected=True, machines=(broken,), waiting=0, state=tmp_path, local=since, desk="h:1", box=BOX)
    assert alone[0].words == "红灯：kiosk-1 的 printer：打印机缺纸：请装一卷新纸"
    long_ago = since.replace(year=2001)
    early = checks(connected=True, machines=(), waiting=0, state=tmp_path, local=long_ago, desk="h:1", box=BOX)
    assert early[0].words == "绿灯：一切正常，现在不用做什么"
    assert [check.name for check in early if not check.well] == ["机器时间"]


def test_the_self_test_is_started_behind_the_door_and_lasts_as_long_as_it_takes() -> None:
    visitor = Visitor()
    visitor.does(v.CornersTouched(), v.Typed("1"), v.TryDoor(), v.DoorTried(True))
    assert visitor.does(v.StartSelfTest()) == v.SelfTesting()
    assert visitor.waits(200) == v.SelfTesting()
    assert visitor.does(v.Scanned("A012"), v.StartSelfTest()) == v.SelfTesting()
    assert visitor.does(v.SelfTestEnded()) == v.SelfTesting(ended=True)
    assert visitor.does(v.StartSelfTest(), v.Back()) == v.Checks()
    assert visitor.does(v.SelfTestEnded()) == v.Checks()
    assert visitor.does(v.StartSelfTest(), v.SelfTestEnded()) == v.SelfTesting(ended=True)
    assert visitor.waits(81) == v.Idle()


def test_a_self_test_that_the_hall_ordered_waits_for_nobody_to_be_there_and_gives_way_to_whoever_comes() -> None:
    visitor = Visitor()
    assert visitor.does(v.ChooseService("A"), v.StartSelfTest()) == v.Matters("A")
    assert visitor.does(v.Home(), v.StartSelfTest()) == v.SelfTesting(ordered=True)
    assert visitor.does(v.Home()) == v.Idle()
    assert visitor.does(v.StartSelfTest(), v.SelfTestEnded()) == v.Idle()
