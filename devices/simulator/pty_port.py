"""A simulated serial socket: a pseudo terminal behind a stable path that can be unplugged and plugged in again."""

import contextlib
import os
import select
import threading
import tty
from collections.abc import Callable
from pathlib import Path

READ_BYTES = 4096


class PtyPort:
    """Reads in its own thread and gives every piece to `on_bytes`, which runs in that thread.

    The slave side stays open here, so a driver may close and open the path as it likes. Unplugging closes both
    sides: the driver's next read or write fails as it does with a pulled USB cable.
    """

    def __init__(self, path: Path, on_bytes: Callable[[bytes], None]) -> None:
        self._path = path
        self._on_bytes = on_bytes
        self._lock = threading.Lock()
        self._master: int | None = None
        self._slave: int | None = None
        self._reading = True
        self._closed = False
        self._let_go = threading.Event()
        self._wake_read, self._wake_write = os.pipe()
        self.plug()
        self._thread = threading.Thread(target=self._run, name=f"simulator {path.name}", daemon=True)
        self._thread.start()

    @property
    def path(self) -> str:
        return str(self._path)

    @property
    def plugged(self) -> bool:
        return self._master is not None

    def plug(self) -> None:
        """Make a new terminal and let the path lead to it; does nothing when plugged."""
        with self._lock:
            if self._master is not None:
                return
            self._master, self._slave = os.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            beside = self._path.with_name(f".{self._path.name}.new")
            beside.unlink(missing_ok=True)
            beside.symlink_to(os.ttyname(self._slave))
            beside.replace(self._path)
        self._wake()

    def unplug(self) -> None:
        """Pull the cable; the path is gone until `plug`. Not to be called from `on_bytes`."""
        with self._lock:
            self._path.unlink(missing_ok=True)
            terminals = [fd for fd in (self._master, self._slave) if fd is not None]
            self._master = self._slave = None
        # A descriptor the thread still selects on would keep the line up after close().
        self._let_go.clear()
        self._wake()
        self._let_go.wait(2)
        for fd in terminals:
            os.close(fd)

    def hold(self, holding: bool) -> None:
        """Stop reading (a machine that hangs) or go on."""
        self._reading = not holding
        self._wake()

    def send(self, content: bytes) -> bool:
        """Send to the driver; False when unplugged or nobody reads and the line is full."""
        with self._lock:
            if self._master is None:
                return False
            with contextlib.suppress(BlockingIOError, OSError):
                return os.write(self._master, content) == len(content)
            return False

    def close(self) -> None:
        """Unplug, end the thread and remove the path; the second time does nothing."""
        if self._closed:
            return
        self.unplug()
        self._closed = True
        self._wake()
        self._thread.join(5)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _wake(self) -> None:
        os.write(self._wake_write, b"w")

    def _run(self) -> None:
        while not self._closed:
            self._let_go.set()
            master = self._master if self._reading else None
            watched = [self._wake_read] if master is None else [self._wake_read, master]
            ready, _, _ = select.select(watched, [], [])
            if self._wake_read in ready:
                os.read(self._wake_read, READ_BYTES)
            elif master is not None:
                content = self._read(master)
                if content:
                    self._on_bytes(content)

    def _read(self, master: int) -> bytes:
        with self._lock:
            if self._master != master:
                return b""
            try:
                return os.read(master, READ_BYTES)
            except OSError:
                return b""
