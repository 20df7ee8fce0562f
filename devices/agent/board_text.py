"""What a window's LED board says for its state: sentences from the most to the least telling; pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from queue_server.contract.boards import SPOKEN_WITHIN, Call, WindowBoard

NOBODY = "0"
"""What a number board shows that cannot be dark; a window's own number would be taken for a ticket's."""


def board_texts(board: WindowBoard, service_names: Sequence[str]) -> tuple[str, ...]:
    """Texts for `board`, of which a sign takes the first that it can show; the last ones fit on a few digits.

    `service_names` are what the window serves, its own first.
    """
    here = f"{board.window}号窗口"
    match board.state:
        case "closed":
            return f"{here} 未开", "未开", "", NOBODY
        case "paused" if board.call is None:
            return f"{here} 暂停", "暂停", "", NOBODY
        case "open" | "paused":
            if board.call is None:
                own = (f"{here} {service_names[0]}",) if service_names else ()
                return *own, f"{here} 空闲", "", NOBODY
            number = board.call.number
            short = (number, number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            if board.serving:
                return f"正在办理{number}", *short
            return f"请{number}号到{here}", f"请{number}号", *short
        case _:
            assert_never(board.state)


def spoken_within_s(call: Call, now: datetime) -> float:
    """How much longer the call may be spoken, in seconds; below 0 it is only shown."""
    return (SPOKEN_WITHIN - (now - call.at)).total_seconds()


def call_sentence(number: str, window: int) -> str:
    """What a voice says for a call."""
    return f"请{number}号到{window}号窗口"
