"""What became of a try, in words for a technician: how it is, why, and what to do."""

import errno
from typing import Literal

import msgspec

from devices.errors import (
    DeviceError,
    DeviceOfflineError,
    PersonNeededError,
    PersonReason,
    SetupError,
    TextRefusedError,
    WrongAnswerError,
)

Word = Literal["正常", "完成", "线路通", "没有应答", "需要人", "连不上", "不接受", "没有做到"]
WORKED: frozenset[Word] = frozenset({"正常", "完成", "线路通"})


class UsageError(Exception):
    """The person at the keyboard asked for something impossible; the text is one plain Chinese sentence."""


class Outcome(msgspec.Struct, frozen=True):
    """How it ended.

    Attributes:
        word: `线路通` is of machines that never answer: the wire can be used, more is not known.
        detail: in English, for whoever helps by telephone.
    """

    word: Word
    reason: str = ""
    remedy: str = ""
    detail: str = ""

    @property
    def worked(self) -> bool:
        return self.word in WORKED

    @property
    def lines(self) -> list[str]:
        """As it is printed."""
        first = f"{self.word}：{self.reason}" if self.reason else self.word
        more = (("接下来" if self.worked else "怎么办", self.remedy), ("详情", self.detail))
        return [first, *(f"{heading}：{text}" for heading, text in more if text)]


PERSON: dict[PersonReason, tuple[str, str]] = {
    PersonReason.PAPER_OUT: ("缺纸", "请装一卷新纸，合好上盖"),
    PersonReason.COVER_OPEN: ("上盖开着", "请把上盖按到底，听到“咔”一声"),
    PersonReason.CUTTER: ("切刀卡住", "请断电，打开上盖取出纸屑，再通电"),
    PersonReason.HEAD_HOT: ("打印头太热", "请等几分钟再试"),
    PersonReason.BROKEN: ("打印机报告自己坏了", "请断电再通电；还是这样就换一台"),
    PersonReason.UNKNOWN: ("机器说自己不能工作，没有说为什么", "请看机器上的灯和说明书"),
    PersonReason.PAPER_JAM: ("卡纸", "请断电，打开上盖取出卡住的纸"),
    PersonReason.TAKE_PAPER: ("出纸口有纸没人取", "请把出纸口的纸拿走"),
}
BUSY = (
    "端口被别的程序占用",
    "先停掉正在用它的程序（设备代理 python -m devices、自助机 python -m kiosk，或另一个试机命令），再试一次",
)
BY_NUMBER: dict[int, tuple[str, str]] = {
    errno.EBUSY: BUSY,
    errno.EAGAIN: BUSY,
    errno.ENOENT: ("没有这个端口", "请插好数据线；用 list 看现在有哪些端口"),
    errno.ENODEV: ("机器被拔掉了", "请插好数据线，再试一次"),
    errno.ENXIO: ("端口后面没有机器", "请查机器的电源和数据线"),
    errno.EIO: ("机器断开了", "请查机器的电源和数据线"),
    errno.EACCES: ("没有权限用这个端口", "请用 sudo，或把自己加进 dialout、lp、input、video 组后重新登录"),
    errno.EPERM: ("没有权限用这个端口", "请用 sudo，或把自己加进 dialout、lp、input、video 组后重新登录"),
    errno.ENOTTY: ("这不是能用的端口", "请核对 port；用 list 看现在有哪些端口"),
    errno.EINVAL: ("端口不接受这样的设置", "请核对 port、baud、data_bits、parity"),
    errno.ECONNREFUSED: ("对方的网口不接受连接", "请核对 IP 和端口号；有的机器同时只接受一个连接"),
    errno.EHOSTUNREACH: ("网络上找不到这台机器", "请查网线和 IP 地址"),
    errno.ENETUNREACH: ("网络不通", "请查本机的网线和 IP 地址"),
    errno.ETIMEDOUT: ("网络上没有回应", "请查机器的电源、网线和 IP 地址"),
}
CUT_OFF = ("端口用不了，或线路断了", "请查机器的电源和数据线，再核对 port（用 list 看）")
TOO_SLOW = ("机器没有及时回应，或者不收数据", "请查机器的电源、数据线或网线，网口机器再核对 IP 地址")


def outcome_of(error: DeviceError) -> Outcome:
    """What a driver's error means."""
    match error:
        case PersonNeededError():
            return person_needed(error.reason)
        case DeviceOfflineError():
            return Outcome("连不上", *_why_offline(error), str(error))
        case TextRefusedError():
            return Outcome("不接受", "这台机器显示或说不了这些字", "请换短一点、常用一点的字", str(error))
        case WrongAnswerError():
            return Outcome("没有应答", "回话不对", "请核对 driver、baud 和 address 是不是这台机器的", str(error))
        case SetupError():
            return Outcome("没有做到", str(error), "请在这台电脑上装好它，再试一次")
        case _:
            return Outcome("没有做到", str(error))


def person_needed(reason: PersonReason) -> Outcome:
    """Somebody has to come to the machine."""
    return Outcome("需要人", *PERSON[reason])


def _why_offline(error: DeviceOfflineError) -> tuple[str, str]:
    cause = error.__cause__
    if isinstance(cause, TimeoutError) and cause.errno is None:
        return TOO_SLOW
    # OSError and termios.error both begin with the system's number; pyserial hides some of them behind its own.
    while cause is not None:
        if cause.args and isinstance(cause.args[0], int):
            return BY_NUMBER.get(cause.args[0], CUT_OFF)
        cause = cause.__cause__ or cause.__context__
    return CUT_OFF
