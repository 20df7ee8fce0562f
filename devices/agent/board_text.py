"""What a window's LED strip says for a board: one Chinese line that fits the strip."""

from collections.abc import Sequence
from typing import assert_never

from queue_server.contract.boards import WindowBoard


def board_text(board: WindowBoard, service_names: Sequence[str], columns: int) -> str:
    """The line for `board` on a strip of `columns` half-width letters.

    `service_names` are what the window serves, its own first; the name is left out where it does not fit.
    """
    here = f"{board.window}号窗口"
    match board.state:
        case "closed":
            return f"{here} 未开"
        case "paused" if board.call is None:
            return f"{here} 暂停"
        case "open" | "paused":
            if board.call is None:
                idle = f"{here} {service_names[0] if service_names else '空闲'}"
                return idle if _columns(idle) <= columns else f"{here} 空闲"
            if board.serving:
                return f"正在办理{board.call.number}"
            return f"请{board.call.number}号到{here}"
        case _:
            assert_never(board.state)


def _columns(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)
