"""An LED board over a window: says what the window does."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from devices.agent.board_text import board_texts, call_sentence, spoken_within_s
from devices.agent.machine import OK, UNKNOWN, Condition
from devices.bus import Member
from devices.errors import TextRefusedError
from devices.led.sign import PATTERN, Sign
from devices.link import LinkState
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.plan import Device


class SignAtWindow:
    """One board; see `Machine`.

    Args:
        service_names: of all services of the hall, by prefix.
        now: with a time zone; tests give their own.
    """

    def __init__(
        self,
        device: Device,
        sign: Sign,
        service_names: Mapping[str, str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.device = device
        self._sign = sign
        self._service_names = service_names
        self._now = now
        self._seen: int | None = None
        self._refusal = ""

    @property
    def member(self) -> Member | None:
        return self._sign

    def show(self, board: WindowBoard) -> None:
        sequence = board.call.sequence if board.call is not None else 0
        is_new = self._seen is not None and sequence > self._seen
        self._seen = max(sequence, self._seen or 0)
        spoken, within_s = "", 0.0
        if board.call is not None and is_new and (within_s := spoken_within_s(board.call, self._now())) >= 0:
            spoken = call_sentence(board.call.number, board.window)
        try:
            names = [self._service_names[service] for service in board.services if service in self._service_names]
            self._sign.want(*board_texts(board, names), spoken=spoken, within_s=within_s)
            self._refusal = ""
        except TextRefusedError as error:
            self._refusal = str(error)

    def show_pattern(self) -> None:
        """All segments, until the next board; a sign that cannot show them keeps what it shows."""
        with contextlib.suppress(TextRefusedError):
            self._sign.want(*PATTERN)

    def show_hall(self, board: HallBoard) -> None:
        """A window's sign says only what its window does."""

    def condition(self) -> Condition:
        health = self._sign.health
        match health.link:
            case LinkState.ERROR:
                return Condition("broken", "窗口屏没有应答", "请检查窗口屏的电源和数据线")
            case LinkState.READY | LinkState.BUSY if self._refusal or health.why:
                return Condition("attention", "窗口屏不接受内容", "请给窗口屏断电再通电；还不行就换卡")
            case LinkState.READY | LinkState.BUSY if not health.answers:
                return Condition("unknown", "这种屏不回话，只知道线路通", "请看一眼屏上的字对不对")
            case LinkState.READY | LinkState.BUSY:
                return OK
            case _:
                return UNKNOWN

    def close(self) -> None:
        """The sign keeps its text."""
