"""`show`: a text on an LED sign, and whether the sign said that it took it."""

import time
from collections.abc import Sequence

from devices.bench.line import run
from devices.bench.outcome import Outcome
from devices.bench.probe import SILENT
from devices.bench.target import Target
from devices.errors import TextRefusedError
from devices.led.codec import Page
from devices.led.sign import Sign

USUAL = ("8888", "测试")
"""All segments of a digit strip, then characters."""
LOOK_S = 2.0
"""How long the first text stays before the next."""


def show(target: Target, texts: Sequence[str] = (), *, look_s: float = LOOK_S) -> Outcome:
    """Show the texts one after the other; without any, those of `USUAL` that this sign can show.

    Raises:
        TextRefusedError: the sign can show none of them.
        DeviceOfflineError: the line is broken.
    """
    sign: Sign = target.product
    wanted = [(text, sign.codec.pages(text)) for text in texts] if texts else _possible(target, sign)
    outcome = Outcome("没有做到")
    for number, (text, pages) in enumerate(wanted):
        if number:
            time.sleep(look_s)
        outcome = _show(target, sign, text, pages)
        if not outcome.worked:
            return outcome
        if number < len(wanted) - 1:
            target.say(outcome.lines[0])
    return outcome


def _possible(target: Target, sign: Sign) -> list[tuple[str, tuple[Page, ...]]]:
    wanted: list[tuple[str, tuple[Page, ...]]] = []
    refusal = TextRefusedError("there is no text")
    for text in USUAL:
        try:
            wanted.append((text, sign.codec.pages(text)))
        except TextRefusedError as error:
            refusal = error
            target.say(f"这块屏显示不了“{text}”（{error}）")
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
