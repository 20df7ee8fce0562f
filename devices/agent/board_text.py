"""What a window's LED strip says for a board; one line, Chinese, short enough for twelve characters where it can be."""

from collections.abc import Sequence
from typing import assert_never

from queue_server.contract.boards import WindowBoard


def board_text(board: WindowBoard, service_names: Sequence[str]) -> str:
    """The line for `board`; `service_names` are what the window serves, the first one being its own."""
    match board.state:
        case "closed":
            return f"{board.window}号窗口 未开"
        case "paused" if board.call is None:
            return f"{board.window}号窗口 暂停"
        case "open" | "paused":
            if board.call is None:
                return f"{board.window}号窗口 {service_names[0]}"
            if board.serving:
                return f"正在办理 {board.call.number}"
            return f"请{board.call.number}号到{board.window}号窗口"
        case _:
            assert_never(board.state)
