"""One Debian system of its own: booted with systemd as its first process, plugged into the hall's cable."""

import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.booted import cable, control_groups

BOOT_TIMEOUT_S = 120.0
PATIENCE_S = 120.0
"""Nothing inside takes so long unless it never comes."""
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/root",
}


class BoxError(Exception):
    """Something inside did not go as it should; the text has what was said there."""


class Box:
    """A copy of a root file system in `folder`, and the system that runs on it while it is on.

    `stick` is a folder that lies in it as `/media/stick`, as a USB stick would.
    """

    def __init__(self, name: str, number: int, base: Path, folder: Path, stick: Path) -> None:
        self.name, self.address = name, cable.address(number)
        self.root = folder / name / "root"
        self._group = f"{folder.name}-{name}"
        self._stick, self._console = stick, folder / f"{name}.console"
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._leader = 0
        over = {part: folder / name / part for part in ("upper", "work")}
        for made in (self.root, *over.values()):
            made.mkdir(parents=True)
        layers = f"lowerdir={base},upperdir={over['upper']},workdir={over['work']}"
        subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, self.root], check=True)
        self._settle(number)

    def boot(self) -> None:
        """Switches it on; returns when systemd says that all is started, failed units or not.

        Raises:
            BoxError: it does not come up.
        """
        place = self._console.with_suffix(".notify")
        place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told, self._console.open("ab") as console:
            told.bind(str(place))
            self._nspawn = subprocess.Popen(
                control_groups.within(self._group, self._command()),
                env={**os.environ, "NOTIFY_SOCKET": str(place)},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
            )
            self._leader = self._wait_until_ready(told)

    def run(self, *command: str | Path, timeout_s: float = PATIENCE_S, said: str = "") -> str:
        """What a command says that root gives inside; `said` is typed to it.

        Raises:
            BoxError: it fails, or takes too long.
        """
        done = self.tries(*command, timeout_s=timeout_s, said=said)
        if done.returncode:
            told = (done.stdout + done.stderr).strip()[-2000:]
            raise BoxError(f"{self.name}: {' '.join(map(str, command))} ended with {done.returncode}: {told}")
        return done.stdout

    def tries(
        self, *command: str | Path, timeout_s: float = PATIENCE_S, said: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """How a command ends that root gives inside.

        Raises:
            BoxError: it takes too long.
        """
        try:
            return subprocess.run(
                [*self.inside, *command],
                env=ENVIRONMENT,
                input=said,
                capture_output=True,
                text=True,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BoxError(f"{self.name}: {' '.join(map(str, command))} took more than {timeout_s:.0f} s") from error

    def wait_for(self, what: str, look: Callable[[], bool], timeout_s: float = PATIENCE_S) -> float:
        """Seconds until `look` saw it.

        Raises:
            BoxError: it did not come.
        """
        start = time.monotonic()
        while time.monotonic() - start < timeout_s:
            if look():
                return time.monotonic() - start
            time.sleep(0.2)
        raise BoxError(f"{self.name}: {what} did not come within {timeout_s:.0f} s")

    def shut_down(self) -> None:
        """As by its switch: everything inside is asked to end first."""
        if self._nspawn is not None:
            self.tries("systemctl", "poweroff")
            self._gone(PATIENCE_S)

    def cut_power(self) -> None:
        """Everything inside ends at once and is asked nothing; what the kernel has yet to write is not lost, though."""
        if self._nspawn is not None:
            os.kill(self._leader, signal.SIGKILL)
            self._gone(PATIENCE_S)

    def keep_journal(self, file: Path) -> None:
        """Writes what was told inside since the last boot to a file, where the box is on."""
        if self._nspawn is not None:
            file.write_text(self.tries("journalctl", "--no-pager", "--output=short-precise").stdout)

    def discard(self) -> None:
        """Switches it off and gives its disk back."""
        self.cut_power()
        subprocess.run(["umount", self.root], check=True)

    def _settle(self, number: int) -> None:
        (self.root / "etc/machine-id").write_text(f"{uuid.uuid4().hex}\n")
        (self.root / "etc/hostname").write_text(f"{self.name}\n")
        (self.root / "etc/hosts").write_text(f"127.0.0.1 localhost\n127.0.1.1 {self.name}\n")
        (self.root / "etc/systemd/network/10-hall.network").write_text(cable.network_file(number))
        enable = ["systemctl", f"--root={self.root}", "enable", "systemd-networkd"]
        subprocess.run(enable, check=True, capture_output=True)

    def _command(self) -> Sequence[str | Path]:
        return [
            *("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--boot", "--notify-ready=yes"),
            *(f"--directory={self.root}", f"--machine={self.name}", "--console=read-only", "--resolv-conf=off"),
            *(f"--network-bridge={cable.BRIDGE}", f"--bind-ro={self._stick}:/media/stick"),
        ]

    def _wait_until_ready(self, told: socket.socket) -> int:
        """Asks the container's own words (sd_notify(3)) for its first process and whether it is up."""
        leader, deadline = 0, time.monotonic() + BOOT_TIMEOUT_S
        while time.monotonic() < deadline:
            told.settimeout(deadline - time.monotonic())
            try:
                words = dict(line.partition("=")[::2] for line in told.recv(4096).decode().splitlines())
            except TimeoutError:
                break
            leader = int(words.get("X_NSPAWN_LEADER_PID", leader))
            if leader and words.get("READY") == "1":
                return leader
        last = self._console.read_text(errors="replace")[-2000:]
        raise BoxError(f"{self.name} is not up after {BOOT_TIMEOUT_S:.0f} s; its console says: {last}")

    @property
    def inside(self) -> list[str]:
        """Before a command, so that it runs inside."""
        spaces = ("--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root", "--wdns=/root")
        return ["nsenter", f"--target={self._leader}", *spaces]

    def _gone(self, timeout_s: float) -> None:
        assert self._nspawn is not None
        try:
            self._nspawn.wait(timeout_s)
        except subprocess.TimeoutExpired as error:
            raise BoxError(f"{self.name} does not go off") from error
        finally:
            self._nspawn = None
