"""The program here and the program at the server: two terminals of one hall should have the same."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.selftest.running import Steps
from queue_server.contract.selftest import Finding


@dataclass(frozen=True)
class Versions:
    """Compares; `hall` gives the server's version, empty while it is not known."""

    here: str
    hall: Callable[[], str]
    name: str = "程序版本"

    def look(self) -> Steps:
        hall = self.hall()
        if hall in ("", self.here):
            yield Finding(check=self.name, state="ok", words=self.here)
        else:
            yield Finding(
                check=self.name,
                state="attention",
                words=f"这里是 {self.here}，总台是 {hall}",
                remedy="请用同一个安装包更新这台机器",
            )
