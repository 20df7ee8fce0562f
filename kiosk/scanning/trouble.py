"""What keeps papers from being scanned: told by the machine, said to the visitor."""

from datetime import datetime
from enum import Enum
from typing import assert_never

from devices.capture.source import NoPictureError, SourceStatus
from devices.errors import DeviceError
from kiosk.scanning.foreign import Unreadable, UnreadableError
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.words import Language, say


class Trouble(Enum):
    """Why there is no page now."""

    OFFLINE = "offline"
    BUSY = "busy"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    JAMMED = "jammed"
    FAILED = "failed"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"


BY_STATUS = {
    SourceStatus.BUSY: Trouble.BUSY,
    SourceStatus.NO_DOCS: Trouble.NO_PAPER,
    SourceStatus.COVER_OPEN: Trouble.COVER_OPEN,
    SourceStatus.JAMMED: Trouble.JAMMED,
    SourceStatus.UNSUPPORTED: Trouble.UNREADABLE,
}
FOR_THE_STAFF = {
    Trouble.OFFLINE: ("高拍仪或扫描仪没有连上", "请检查电源和数据线"),
    Trouble.BUSY: ("高拍仪或扫描仪被别的程序占用", "请关掉别的扫描程序"),
    Trouble.COVER_OPEN: ("扫描仪盖子开着", "请把盖子盖好"),
    Trouble.JAMMED: ("扫描仪卡纸", "请打开盖子，取出卡住的纸"),
    Trouble.FAILED: ("高拍仪或扫描仪不出图", "请关电源再开，不行请找技术员"),
}
"""Reason and remedy."""
OF_THE_PAPER = frozenset({Trouble.NO_PAPER, Trouble.UNREADABLE, Trouble.TOO_LARGE})
"""Troubles that lie in what the visitor scanned; the machine itself is well."""


def trouble_of(error: DeviceError | UnreadableError) -> Trouble:
    """The trouble that an error of a source or of a file means."""
    match error:
        case NoPictureError(status=status):
            return BY_STATUS.get(status, Trouble.FAILED)
        case UnreadableError(reason=Unreadable.TOO_LARGE):
            return Trouble.TOO_LARGE
        case UnreadableError():
            return Trouble.UNREADABLE
    return Trouble.OFFLINE


def papers_health(device: str, trouble: Trouble | None, since: datetime) -> DeviceHealth:
    """How the camera or scanner is, for the staff; what lies in a visitor's paper is no trouble of it."""
    if trouble is None or trouble in OF_THE_PAPER:
        return DeviceHealth(device=device, state="ok", since=since)
    reason, remedy = FOR_THE_STAFF[trouble]
    return DeviceHealth(device=device, state="broken", reason=reason, remedy=remedy, since=since)


def trouble_sentence(language: Language, trouble: Trouble) -> str:
    """What the visitor does; an error says what to do, not what broke."""
    match trouble:
        case Trouble.OFFLINE:
            return say(language, "现在不能扫描，请把材料直接带到窗口，或找导办员")
        case Trouble.BUSY:
            return say(language, "扫描正忙，请稍等")
        case Trouble.NO_PAPER:
            return say(language, "没有看到纸，请把材料放好，再点一次")
        case Trouble.COVER_OPEN:
            return say(language, "扫描仪的盖子开着，请盖好，再点一次")
        case Trouble.JAMMED:
            return say(language, "扫描仪卡纸了，请找导办员")
        case Trouble.FAILED:
            return say(language, "这次没有扫成，请再试一次")
        case Trouble.UNREADABLE:
            return say(language, "这一份看不清楚，请重新扫描")
        case Trouble.TOO_LARGE:
            return say(language, "这一份太大，请调低清晰度，重新扫描")
        case _:
            assert_never(trouble)
