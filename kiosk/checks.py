"""What a technician wants to know of a kiosk, each with whether it is well; asked only while somebody looks."""

import shutil
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.clock import BUILD_DATE, believable
from queue_server.contract.boxes import BoxFacts
from queue_server.contract.messages import DeviceHealth
from queue_server.figures.light import SERVER_SILENT, Colour, Terminal, light_of, troubles_of

LEAST_FREE_BYTES = 500 << 20
LIGHTS: dict[Colour, str] = {"green": "绿灯", "yellow": "黄灯", "red": "红灯"}


@dataclass(frozen=True)
class Check:
    """One line: what, whether it is well, and in words; Chinese, for the technician."""

    name: str
    well: bool
    words: str


def checks(
    *,
    connected: bool,
    machines: tuple[DeviceHealth, ...],
    waiting: int,
    state: Path,
    local: datetime,
    desk: str,
    box: BoxFacts,
) -> tuple[Check, ...]:
    """All lines, the first one the terminal's light, as the hall's page of machines shows it.

    Args:
        waiting: numbers given alone that the desk has not yet accepted.
        state: the folder whose disk is looked at.
        desk: host and port of the message service.
        box: how the box is.
    """
    free = shutil.disk_usage(state).free
    return (
        _light(connected, machines, box),
        Check("总台", connected, f"{desk} {'已连上' if connected else '连不上'}"),
        Check("待上传的号", waiting == 0, f"{waiting} 个"),
        *(Check(machine.device, machine.state == "ok", _machine(machine)) for machine in machines),
        Check("机器时间", believable(local), local.strftime("%Y-%m-%d %H:%M:%S")),
        Check("磁盘空间", free >= LEAST_FREE_BYTES, f"剩余 {free >> 20} MB"),
        Check("本机", True, f"{socket.gethostname()}，程序 {BUILD_DATE:%Y-%m-%d}"),
    )


def _light(connected: bool, machines: tuple[DeviceHealth, ...], box: BoxFacts) -> Check:
    terminal = Terminal(client=box.client, presence="here", devices=machines, box=box)
    troubles = troubles_of(terminal, box.version)
    light = light_of(troubles if connected else (SERVER_SILENT, *troubles))
    return Check("先看这里", light.colour == "green", f"{LIGHTS[light.colour]}：{light.sentence}")


def _machine(machine: DeviceHealth) -> str:
    match machine.state:
        case "ok":
            return "正常"
        case "broken" | "attention":
            return f"{machine.reason}：{machine.remedy}"
    return "还不知道"
