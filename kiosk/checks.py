"""What a technician wants to know of a kiosk, each with whether it is well; asked only while somebody looks."""

import shutil
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.clock import BUILD_DATE, believable
from queue_server.contract.messages import DeviceHealth

LEAST_FREE_BYTES = 500 << 20


@dataclass(frozen=True)
class Check:
    """One line: what, whether it is well, and in words; Chinese, for the technician."""

    name: str
    well: bool
    words: str


def checks(
    *, connected: bool, machines: tuple[DeviceHealth, ...], waiting: int, state: Path, local: datetime, desk: str
) -> tuple[Check, ...]:
    """All lines.

    Args:
        waiting: numbers given alone that the desk has not yet accepted.
        state: the folder whose disk is looked at.
        desk: host and port of the message service.
    """
    free = shutil.disk_usage(state).free
    return (
        Check("总台", connected, f"{desk} {'已连上' if connected else '连不上'}"),
        Check("待上传的号", waiting == 0, f"{waiting} 个"),
        *(Check(machine.device, machine.state == "ok", _machine(machine)) for machine in machines),
        Check("机器时间", believable(local), local.strftime("%Y-%m-%d %H:%M:%S")),
        Check("磁盘空间", free >= LEAST_FREE_BYTES, f"剩余 {free >> 20} MB"),
        Check("本机", True, f"{socket.gethostname()}，程序 {BUILD_DATE:%Y-%m-%d}"),
    )


def _machine(machine: DeviceHealth) -> str:
    match machine.state:
        case "ok":
            return "正常"
        case "broken":
            return f"{machine.reason}：{machine.remedy}"
    return "还不知道"
