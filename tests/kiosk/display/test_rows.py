"""What the display shows for a board at a moment."""

import subprocess
import sys
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.display.rows import CALL_ROWS, CallRow, ServiceRow, call_rows, service_row, service_rows, shown
from queue_server.contract.forecasts import Forecast, ServiceForecast, Wait
from tests.kiosk.display.boards import NOW, board, call, service, window
from tests.running_hall import ROOT

LOCAL = NOW.astimezone(ZoneInfo("Asia/Shanghai"))


def test_tickets_in_front_of_windows_come_before_recent_ones_each_newest_first() -> None:
    old, front, newest = call("A001", 1, 3, ago_s=50), call("B001", 2, 2, ago_s=60), call("C001", 3, 4, ago_s=20)
    hall = board(old, front, newest, windows=(window(1), window(2, front), window(3, newest)))
    assert [row.number for row in call_rows(hall, NOW)] == ["C001", "B001", "A001"]


def test_the_newest_call_alone_is_yellow_until_its_visitor_has_come() -> None:
    first, second = call("A001", 1, 1, ago_s=4), call("B001", 2, 2, ago_s=3)
    hall = board(first, second, windows=(window(1, first), window(2, second)))
    assert call_rows(hall, NOW) == (CallRow("B001", 2, True), CallRow("A001", 1, False))
    assert call_rows(hall, NOW + timedelta(minutes=1))[0].fresh
    served = board(first, second, windows=(window(1, first), window(2, second, serving=True)))
    assert not any(row.fresh for row in call_rows(served, NOW + timedelta(seconds=8)))


def test_the_newest_call_is_yellow_on_top_for_ten_seconds_even_if_it_is_over_at_once() -> None:
    waiting, gone = call("A001", 1, 1, ago_s=30), call("B001", 2, 2, ago_s=3)
    hall = board(waiting, gone, windows=(window(1, waiting), window(2)))
    assert call_rows(hall, NOW) == (CallRow("B001", 2, True), CallRow("A001", 1, False))
    later = call_rows(hall, NOW + timedelta(seconds=8))
    assert later == (CallRow("A001", 1, False), CallRow("B001", 2, False))


def test_a_recall_moves_the_ticket_up_and_is_yellow_again() -> None:
    other, again = call("A001", 1, 5, ago_s=40), call("B001", 2, 9, ago_s=1, times=2)
    hall = board(other, again, windows=(window(1, other), window(2, again)))
    assert call_rows(hall, NOW)[0] == CallRow("B001", 2, True)


def test_a_missed_ticket_is_not_sent_to_its_window_once_its_ten_seconds_are_over() -> None:
    missed, other = call("A001", 1, 2, ago_s=8), call("B001", 2, 1, ago_s=30)
    hall = board(missed, other, windows=(window(1), window(2, other)), missed=("A001",))
    assert [row.number for row in call_rows(hall, NOW)] == ["A001", "B001"]
    assert call_rows(hall, NOW + timedelta(seconds=8)) == (CallRow("B001", 2, False),)
    back = board(missed, other, windows=(window(1, missed), window(2, other)), missed=("A001",))
    assert "A001" in [row.number for row in call_rows(back, NOW + timedelta(seconds=8))]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 90), st.booleans()), max_size=12))
def test_at_most_four_rows_each_number_once_and_at_most_one_yellow(made: list[tuple[int, int, bool]]) -> None:
    calls = [call(f"A{place:03}", at, place, ago_s=ago) for place, (at, ago, _) in enumerate(made, 1)]
    fronts = {one.window: one for one, (_, _, front) in zip(calls, made, strict=True) if front}
    rows = call_rows(board(*calls, windows=tuple(window(at, one) for at, one in fronts.items())), NOW)
    assert len(rows) == min(CALL_ROWS, len(calls))
    assert len({row.number for row in rows}) == len(rows)
    assert sum(row.fresh for row in rows) <= 1


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
    assert [row.wait for row in service_rows(hall, told, LOCAL)] == ["约 10–25 分钟"]
    assert [row.wait for row in service_rows(hall, told, LOCAL + timedelta(minutes=4))] == [""]


def test_the_head_has_the_halls_own_time_and_the_last_state_stays_without_a_link() -> None:
    hall = board(call("A001", 1, 1), missed=tuple(f"A{place:03}" for place in range(20)))
    lost = shown(hall, LOCAL, hall="大厅", notice="通知", connected=False)
    assert (lost.date, lost.clock, lost.link) == ("11月23日 星期一", "10:42", "正在重新连接…")
    assert lost.calls == shown(hall, LOCAL, hall="大厅", notice="通知", connected=True).calls
    assert lost.missed == tuple(f"A{place:03}" for place in range(12, 20))


def test_a_display_that_knows_nothing_yet_has_head_and_notice() -> None:
    empty = shown(None, LOCAL, hall="大厅", notice="通知", connected=True)
    assert (empty.calls, empty.services, empty.missed, empty.notice, empty.link) == ((), (), (), "通知", "")


def test_importing_the_display_does_not_import_kivy() -> None:
    look = "import sys, kiosk.display, kiosk.display.running, kiosk.display.layout; sys.exit('kivy' in sys.modules)"
    subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=True, timeout=60)
