"""A real IPP printer on this computer: `ippeveprinter` of cups-ipp-utils, whose paper end is in our hand."""

import contextlib
import os
import signal
import socket
import subprocess
from pathlib import Path

from tests.devices.waiting import wait_until

WORK = """#!/bin/sh
cat '{folder}/reasons' >&2
while [ -e '{folder}/hold' ]; do sleep 0.05; done
"""


class IppMachine:
    """Takes PDFs at `uri`. It wants a message bus even without DNS-SD, so it gets one of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spool = folder / "spool"
        self._spool.mkdir()
        bus = f"unix:path={folder}/bus"
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nosyslog", f"--address={bus}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until((folder / "bus").exists)
        work = folder / "work"
        work.write_text(WORK.format(folder=folder))
        work.chmod(0o700)
        self.says("")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self._printer = subprocess.Popen(
            (
                *("/usr/sbin/ippeveprinter", "-p", str(self._port), "-d", str(self._spool), "-k"),
                *("-f", "application/pdf", "-n", "localhost", "-r", "off", "-c", str(work), "hall"),
            ),
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._listens, 10.0)

    @property
    def uri(self) -> str:
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    def says(self, *reasons: str) -> None:
        """What the next job changes about the printer's state, such as `+media-empty` or `-media-empty`."""
        (self._folder / "reasons").write_text("".join(f"STATE: {reason}\n" for reason in reasons if reason))

    def hold(self) -> None:
        """Jobs do not end from now on."""
        (self._folder / "hold").touch()

    def go_on(self) -> None:
        (self._folder / "hold").unlink(missing_ok=True)

    def printed(self) -> list[bytes]:
        """The files it was given."""
        return [path.read_bytes() for path in sorted(self._spool.glob("*.pdf"))]

    def freeze(self, frozen: bool) -> None:
        """It keeps its port and answers nothing, or goes on."""
        self._printer.send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def close(self) -> None:
        self.go_on()
        self._printer.send_signal(signal.SIGCONT)
        for process in (self._printer, self._bus):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)

    def _listens(self) -> bool:
        with socket.socket() as knocking:
            return knocking.connect_ex(("127.0.0.1", self._port)) == 0
