"""One process of the practice hall: started, watched, started again when it ends, gone when we are gone."""

import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from queue_server.leash import leashed

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 8.0
SETTLED_S = 20.0
"""A process that lived this long is started again after the shortest pause."""
GRACE_S = 5.0


class Child:
    """A process kept running. `pass_fds`, `command` and `environment` are asked anew, in this order, at every start.

    The descriptors of `pass_fds` are handed over: they are closed here once the process has them.

    The kernel ends the process when the thread that keeps it ends, so nothing outlives the rehearsal, however it ends.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[], Sequence[str | Path]],
        log_path: Path,
        environment: Callable[[], Mapping[str, str]] = dict,
        pass_fds: Callable[[], Sequence[int]] = tuple,
    ) -> None:
        self.name = name
        self.starts = 0
        self._command = command
        self._environment = environment
        self._pass_fds = pass_fds
        self._log_path = log_path
        self._process: subprocess.Popen[bytes] | None = None
        self._leaving = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=name, daemon=True)

    @property
    def running(self) -> bool:
        """Whether the process is there now."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its process id; 0 between two."""
        return self._process.pid if self._process is not None and self.running else 0

    def start(self) -> None:
        """Starts it and keeps it."""
        self._keeper.start()

    def kill(self) -> None:
        """Ends the process the hard way, for practice; it is started again."""
        if self._process is not None and self.running:
            self._process.kill()

    def leave(self) -> None:
        """Asks it to end, and does not wait."""
        self._leaving.set()
        if self._process is not None and self.running:
            self._process.terminate()

    def close(self) -> None:
        """Ends it for good, the hard way when it does not listen."""
        self.leave()
        if self._keeper.is_alive():
            self._keeper.join(GRACE_S)
            if self._process is not None and self.running:
                self._process.kill()
            self._keeper.join(GRACE_S)

    def _keep(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._leaving.is_set():
            began = time.monotonic()
            handed_over = self._pass_fds()
            with self._log_path.open("ab") as output:
                self._process = subprocess.Popen(
                    leashed(self._command()),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    env={**os.environ, **self._environment()},
                    pass_fds=handed_over,
                    start_new_session=True,
                )
            for descriptor in handed_over:
                os.close(descriptor)
            self.starts += 1
            if self._leaving.is_set():  # `leave` may have looked before there was a process
                self._process.terminate()
            code = self._process.wait()
            if self._leaving.is_set():
                return
            log.warning("%s 停了（%s），正在重新启动，详情见 %s", self.name, _ending(code), self._log_path)
            pause_s = FIRST_PAUSE_S if time.monotonic() - began > SETTLED_S else min(pause_s * 2, LONGEST_PAUSE_S)
            self._leaving.wait(pause_s)


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else str(code)
