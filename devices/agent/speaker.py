"""A speech module in the hall: says every new call, of its own window or, bound to none, of all."""

from devices.agent.board_text import call_sentence
from devices.agent.machine import UNKNOWN, Condition
from devices.bus import Member
from devices.errors import TextRefusedError
from devices.link import LinkState
from devices.speech.module import SpeechModule
from queue_server.contract.boards import HallBoard, WindowBoard
from queue_server.contract.plan import Device


class Speaker:
    """One module; see `Machine`. What was called before it saw the first board is not said."""

    def __init__(self, device: Device, module: SpeechModule) -> None:
        self.device = device
        self._module = module
        self._seen: int | None = None

    @property
    def member(self) -> Member | None:
        return self._module

    def show(self, board: WindowBoard) -> None:
        """The hall's board has all calls."""

    def show_hall(self, board: HallBoard) -> None:
        newest = max((call.sequence for call in board.calls), default=0)
        seen, self._seen = self._seen, max(newest, self._seen or 0)
        if seen is None:
            return
        for call in reversed(board.calls):
            if call.sequence > seen and self.device.window in (0, call.window):
                self._say(call_sentence(call.number, call.window))

    def condition(self) -> Condition:
        match self._module.health.link:
            case LinkState.ERROR:
                return Condition("broken", "语音模块的线路不通", "请检查语音模块的电源、数据线和转换器")
            case LinkState.READY | LinkState.BUSY:
                return Condition("unknown", "语音模块不回话，只知道线路通", "请听一听叫号时有没有声音")
            case _:
                return UNKNOWN

    def close(self) -> None:
        """Nothing is open."""

    def _say(self, sentence: str) -> None:
        try:
            self._module.say(sentence)
        except TextRefusedError:  # a prefix that the module cannot read; the display says it
            return
