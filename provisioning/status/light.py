"""The one light of a box: green where there is nothing to do, red where somebody notices it now; pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from provisioning.systemd import UnitState
from provisioning.update.record import Refusal, Update

Light = Literal["green", "yellow", "red"]

LITTLE_DISK_MB, NO_DISK_MB = 2048, 500
BACKUP_DAYS = 3
"""The box makes one every day; so many days without one are too many."""
REFUSAL_TOLD = timedelta(days=1)


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What is the matter and what to do about it, both in Chinese; `grave` where somebody notices it now."""

    what: str
    remedy: str
    grave: bool = False


class Looks(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen on the box; of the hall itself None where the box is not the hall's own.

    `away` are the terminals that are not connected, `backup_days` since the last backup or since the box is
    what it is.
    """

    parts: tuple[UnitState, ...]
    disk_free_mb: int
    server_answers: bool | None = None
    web_is_well: bool | None = None
    away: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    backup_days: int | None = None
    plan_mistakes: int = 0


def troubles(looks: Looks, update: Update | None, refusal: Refusal | None, now: datetime) -> tuple[Trouble, ...]:
    """Everything that is the matter, the grave first."""
    found = [*_of_parts(looks), *_of_hall(looks), *_of_box(looks), *_of_updates(update, refusal, now)]
    return tuple(sorted(found, key=lambda one: not one.grave))


def light(found: Sequence[Trouble]) -> Light:
    """The light for these."""
    if any(one.grave for one in found):
        return "red"
    return "yellow" if found else "green"


def _of_parts(looks: Looks) -> list[Trouble]:
    remedy = "请重新启动这台机器；还不好，请导出支持文件交给支持人员"
    return [
        Trouble(what=f"{part.part} 没有在运行", remedy=remedy, grave=True) for part in looks.parts if not part.active
    ]


def _of_hall(looks: Looks) -> list[Trouble]:
    found = []
    if looks.plan_mistakes:
        what = f"大厅配置有 {looks.plan_mistakes} 处错误"
        found.append(Trouble(what=what, remedy="请用 tinghao check 看，改好再用", grave=True))
    if looks.server_answers is False:
        found.append(Trouble(what="总台没有应答", remedy="请重新启动这台机器", grave=True))
    elif looks.web_is_well is False:
        remedy = "请在服务器上运行 systemctl restart tinghao-web"
        found.append(Trouble(what="网页没有应答，窗口和手机用不了", remedy=remedy, grave=True))
    remedy = "请看它开着没有，网线插好没有"
    found += [Trouble(what=f"{terminal} 断开了", remedy=remedy, grave=True) for terminal in looks.away]
    found += [Trouble(what=warning, remedy="请向上级要新的工作日历") for warning in looks.calendar]
    return found


def _of_box(looks: Looks) -> list[Trouble]:
    found = []
    if looks.disk_free_mb < LITTLE_DISK_MB:
        what, grave = f"硬盘只剩 {looks.disk_free_mb} MB", looks.disk_free_mb < NO_DISK_MB
        found.append(Trouble(what=what, remedy="请导出支持文件，交给支持人员看是什么占了地方", grave=grave))
    if looks.backup_days is not None and looks.backup_days > BACKUP_DAYS:
        found.append(Trouble(what=f"已经 {looks.backup_days} 天没有备份", remedy="请运行 tinghao backup 备份到U盘"))
    return found


def _of_updates(update: Update | None, refusal: Refusal | None, now: datetime) -> list[Trouble]:
    found = []
    if update is not None and update.phase == "rolled_back":
        what = f"版本 {update.version} 换上以后不正常（{update.why}），已经换回 {update.before}"
        found.append(Trouble(what=what, remedy="请把这句话告诉发安装包的单位，等新的安装包"))
    if refusal is not None and now - refusal.at < REFUSAL_TOLD:
        found.append(Trouble(what=f"U盘上的安装包没有装：{refusal.why}", remedy="请按提示换一个安装包"))
    return found
