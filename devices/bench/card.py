"""`card`: reads one resident ID card and shows it masked, never whole."""

import math
import time

from devices.bench.outcome import Outcome
from devices.bench.target import Target
from devices.id_card.card import IdCard, UnknownFormat
from devices.id_card.sam_reader import REMEDIES, SamReader, Trouble
from devices.link import LinkState

LOOK_S = 0.1


def card(target: Target, seconds: float) -> Outcome:
    """Wait so many seconds for a card, 0 for without end.

    Raises:
        DeviceOfflineError: the line cannot be opened.
    """
    reader: SamReader = target.product
    target.opened()
    target.say("请把身份证放在阅读器上。按 Ctrl-C 结束。")
    until = time.monotonic() + seconds if seconds else math.inf
    try:
        while time.monotonic() < until:
            match reader.poll():
                case IdCard() as seen:
                    return _read(target, seen)
                case UnknownFormat():
                    return Outcome("没有做到", "读到一张卡，但不是居民身份证", "请换一张居民身份证")
                case Trouble() as trouble:
                    target.say(REMEDIES[trouble])
                case None:
                    time.sleep(LOOK_S)
        health = reader.health
    finally:
        reader.close()
    if health.link is LinkState.ERROR or health.ready is None:
        return Outcome("没有应答", "阅读器没有回话", "请查阅读器的电源和数据线，再核对 driver 和 baud")
    return Outcome("没有做到", "没有读到身份证", "请把身份证放平、放稳；移开再放一次")


def _read(target: Target, seen: IdCard) -> Outcome:
    for name, value in (
        ("姓名", seen.name),
        ("性别", seen.sex),
        ("民族", seen.nation),
        ("出生", seen.birth),
        ("住址", seen.address),
        ("号码", seen.number),
    ):
        target.say(f"  {name}  {value}")
    return Outcome("完成", "读到一张居民身份证；以上只显示一部分，没有保存")
