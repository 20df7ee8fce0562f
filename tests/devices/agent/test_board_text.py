"""What the strip over a window says."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from devices.agent.board_text import board_text
from queue_server.contract.boards import Call, WindowBoard

CALL = Call(number="A012", window=3, at=datetime(2026, 11, 23, tzinfo=UTC), times=1, sequence=7)
FREE = WindowBoard(
    window=3, revision=1, follows=0, state="open", clerk="liu", services=("C", "J"), call=None, serving=False
)
COLUMNS = 24


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
    assert board_text(msgspec.structs.replace(FREE, **change), ["计划生育", "群众接访"], COLUMNS) == text


def test_a_service_name_that_does_not_fit_is_left_out() -> None:
    assert board_text(FREE, ["农业技术与信息服务"], COLUMNS) == "3号窗口 空闲"
