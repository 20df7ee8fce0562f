"""Room on the disk that the terminal keeps its own things on."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.checks import LEAST_FREE_BYTES
from kiosk.selftest.running import Steps
from queue_server.contract.selftest import Finding

FEW_FREE_BYTES = 4 * LEAST_FREE_BYTES
REMEDY = "请删掉不要的文件；还是不够，请找技术支持"


def free_bytes(folder: Path) -> int:
    """How much is free where `folder` lies."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Disk:
    """Looks at the disk of `folder`."""

    folder: Path
    free: Callable[[Path], int] = free_bytes
    name: str = "磁盘空间"

    def look(self) -> Steps:
        try:
            free = self.free(self.folder)
        except OSError:
            yield Finding(
                check=self.name,
                state="broken",
                words=f"{self.folder} 用不了",
                remedy="请重新开机；还是这样就换硬盘",
                picture="disk",
            )
            return
        words = f"剩余 {free >> 20} MB"
        if free < LEAST_FREE_BYTES:
            yield Finding(check=self.name, state="broken", words=words, remedy=REMEDY, picture="disk")
        elif free < FEW_FREE_BYTES:
            yield Finding(check=self.name, state="attention", words=words, remedy=REMEDY, picture="disk")
        else:
            yield Finding(check=self.name, state="ok", words=words)
