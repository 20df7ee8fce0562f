"""`speak`: a sentence through a speech module."""

from devices.bench.line import line_of, serve
from devices.bench.outcome import Outcome
from devices.bench.target import Target
from devices.errors import DeviceOfflineError
from devices.link import LinkState
from devices.speech.module import SpeechModule

USUAL = "请A012号到2号窗口，测试，测试"
WRITING_S = 5.0


def speak(target: Target, sentence: str = USUAL) -> Outcome:
    """Send the sentence; no module says whether it was heard, so a person has to listen.

    Raises:
        TextRefusedError: the module cannot read it.
        DeviceOfflineError: the line is broken.
    """
    module: SpeechModule = target.product
    module.say(sentence)
    with line_of(target, module) as bus:
        serve(bus, lambda: not module.waiting or _broken(module), WRITING_S)
        health = module.health
    if _broken(module):
        raise DeviceOfflineError(health.why)
    return Outcome("线路通", f"“{sentence}”发出去了；喇叭响不响电脑听不见", "请听：没有声音就查喇叭、音量和数据线")


def _broken(module: SpeechModule) -> bool:
    return module.health.link is LinkState.ERROR
