"""Words out of the loudspeaker: the program that makes them, the way to the loudspeaker, recorded packs."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.selftest.running import Doing, Steps
from queue_server.contract.selftest import Finding
from queue_server.speaking.espeak import PROGRAM, VoiceSilentError, espeak
from queue_server.speaking.sound import wav

SAID = "测试，测试"


@dataclass(frozen=True)
class Voice:
    """Says something.

    Args:
        play: plays a WAV file to its end and gives what went wrong, in English; empty when nothing did.
        packs: a Chinese sentence for each voice pack of the plan that is not fit to be heard.
    """

    play: Callable[[bytes], str]
    packs: Callable[[], list[str]] = list
    program: str = PROGRAM
    name: str = "声音"

    def look(self) -> Steps:
        yield Doing(self.name, f"请听：会说“{SAID}”", picture="speaker")
        try:
            sound = wav(espeak(SAID, "zh_CN", program=self.program))
        except VoiceSilentError:
            yield self._broken("说话的程序 espeak-ng 用不了", "请重新安装厅号，再检查一次")
            return
        if self.play(sound):
            yield self._broken("声音放不出来", "请检查音箱的电源和插头，再检查一次")
            return
        yield Finding(check=self.name, state="ok", words=f"说了“{SAID}”", remedy="没有听到，请看音箱的电源、插头和音量")
        for warning in self.packs():
            yield Finding(check="录音包", state="attention", words=warning, remedy="请补录，或重新做一次录音包")

    def _broken(self, words: str, remedy: str) -> Finding:
        return Finding(check=self.name, state="broken", words=words, remedy=remedy, picture="speaker")
