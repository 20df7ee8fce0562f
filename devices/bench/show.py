"""`show`: a text on an LED sign, and whether the sign said that it took it."""

import time
from collections.abc import Sequence

from devices.bench.line import run
from devices.bench.outcome import Outcome
from devices.bench.probe import SILENT
from devices.bench.target import Target
from devices.errors import TextRefusedError
from devices.led.codec import Page
from devices.led.sign import PATTERN, Sign

USUAL = (PATTERN, ("测试", "TEST"))
"""All segments of a digit strip, then characters; of each the first that the sign can show."""


def show(target: Target, text: str = "", pause_s: float = 0.0) -> Outcome:
    """Show the text; without one, what this sign can show of `USUAL`, one after the other, `pause_s` apart.

    Raises:
        TextRefusedError: the sign can show none of them.
        DeviceOfflineError: the line is broken.
    """
    sign: Sign = target.product
    *first, last = [(text, sign.codec.pages(text))] if text else _possible(target, sign)
    for shown, pages in first:
        outcome = _show(target, sign, shown, pages)
        if not outcome.worked:
            return outcome
        target.say(outcome.lines[0])
        time.sleep(pause_s)
    return _show(target, sign, *last)


def _possible(target: Target, sign: Sign) -> list[tuple[str, tuple[Page, ...]]]:
    wanted = []
    refusal = TextRefusedError("there is no text")
    for texts in USUAL:
        for text in texts:
            try:
                wanted.append((text, sign.codec.pages(text)))
                break
            except TextRefusedError as error:
                refusal = error
        else:
            target.say(f"这块屏显示不了“{texts[0]}”，跳过。")
    if not wanted:
        raise refusal
    return wanted


def _show(target: Target, sign: Sign, text: str, pages: Sequence[Page]) -> Outcome:
    for number, page in enumerate(pages):
        if number:
            time.sleep(sign.codec.page_s)
        verdicts = run(target, page)
        if verdicts is None:
            return Outcome("没有应答", f"“{text}”发出去了，屏没有回话", SILENT)
        for verdict in verdicts:
            if not verdict.ok:
                code = f"，错误号 {verdict.code}" if verdict.code is not None else ""
                return Outcome("不接受", f"屏不接受“{text}”：{verdict.why}{code}", "请核对 options 里屏的大小和字库")
    if not sign.codec.answers:
        return Outcome("线路通", f"“{text}”发出去了；这种屏从不回话", "请看一眼屏上的字对不对")
    return Outcome("完成", f"屏确认收到“{text}”", "请看一眼屏上的字对不对")
