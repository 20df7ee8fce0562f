"""Bounded reading and writing on a non-blocking file descriptor, with every failure as `DeviceOfflineError`."""

import os
import select
import time

from devices.errors import DeviceOfflineError

READ_BYTES = 4096


def write_all(fd: int, content: bytes, *, stall_timeout_s: float, address: str) -> None:
    """Write everything; give up when not one byte was accepted for `stall_timeout_s`."""
    written = 0
    deadline = time.monotonic() + stall_timeout_s
    while written < len(content):
        try:
            written += _write_some(fd, content[written:], deadline - time.monotonic())
        except TimeoutError as error:
            raise DeviceOfflineError(f"{address} takes no more bytes", written=written) from error
        except OSError as error:
            raise DeviceOfflineError(f"{address} broke while writing: {error}", written=written) from error
        deadline = time.monotonic() + stall_timeout_s


def _write_some(fd: int, content: bytes, timeout_s: float) -> int:
    deadline = time.monotonic() + timeout_s
    while (left_s := deadline - time.monotonic()) > 0:
        _, writable, _ = select.select([], [fd], [], left_s)
        try:
            if writable:
                return os.write(fd, content)
        except BlockingIOError:
            # A terminal may call itself writable and still have no room.
            time.sleep(min(0.01, left_s))
    raise TimeoutError


def read_some(fd: int, *, timeout_s: float, address: str) -> bytes:
    """Read what is there; empty after `timeout_s` without a byte; an end of file counts as unplugged."""
    try:
        readable, _, _ = select.select([fd], [], [], max(0.0, timeout_s))
        if not readable:
            return b""
        content = os.read(fd, READ_BYTES)
    except BlockingIOError:
        return b""
    except OSError as error:
        raise DeviceOfflineError(f"{address} broke while reading: {error}") from error
    if not content:
        raise DeviceOfflineError(f"{address} was closed by the other side")
    return content
