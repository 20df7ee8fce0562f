"""What the strip over a window says."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from devices.agent.board_text import board_texts
from queue_server.contract.boards import Call, WindowBoard

CALL = Call(number="A012", window=3, at=datetime(2026, 11, 23, tzinfo=UTC), times=1, sequence=7)
FREE = WindowBoard(
    window=3, revision=1, follows=0, state="open", clerk="liu", services=("C", "J"), call=None, serving=False
)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({}, "3号窗口 计划生育"),
        ({"state": "closed"}, "3号窗口 未开"),
        ({"state": "paused"}, "3号窗口 暂停"),
        ({"call": CALL}, "请A012号到3号窗口"),
        ({"call": CALL, "serving": True}, "正在办理A012"),
        ({"call": CALL, "serving": True, "state": "paused"}, "正在办理A012"),
    ],
)
def test_the_strip_says_what_the_window_does(change: dict[str, Any], text: str) -> None:
    assert board_texts(msgspec.structs.replace(FREE, **change), ["计划生育", "群众接访"])[0] == text


def test_the_shorter_texts_say_less_and_the_last_fits_on_digits() -> None:
    called = msgspec.structs.replace(FREE, call=CALL)
    assert board_texts(called, []) == ("请A012号到3号窗口", "请A012号", "A012", "012")
    assert board_texts(FREE, ["农业技术与信息服务"]) == ("3号窗口 农业技术与信息服务", "3号窗口 空闲", "", "0")
