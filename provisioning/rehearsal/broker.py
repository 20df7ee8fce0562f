"""The broker of the practice hall: the server's own child, seen and killed from here as the other processes are."""

import contextlib

import psutil

from provisioning.rehearsal.child import Child

PROGRAM = "mosquitto"


class KeptBroker:
    """What is known about the broker that `server` keeps running."""

    name = "broker"

    def __init__(self, server: Child) -> None:
        self.starts = 0
        self._server = server
        self._seen = 0

    @property
    def running(self) -> bool:
        """Whether there is one now; looking counts how many there were."""
        found = self._find()
        if found is not None and found.pid != self._seen:
            self._seen = found.pid
            self.starts += 1
        return found is not None

    def kill(self) -> None:
        """Ends it the hard way, for practice; the server starts another."""
        found = self._find()
        if found is not None:
            with contextlib.suppress(psutil.NoSuchProcess):
                found.kill()

    def _find(self) -> psutil.Process | None:
        server = self._server.pid
        if not server:
            return None
        try:
            for process in psutil.Process(server).children():
                if process.name() == PROGRAM and process.status() != psutil.STATUS_ZOMBIE:
                    return process
        except psutil.NoSuchProcess:
            pass
        return None
