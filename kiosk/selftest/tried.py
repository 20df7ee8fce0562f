"""Machines that nobody else has open: each is opened, tried as on the technician's bench, and let go of."""

from dataclasses import dataclass

from devices.bench.lamp import light
from devices.bench.outcome import Outcome, outcome_of
from devices.bench.probe import probe
from devices.bench.show import show
from devices.bench.speak import speak
from devices.bench.target import Target, target_for
from devices.bench.words import KINDS
from devices.errors import DeviceError
from devices.led.sign import PATTERN
from devices.registry import BindingError, binding_of
from kiosk.selftest.plugs import plug_of
from kiosk.selftest.running import Doing, Steps
from queue_server.contract.plan import Device
from queue_server.contract.selftest import Finding, State

SAID = "测试，测试"
PAUSE_S = 2.0
"""How long a board or a lamp shows one thing, so that a person sees it."""


@dataclass(frozen=True)
class Tried:
    """One machine of the plan, asked for a sign of life; boards show the pattern, modules speak, lamps go round."""

    device: Device
    pause_s: float = PAUSE_S

    @property
    def name(self) -> str:
        return f"{KINDS[self.device.kind]} {self.device.id}"

    def look(self) -> Steps:
        yield Doing(self.name, self._to_watch())
        try:
            outcome = self._tried(target_for(binding_of(self.device), frozenset({self.device.kind}), _silent))
        except BindingError as error:
            yield self._finding("broken", f"配置不对：{error}", "请改大厅配置 hall.toml 里这台设备")
            return
        except DeviceError as error:
            outcome = outcome_of(error)
        match outcome.word:
            case "正常" | "完成" | "线路通":
                yield self._finding("ok", outcome.reason or outcome.word, outcome.remedy)
            case "需要人" | "不接受":
                yield self._finding("attention", outcome.reason, outcome.remedy)
            case "没有应答" | "连不上" | "没有做到":
                yield self._finding("broken", outcome.reason, outcome.remedy)

    def _tried(self, target: Target) -> Outcome:
        match self.device.kind:
            case "led_board":
                return show(target, pause_s=self.pause_s)
            case "speech":
                return speak(target, SAID)
            case "lamp":
                return light(target.product, target.say, self.pause_s)
            case _:
                return probe(target)

    def _to_watch(self) -> str:
        match self.device.kind:
            case "led_board":
                return f"请看屏：先是 {PATTERN[0]}，再是“测试”"
            case "speech":
                return f"请听：会说“{SAID}”"
            case "lamp":
                return "请看灯：绿、红、闪，然后灭"
        return ""

    def _finding(self, state: State, words: str, remedy: str) -> Finding:
        picture = "" if state == "ok" else plug_of(self.device.port)
        return Finding(check=self.name, state=state, words=words, remedy=remedy, picture=picture)


def _silent(_line: str) -> None:
    """The bench's lines are for its own terminal."""
