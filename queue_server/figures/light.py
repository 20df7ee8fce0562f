"""The traffic light of a hall and of each of its terminals, with the one sentence of what to do first; pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from queue_server.contract.boxes import BoxFacts
from queue_server.contract.messages import DeviceHealth

Colour = Literal["green", "yellow", "red"]
Presence = Literal["here", "gone", "never"]
Calendar = Literal["ok", "none", "ends"]
"""`ends`: it does not reach as far as it should by now."""

LITTLE_DISK_MB, NO_DISK_MB = 2048, 500
LITTLE_MEMORY_MB = 150
HOT_C = 85

WELL = "一切正常，现在不用做什么"
SENTENCES: dict[str, tuple[str, str]] = {
    "server_silent": ("总台没有应答", "请看总台那台电脑开着没有；开着就重新启动它"),
    "gone": ("{terminal} 断开了", "请看它开着没有，网线插好没有"),
    "broken": ("{terminal} 的 {device}：{reason}", "{remedy}"),
    "no_disk": ("{terminal} 的硬盘快满了，只剩 {free} MB", "请导出支持文件，交给支持人员看是什么占了地方"),
    "attention": ("{terminal} 的 {device}：{reason}", "{remedy}"),
    "little_disk": ("{terminal} 的硬盘剩得不多，还有 {free} MB", "请在这周内告诉支持人员"),
    "little_memory": ("{terminal} 的内存快用完了", "请在没人用的时候重新启动它"),
    "hot": ("{terminal} 太热，{degrees} °C", "请看通风口堵住没有，风扇转不转"),
    "never": ("{terminal} 从来没有接上", "请按说明书把它接进大厅；不用的请从大厅配置里去掉"),
    "other_version": ("{terminal} 的程序是 {version}，总台是 {ours}", "请给它更新，两边要一样"),
    "self_test": ("{terminal} 自检没有通过：{finding}", "{remedy}"),
    "no_calendar": ("没有能用的工作日历，截止日期算不准", "请向上级要工作日历，放进大厅配置的文件夹"),
    "calendar_ends": ("工作日历只到 {day}", "请向上级要新的工作日历，放进大厅配置的文件夹"),
    "practice": ("现在是练习模式，取的号都不算", "练完请清除测试数据"),
    "no_backup": ("已经 {days} 天没有备份", "请插上备份用的U盘，备份一次"),
}
"""What is the matter and what to do about it, in Chinese by code, the gravest first; pages translate both."""
GRAVE = frozenset({"server_silent", "gone", "broken", "no_disk"})
CODES = tuple(SENTENCES)


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is the matter with `terminal`; who shows `what` and `remedy` fills them from `values`."""

    code: str
    terminal: str
    what: str
    remedy: str
    values: dict[str, str] = {}

    @property
    def sentence(self) -> str:
        """The one Chinese sentence."""
        return f"{self.what}：{self.remedy}".format(**self.values)


class Light(msgspec.Struct, frozen=True, kw_only=True):
    """`red`: visitors or clerks notice it now; `yellow`: they will; `first` is what to do first, None where green."""

    colour: Colour
    first: Trouble | None = None

    @property
    def sentence(self) -> str:
        """What to do first, in one Chinese sentence."""
        return self.first.sentence if self.first else WELL


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one client of the plan; `since` is of its `presence`, None where it never was there.

    `findings` are those of its last self-test that were broken, each with its remedy. An `optional` one may stay away.
    """

    client: str
    presence: Presence
    since: datetime | None = None
    devices: tuple[DeviceHealth, ...] = ()
    box: BoxFacts | None = None
    findings: tuple[tuple[str, str], ...] = ()
    optional: bool = False


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the hall besides its terminals; `backup_days` since the last backup, -1 where unknown."""

    server_answers: bool
    state_free_mb: int
    calendar: Calendar = "ok"
    calendar_until: str = ""
    practice: bool = False
    backup_days: int = -1
    backup_every_days: int = 14


def light_of(troubles: Iterable[Trouble]) -> Light:
    """The light for these troubles: red where one is grave, and of the gravest the first."""
    first = min(troubles, key=lambda one: CODES.index(one.code), default=None)
    if first is None:
        return Light(colour="green")
    return Light(colour="red" if first.code in GRAVE else "yellow", first=first)


def troubles_of(terminal: Terminal, version: str) -> tuple[Trouble, ...]:
    """What is the matter with one terminal; of one that is away nothing else is known."""
    return tuple(_troubles_of(terminal, version))


def troubles_around(hall: Surroundings) -> tuple[Trouble, ...]:
    """What is the matter with the hall as a whole."""
    return tuple(_troubles_around(hall))


def _troubles_of(terminal: Terminal, version: str) -> Iterator[Trouble]:
    name = terminal.client
    if terminal.presence != "here":
        if terminal.presence == "gone":
            yield _trouble("gone", name)
        elif not terminal.optional:
            yield _trouble("never", name)
        return
    for device in terminal.devices:
        if device.state in ("broken", "attention"):
            yield _trouble(device.state, name, device=device.device, reason=device.reason, remedy=device.remedy)
    for finding, remedy in terminal.findings:
        yield _trouble("self_test", name, finding=finding, remedy=remedy)
    if terminal.box is not None:
        yield from _troubles_of_box(terminal.box, version)


def _troubles_of_box(box: BoxFacts, version: str) -> Iterator[Trouble]:
    yield from _disk(box.client, box.disk_free_mb)
    if box.memory_free_mb < LITTLE_MEMORY_MB:
        yield _trouble("little_memory", box.client)
    if box.temperature_c >= HOT_C:
        yield _trouble("hot", box.client, degrees=str(box.temperature_c))
    if box.version != version:
        yield _trouble("other_version", box.client, version=box.version, ours=version)


def _troubles_around(hall: Surroundings) -> Iterator[Trouble]:
    if not hall.server_answers:
        yield SERVER_SILENT
    yield from _disk("server", hall.state_free_mb)
    if hall.calendar == "none":
        yield _trouble("no_calendar", "server")
    elif hall.calendar == "ends":
        yield _trouble("calendar_ends", "server", day=hall.calendar_until)
    if hall.practice:
        yield _trouble("practice", "server")
    if hall.backup_days > hall.backup_every_days:
        yield _trouble("no_backup", "server", days=str(hall.backup_days))


def _disk(name: str, free_mb: int) -> Iterator[Trouble]:
    if free_mb < NO_DISK_MB:
        yield _trouble("no_disk", name, free=str(free_mb))
    elif free_mb < LITTLE_DISK_MB:
        yield _trouble("little_disk", name, free=str(free_mb))


def _trouble(code: str, terminal: str, **values: str) -> Trouble:
    what, remedy = SENTENCES[code]
    return Trouble(code=code, terminal=terminal, what=what, remedy=remedy, values={"terminal": terminal} | values)


SERVER_SILENT = _trouble("server_silent", "server")
"""The desk does not answer."""
