"""What the display shows for a board at a moment."""

import subprocess
import sys
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from queue_server.contract.boards import HallBoard
from queue_server.contract.forecasts import Forecast, ServiceForecast, Wait
from queue_server.showing import Told
from queue_server.showing.turns import Turns
from queue_server.showing.view import CallRow, ServiceRow, call_rows, service_row, service_rows, window_rows
from tests.running_hall import ROOT
from tests.showing.boards import NOW, board, call, service, window
from tests.showing.halls import SAMPLE, face

LOCAL = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
ROWS = 4


def rows(hall: HallBoard, after_s: float = 0.0, *, connected: bool = True) -> tuple[CallRow, ...]:
    """The calls of a board that is the first one, seen so long after NOW."""
    turns = Turns(ROWS)
    turns.take(hall, LOCAL)
    return call_rows(hall, turns, ROWS, LOCAL + timedelta(seconds=after_s), connected=connected)


def numbers(seen: tuple[CallRow, ...]) -> list[str]:
    return [row.number for row in seen]


def yellow(seen: tuple[CallRow, ...]) -> list[str]:
    return [row.number for row in seen if row.fresh]


def test_tickets_in_front_of_windows_come_before_recent_ones_each_newest_first() -> None:
    old, front, newest = call("A001", 1, 3, ago_s=50), call("B001", 2, 2, ago_s=60), call("C001", 3, 4, ago_s=20)
    hall = board(old, front, newest, windows=(window(1), window(2, front), window(3, newest)))
    assert numbers(rows(hall)) == ["C001", "B001", "A001"]


def test_every_call_is_yellow_for_ten_seconds_and_the_newest_until_its_visitor_has_come() -> None:
    first, second = call("A001", 1, 1, ago_s=4), call("B001", 2, 2, ago_s=3)
    hall = board(first, second, windows=(window(1, first), window(2, second)))
    assert rows(hall) == (CallRow("B001", 2, "10:41", True), CallRow("A001", 1, "10:41", True))
    assert yellow(rows(hall, 6.5)) == ["B001"]
    assert yellow(rows(hall, 60)) == ["B001"]
    served = board(first, second, windows=(window(1, first), window(2, second, serving=True)))
    assert yellow(rows(served, 8)) == []


def test_a_call_is_yellow_on_top_for_ten_seconds_even_if_it_is_over_at_once() -> None:
    waiting, gone = call("A001", 1, 1, ago_s=30), call("B001", 2, 2, ago_s=3)
    hall = board(waiting, gone, windows=(window(1, waiting), window(2)))
    assert (numbers(rows(hall)), yellow(rows(hall))) == (["B001", "A001"], ["B001"])
    assert (numbers(rows(hall, 8)), yellow(rows(hall, 8))) == (["A001", "B001"], [])


def test_a_recall_moves_the_ticket_up_and_is_yellow_again() -> None:
    other, again = call("A001", 1, 5, ago_s=40), call("B001", 2, 9, ago_s=1, times=2)
    hall = board(other, again, windows=(window(1, other), window(2, again)))
    assert (numbers(rows(hall))[0], yellow(rows(hall))) == ("B001", ["B001"])


def test_a_missed_ticket_is_not_sent_to_its_window_once_its_ten_seconds_are_over() -> None:
    missed, other = call("A001", 1, 2, ago_s=8), call("B001", 2, 1, ago_s=30)
    hall = board(missed, other, windows=(window(1), window(2, other)), missed=("A001",))
    assert numbers(rows(hall)) == ["A001", "B001"]
    assert numbers(rows(hall, 8)) == ["B001"]
    back = board(missed, other, windows=(window(1, missed), window(2, other)), missed=("A001",))
    assert "A001" in numbers(rows(back, 8))


def test_while_the_hall_is_not_reached_nothing_is_yellow_for_longer_than_its_ten_seconds() -> None:
    front = call("A001", 1, 1, ago_s=4)
    hall = board(front, windows=(window(1, front),))
    assert yellow(rows(hall, 1, connected=False)) == ["A001"]
    assert yellow(rows(hall, 8, connected=False)) == []
    assert yellow(rows(hall, 8)) == ["A001"]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 90), st.booleans()), max_size=12))
def test_at_most_four_rows_each_number_once(made: list[tuple[int, int, bool]]) -> None:
    calls = [call(f"A{place:03}", at, place, ago_s=ago) for place, (at, ago, _) in enumerate(made, 1)]
    fronts = {one.window: one for one, (_, _, front) in zip(calls, made, strict=True) if front}
    seen = rows(board(*calls, windows=tuple(window(at, one) for at, one in fronts.items())))
    assert len(seen) == min(ROWS, len(calls))
    assert len(set(numbers(seen))) == len(seen)


def test_services_say_how_many_wait_that_nobody_waits_or_when_they_open() -> None:
    assert service_row(service(waiting=6)) == ServiceRow("惠农政策", "6 人", "等候")
    assert service_row(service()) == ServiceRow("惠农政策", "", "随到随办")
    assert service_row(service(is_open=False, opens="13:30")) == ServiceRow("惠农政策", "", "未开，13:30 开")
    assert service_row(service(is_open=False)) == ServiceRow("惠农政策", "", "未开")
    assert service_row(service(is_open=False, waiting=2)) == ServiceRow("惠农政策", "2 人", "等候")


def test_a_service_says_how_long_it_takes_while_people_wait_and_the_forecast_is_fresh() -> None:
    wait = Wait(outlook="range", low_min=10, high_min=25)
    assert service_row(service(waiting=6), wait) == ServiceRow("惠农政策", "6 人", "等候", "约 10–25 分钟")
    assert service_row(service(), wait) == ServiceRow("惠农政策", "0 人", "等候", "约 10–25 分钟")
    assert service_row(service(), Wait(outlook="range", high_min=1)) == ServiceRow("惠农政策", "", "随到随办")
    assert service_row(service(waiting=6), Wait(outlook="not_today")).wait == "今天可能办不到"
    assert service_row(service(is_open=False, waiting=2), wait).wait == ""
    told = Forecast(
        hall="h", day="", revision=1, at=LOCAL, services=(ServiceForecast(service="A", wait=wait),), tickets=()
    )
    hall = board(services=(service(waiting=6),))
    assert [row.wait for row in service_rows(hall, told, LOCAL, {})] == ["约 10–25 分钟"]
    assert [row.wait for row in service_rows(hall, told, LOCAL + timedelta(minutes=4), {})] == [""]
    assert service_rows(hall, told, LOCAL, {"A": "Farm support"})[0].english == "Farm support"


def test_windows_are_listed_where_there_are_more_than_rows_or_one_pauses() -> None:
    fronts = tuple(window(place, call(f"A{place:03}", place, place)) for place in range(1, 6))
    assert len(window_rows(fronts, 4)) == 5
    assert window_rows(fronts[:4], 4) == ()
    paused = (*fronts[:2], HALTED, window(4))
    assert [(row.window, row.number) for row in window_rows(paused, 4)] == [(1, "A001"), (2, "A002"), (3, "")]


HALTED = window(3, state="paused")


def test_the_head_has_the_halls_own_time_and_the_last_state_stays_without_a_link() -> None:
    hall = board(call("B001", 1, 1), missed=tuple(f"A{place:03}" for place in range(20)))
    shown = face(SAMPLE)
    before = shown.shown(Told(hall, connected=True), NOW)
    assert (before.date, before.clock, before.link) == ("11月23日 星期一", "10:42", "")
    lost = shown.shown(Told(hall), NOW + timedelta(minutes=3))
    later = shown.shown(Told(hall), NOW + timedelta(minutes=9))
    assert (lost.link, later.link) == ("连接断开，这是 10:45 的情况",) * 2
    assert (later.clock, [row.time for row in later.calls]) == ("10:51", ["10:42"])
    assert later.missed == tuple(f"A{place:03}" for place in range(12, 20))
    assert shown.shown(Told(hall, connected=True), NOW + timedelta(minutes=10)).link == ""


def test_a_display_that_knows_nothing_yet_has_head_and_notices() -> None:
    empty = face(SAMPLE).shown(Told(connected=True), NOW)
    assert (empty.calls, empty.services, empty.missed, empty.link) == ((), (), (), "")
    assert empty.notices[0] == "通知：办事前先查一查要带什么材料，少跑一趟。"
    assert face(SAMPLE).shown(Told(), NOW).link == "正在连接…"


def test_importing_the_display_does_not_import_kivy() -> None:
    look = "import sys, kiosk.display, kiosk.display.running, queue_server.showing; sys.exit('kivy' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True, timeout=60)
