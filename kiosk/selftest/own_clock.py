"""The terminal's own clock: not before its program was made, as the server's, and kept right by the network."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.clock import believable
from kiosk.selftest.running import Steps
from queue_server.contract.selftest import Finding

OFF_S, FAR_OFF_S = 5.0, 60.0
"""Beyond the first the clock is looked at; beyond the second numbers bear wrong times."""
SYNC_QUESTION = ("timedatectl", "show", "--property=NTPSynchronized", "--value")
SYNC_TIMEOUT_S = 5.0


def synchronized() -> bool | None:
    """Whether the system says that its clock is kept right by others; None where nobody can say."""
    try:
        asked = subprocess.run(SYNC_QUESTION, capture_output=True, timeout=SYNC_TIMEOUT_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return asked.stdout.strip() == b"yes"


@dataclass(frozen=True)
class OwnClock:
    """Looks at the clock.

    Args:
        now: the terminal's clock, aware.
        server: what the server's clock shows now; None where that is not known.
        synced: whether somebody keeps it right; None where nobody can say.
    """

    now: Callable[[], datetime]
    server: Callable[[], datetime | None]
    timezone: str
    synced: Callable[[], bool | None] = synchronized
    name: str = "机器时间"

    def look(self) -> Steps:
        now, server = self.now(), self.server()
        shown = f"{now.astimezone(ZoneInfo(self.timezone)):%Y-%m-%d %H:%M:%S}"
        off_s = abs((now - server).total_seconds()) if server else 0.0
        if not believable(now):
            yield self._wrong(f"{shown}，比程序做出来的日子还早", "请校准时间；关机后又回去，请换主板电池")
        elif off_s > FAR_OFF_S:
            yield self._wrong(f"{shown}，和总台差 {off_s:.0f} 秒", "请校准时间，或让它和总台对时")
        elif off_s > OFF_S:
            yield self._odd(f"{shown}，和总台差 {off_s:.0f} 秒", "请看网线，过几分钟再检查一次")
        elif self.synced() is False:
            yield self._odd(f"{shown}，没有人给它对时", "请接上网络，或让它和总台对时")
        else:
            yield Finding(check=self.name, state="ok", words=shown)

    def _wrong(self, words: str, remedy: str) -> Finding:
        return Finding(check=self.name, state="broken", words=words, remedy=remedy, picture="clock")

    def _odd(self, words: str, remedy: str) -> Finding:
        return Finding(check=self.name, state="attention", words=words, remedy=remedy, picture="clock")
