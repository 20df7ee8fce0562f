"""A speech module in the hall: says every new call, of its own window or, bound to none, of all."""

from collections.abc import Callable
from datetime import UTC, datetime

from devices.agent.board_text import call_sentence, spoken_within_s
from devices.agent.machine import OK, UNKNOWN, Condition
from devices.bus import Member
from devices.errors import TextRefusedError
from devices.link import LinkState
from devices.speech.module import SpeechModule
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.plan import Device

TEST_WITHIN_S = 5.0
"""A test that could not be spoken for so long is not spoken any more."""


class Speaker:
    """One module; see `Machine`. It never says what was called before the first board it saw, or long ago.

    Args:
        now: with a time zone; tests give their own.
    """

    def __init__(
        self, device: Device, module: SpeechModule, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.device = device
        self._module = module
        self._now = now
        self._seen: int | None = None
        self._revision = 0

    @property
    def member(self) -> Member | None:
        return self._module

    def show(self, board: WindowBoard) -> None:
        """The hall's board has all calls."""

    def show_hall(self, board: HallBoard) -> None:
        newest = max((call.sequence for call in board.calls), default=0)
        seen = self._seen if board.revision >= self._revision else None  # less: a new journal
        self._revision, self._seen = board.revision, max(newest, seen or 0)
        if seen is None:
            return
        for call in sorted(board.calls, key=lambda call: call.sequence):
            within_s = spoken_within_s(call, self._now())
            if call.sequence > seen and within_s >= 0 and self.device.window in (0, call.window):
                self._say(call_sentence(call.number, call.window), within_s)

    def speak_test(self) -> None:
        """A word by which somebody hears that it speaks."""
        self._say("测试，测试", TEST_WITHIN_S)

    def condition(self) -> Condition:
        health = self._module.health
        match health.link:
            case LinkState.ERROR:
                return Condition("broken", "语音模块不通", "请检查语音模块的电源、数据线和转换器")
            case LinkState.READY | LinkState.BUSY if health.why:
                return Condition(
                    "attention", "语音模块听不懂指令", "请核对 hall.toml 里的 driver：syn6288 还是 xfs5152"
                )
            case LinkState.READY | LinkState.BUSY if not health.answers:
                return Condition("unknown", "语音模块不回话，只知道线路通", "请听一听叫号时有没有声音")
            case LinkState.READY | LinkState.BUSY:
                return OK
            case _:
                return UNKNOWN

    def close(self) -> None:
        """Nothing is open."""

    def _say(self, sentence: str, within_s: float) -> None:
        try:
            self._module.say(sentence, within_s)
        except TextRefusedError:  # a prefix that the module cannot read; the display says it
            return
