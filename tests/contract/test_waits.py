"""A forecast in words: never more than is known, and never for longer than it holds."""

from datetime import UTC, datetime, timedelta

import pytest

from queue_server.contract.forecasts import Forecast, ServiceForecast, TicketForecast, Wait
from queue_server.contract.waits import TOO_OLD, at_once, back_line, service_wait, ticket_wait, wait_line, wait_words

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
RANGE = Wait(outlook="range", low_min=10, high_min=20, back_by="10:40")
SOON = Wait(outlook="range", high_min=5)
LATE = Wait(outlook="not_today")
UNKNOWN = Wait(outlook="ahead_only")


@pytest.mark.parametrize(
    ("wait", "chinese", "english"),
    [
        (RANGE, "预计等候 约 10–20 分钟", "Expected wait about 10–20 min"),
        (SOON, "预计等候 5 分钟以内", "Expected wait within 5 min"),
        (LATE, "今天下班前可能办不到，请问导办员", "May not be reached before closing; please ask the guide"),
        (UNKNOWN, "", ""),
        (None, "", ""),
    ],
)
def test_a_wait_is_told_in_both_languages_or_not_at_all(wait: Wait | None, chinese: str, english: str) -> None:
    assert (wait_line("zh_CN", wait), wait_line("en", wait)) == (chinese, english)


def test_a_tile_has_room_for_few_words() -> None:
    assert [wait_words("zh_CN", wait) for wait in (RANGE, SOON, LATE, UNKNOWN, None)] == [
        "约 10–20 分钟",
        "5 分钟以内",
        "今天可能办不到",
        "",
        "",
    ]


def test_only_who_has_time_to_leave_is_told_when_to_be_back() -> None:
    assert back_line("zh_CN", RANGE) == "可以暂时离开，请在 10:40 前回来"
    assert back_line("en", RANGE) == "You may step out; please be back by 10:40"
    assert [back_line("zh_CN", wait) for wait in (SOON, LATE, UNKNOWN, None)] == ["", "", "", ""]


def test_nobody_is_told_to_just_come_while_windows_stay_busy_or_before_they_close() -> None:
    assert [at_once(0, wait) for wait in (None, UNKNOWN, SOON, RANGE, LATE)] == [True, True, True, False, False]
    assert [at_once(1, wait) for wait in (None, UNKNOWN, SOON, RANGE, LATE)] == [False] * 5


def test_a_forecast_holds_three_minutes() -> None:
    told = Forecast(
        hall="puyang",
        day="2026-11-24",
        revision=7,
        at=NOON,
        services=(ServiceForecast(service="A", wait=RANGE),),
        tickets=(TicketForecast(number="A001", wait=SOON),),
    )
    assert (service_wait(told, "A", NOON + TOO_OLD), ticket_wait(told, "A001", NOON + TOO_OLD)) == (RANGE, SOON)
    assert (service_wait(told, "B", NOON), ticket_wait(told, "A002", NOON)) == (None, None)
    later = NOON + TOO_OLD + timedelta(seconds=1)
    assert (service_wait(told, "A", later), ticket_wait(told, "A001", later)) == (None, None)
    assert (service_wait(None, "A", NOON), ticket_wait(None, "A001", NOON)) == (None, None)
