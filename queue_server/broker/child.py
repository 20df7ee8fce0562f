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

from queue_server.broker.config import access_list, configuration
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
    """The hall's broker on `port` of loopback, its files in `folder`, one password per client.

    `start` returns when it accepts connections. From then on it is kept running until `close`, and it ends with this
    process however that ends. Its programs are looked for in `programs_in`, whatever the environment's PATH is.
    """

    def __init__(
        self,
        folder: Path,
        port: int,
        hall: str,
        passwords: dict[str, str],
        *,
        programs_in: str = PATHS,
        start_timeout_s: float = START_TIMEOUT_S,
    ) -> None:
        self._folder = folder
        self._port = port
        self._hall = hall
        self._passwords = passwords
        self._programs_in = programs_in
        self._start_timeout_s = start_timeout_s
        self._child: subprocess.Popen[bytes] | None = None
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
        if _accepts(self._port):
            raise BrokerError(f"端口 {self._port} 已被占用，请关掉占用它的程序，或在大厅配置里换一个 broker_port")
        self._write_files()
        self._keeper.start()
        if not self._ready.wait(self._start_timeout_s):
            self.close()
            raise BrokerError(f"消息服务没有启动，原因见 {self._folder / 'mosquitto.log'}")

    def admit(self, passwords: dict[str, str]) -> None:
        """Lets in exactly these clients from now on, without disturbing those who are there (SIGHUP, mosquitto(8)).

        Raises:
            OSError: the files cannot be written.
        """
        if passwords == self._passwords:
            return
        self._passwords = passwords
        self._write_files()
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGHUP)

    def close(self) -> None:
        """Ends the broker."""
        self._closing.set()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
        if self._keeper.is_alive():
            self._keeper.join(timeout=5.0)

    def _write_files(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._folder / "mosquitto.conf").write_text(configuration(self._folder, self._port, getpass.getuser()))
        (self._folder / "acl").write_text(access_list(self._hall, tuple(self._passwords)))
        secrets = self._folder / "passwords"
        secrets.unlink(missing_ok=True)
        secrets.touch(mode=0o600)
        secrets.write_text("".join(f"{client}:{password}\n" for client, password in self._passwords.items()))
        hashing = shutil.which("mosquitto_passwd", path=self._programs_in)
        subprocess.run([str(hashing), "-U", str(secrets)], check=True, capture_output=True, timeout=START_TIMEOUT_S)
        (self._folder / "acl").chmod(0o600)

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
