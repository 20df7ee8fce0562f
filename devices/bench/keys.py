"""`keys`: prints the keys of a keypad or the opinions of an evaluator, and shows the keypad's digits back."""

import contextlib

from devices.bench.line import line_of, serve
from devices.bench.outcome import Outcome
from devices.bench.target import Target
from devices.bus import Member
from devices.keypad.evaluator import Evaluator
from devices.keypad.keypad import Keypad
from devices.keypad.keys import Key, KeyPress

NAMES: dict[Key, str] = {
    Key.CALL: "呼叫",
    Key.RECALL: "重呼",
    Key.CALL_OR_RECALL: "呼叫或重呼",
    Key.EVALUATE: "评价",
    Key.CANCEL: "取消",
    Key.CONFIRM: "确认",
    Key.NO_SHOW: "弃号（过号）",
    Key.PARK: "挂起",
    Key.CALL_BACK: "回呼",
    Key.ONE_METRE: "请在一米线等",
    Key.PAUSE: "暂停",
    Key.TRANSFER: "转移",
    Key.START: "开始办理",
    Key.COMPLETE: "办理完成",
}
SCORES = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}


class Watch:
    """Prints and counts what a person presses."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.count = 0

    def at_keypad(self, keypad: Keypad) -> None:
        """Keys from now on; the digits typed and the count are shown back."""

        def pressed(press: KeyPress) -> None:
            self.count += 1
            digits = f"，前面按了 {press.digits}" if press.digits else ""
            self._target.say(f"{NAMES[press.key]}（{press.key}）{digits}")
            keypad.show(self.count, press.digits)

        keypad.pressed(pressed)
        keypad.show(0, "")

    def at_evaluator(self, evaluator: Evaluator) -> None:
        """Opinions from now on; each is asked for anew."""

        def rated(score: int) -> None:
            self.count += 1
            self._target.say(f"{SCORES[score]}（{score} 分）")

        evaluator.rated(rated)


def keys(target: Target, seconds: float, count: int = 0) -> Outcome:
    """Print keys for so many seconds or up to `count`, 0 for without end; Ctrl-C ends it as well.

    Raises:
        DeviceOfflineError: the line is broken.
    """
    product = target.product
    watch = Watch(target)
    member: Member = product
    with line_of(target, member) as bus:
        match product:
            case Keypad():
                watch.at_keypad(product)
                target.say("请按键；有数码管的，会显示按键次数和按下的数字。按 Ctrl-C 结束。")
            case Evaluator():
                watch.at_evaluator(product)
                bus.turn()
                product.start()
                target.say("请按评价键。按 Ctrl-C 结束。")
            case _:
                raise AssertionError(product)
        with contextlib.suppress(KeyboardInterrupt):
            serve(bus, lambda: bool(count) and watch.count >= count, seconds)
    dropped = product.health.dropped
    if watch.count:
        return Outcome("完成", f"收到 {watch.count} 次按键" + (f"，另有 {dropped} 段坏数据" if dropped else ""))
    if dropped:
        return Outcome("没有做到", f"有数据来，但都不对（{dropped} 段）", "请核对 driver、baud 和 address")
    return Outcome("没有做到", "一个键也没有收到", "请查电源和数据线（RS-485 的 A、B 不要接反），再核对 address")
