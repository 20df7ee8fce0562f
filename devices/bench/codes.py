"""`read`: prints what a barcode reader reads, as it comes."""

import contextlib
import math
import time

from devices.bench.outcome import Outcome
from devices.bench.target import Target
from devices.reader.reader import Reader

LOOK_S = 0.25
KIND_UNKNOWN = "码制没有说"


def read(target: Target, seconds: float, count: int = 0) -> Outcome:
    """Print codes for so many seconds or up to `count`, 0 for without end; Ctrl-C ends it as well.

    Raises:
        DeviceOfflineError: the wire cannot be opened.
    """
    target.opened()
    target.say("请扫码。按 Ctrl-C 结束。")
    heard = Heard(target)
    until = time.monotonic() + seconds if seconds else math.inf
    with contextlib.suppress(KeyboardInterrupt):
        while time.monotonic() < until and not (count and heard.count >= count):
            heard.listen(LOOK_S)
    heard.reader.close()
    if heard.count:
        return Outcome("完成", f"读到 {heard.count} 个码")
    return Outcome("没有做到", "一个码也没有读到", "请把码对准窗口；灯不亮查电源，灯亮没有内容查 driver 和 baud")


class Heard:
    """What the reader said so far; news is printed once."""

    def __init__(self, target: Target) -> None:
        self.reader: Reader = target.product
        self._say = target.say
        self.count = 0
        self._refused = 0
        self._why = ""

    def listen(self, seconds: float) -> None:
        """Wait so long for codes and print them."""
        for code in self.reader.read_codes(seconds):
            self.count += 1
            self._say(f"{code.kind or KIND_UNKNOWN}  {code.text}")
        health = self.reader.health
        if health.refused > self._refused:
            self._say(f"有 {health.refused - self._refused} 段内容不像码，没有算（查 driver 和 baud）")
            self._refused = health.refused
        if health.why != self._why:
            self._say("线路断了，正在重新连……" if health.why else "又连上了")
            self._why = health.why
