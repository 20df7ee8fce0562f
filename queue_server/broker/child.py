"""Mosquitto as a child process: started, watched, started again, its store set aside when it cannot be read."""

import getpass
import logging
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from queue_server.broker.config import configuration
from queue_server.broker.entry import Entry, write_entry
from queue_server.leash import leashed

log = logging.getLogger(__name__)

PROGRAMS = ("mosquitto", "mosquitto_passwd", "setpriv")
PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
START_TIMEOUT_S = 10.0
EARLY_S = 3.0
"""A broker that ends within this time of its start cannot read its store or its port."""


class BrokerError(RuntimeError):
    """The broker cannot be started; the text is one plain Chinese sentence."""


class Broker:
    """The hall's broker on `port` of loopback, its files in `folder`; `entry` says whom it lets in, and where besides.

    `start` returns when it accepts connections. From then on it is kept running until `close`, and it ends with this
    process however that ends. Its programs are looked for in `programs_in`, whatever the environment's PATH is.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        hall: str,
        entry: Entry,
        *,
        programs_in: str = PATHS,
        start_timeout_s: float = START_TIMEOUT_S,
    ) -> None:
        self._folder = folder
        self._port = port
        self._hall = hall
        self._entry = entry
        self._programs_in = programs_in
        self._start_timeout_s = start_timeout_s
        self._child: subprocess.Popen[bytes] | None = None
        self._admitting = threading.Lock()
        self._closing = threading.Event()
        self._ready = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="broker", daemon=True)

    @property
    def pid(self) -> int:
        """The process id of the running broker; 0 between two."""
        return self._child.pid if self._child is not None and self._child.poll() is None else 0

    def start(self) -> None:
        """Writes the configuration and starts the broker.

        Raises:
            BrokerError: mosquitto is missing, the port is taken, or it does not come up.
        """
        for program in PROGRAMS:
            if shutil.which(program, path=self._programs_in) is None:
                raise BrokerError(f"找不到程序 {program}，请先安装（见 provisioning/packages.txt）")
        tls = self._entry.tls
        for port, key in ((self._port, "broker_port"), (tls.port if tls else 0, "wire_port")):
            if port and _accepts(port):
                raise BrokerError(f"端口 {port} 已被占用，请关掉占用它的程序，或在大厅配置里换一个 {key}")
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = configuration(self._folder, self._port, getpass.getuser(), tls.port if tls else 0)
        (self._folder / "mosquitto.conf").write_text(own)
        write_entry(self._folder, self._hall, self._entry, self._programs_in)
        self._keeper.start()
        if not self._ready.wait(self._start_timeout_s):
            self.close()
            raise BrokerError(f"消息服务没有启动，原因见 {self._folder / 'mosquitto.log'}")

    def admit(self, entry: Entry) -> None:
        """Lets in whom `entry` says, from now on; who is in and may not be any more is thrown off, others stay.

        A port of its own that is new or gone waits for the broker's next start. From any thread.

        Raises:
            OSError, subprocess.SubprocessError: its files cannot be written; it goes on as before.
        """
        with self._admitting:
            if entry == self._entry:
                return
            write_entry(self._folder, self._hall, entry, self._programs_in)
            self._entry = entry
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGHUP)

    def close(self) -> None:
        """Ends the broker."""
        self._closing.set()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
        if self._keeper.is_alive():
            self._keeper.join(timeout=5.0)

    def _keep(self) -> None:
        """Runs in one thread from the first start on: the child is tied to the thread that made it."""
        pause_s = 0.2
        while not self._closing.is_set():
            began = time.monotonic()
            self._child = self._spawn()
            if self._closing.is_set():  # `close` may have looked before there was a child
                self._child.terminate()
            while self._child.poll() is None and not _accepts(self._port):
                time.sleep(0.02)
            if self._child.poll() is None:
                self._ready.set()
            self._child.wait()
            if self._closing.is_set():
                return
            log.error("broker ended with %s, starting it again", self._child.returncode)
            if time.monotonic() - began < EARLY_S:
                self._set_store_aside()
                self._closing.wait(pause_s)
                pause_s = min(pause_s * 2, 5.0)
            else:
                pause_s = 0.2

    def _spawn(self) -> subprocess.Popen[bytes]:
        program, tie = (str(shutil.which(name, path=self._programs_in)) for name in ("mosquitto", "setpriv"))
        return subprocess.Popen(
            leashed([program, "-c", self._folder / "mosquitto.conf"], setpriv=tie),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _set_store_aside(self) -> None:
        store = self._folder / "mosquitto.db"
        if store.exists():
            store.replace(store.with_suffix(".garbled"))
            log.error("the broker's store could not be read and was set aside; the journal has everything")


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
