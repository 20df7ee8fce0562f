"""The wire to an input device: taken exclusively or not used at all."""

import errno
import os
import pty
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.errors import DeviceOfflineError
from devices.transport.input_device import InputDevice


@pytest.fixture
def terminal() -> Iterator[tuple[int, str]]:
    master, slave = pty.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("kind", ["terminal", "file", "null"])
def test_what_is_no_input_device_cannot_be_grabbed_and_is_not_used(
    kind: str, terminal: tuple[int, str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    wire = InputDevice({"terminal": terminal[1], "file": str(file), "null": "/dev/null"}[kind])
    with pytest.raises(DeviceOfflineError, match="exclusively: it is no input device"):
        wire.open()
    assert wire.descriptor is None
    with pytest.raises(DeviceOfflineError, match="not open"):
        wire.read(0)


def test_a_device_another_program_holds_is_said_so(terminal: tuple[int, str]) -> None:
    def held(fd: int) -> None:
        raise OSError(errno.EBUSY, "busy")

    with pytest.raises(DeviceOfflineError, match="another program has grabbed it"):
        InputDevice(terminal[1], grabbing=held).open()


def test_a_missing_device_is_offline(tmp_path: Path) -> None:
    with pytest.raises(DeviceOfflineError, match="cannot be opened"):
        InputDevice(str(tmp_path / "missing")).open()


def test_the_grab_happens_at_each_opening_and_bytes_arrive(terminal: tuple[int, str]) -> None:
    master, path = terminal
    grabbed: list[int] = []
    wire = InputDevice(path, grabbing=grabbed.append)
    wire.open()
    wire.open()
    assert grabbed == [wire.descriptor]
    os.write(master, b"x" * 24)
    assert wire.read(2) == b"x" * 24
    assert wire.read(0) == b""
    wire.close()
    wire.close()
    wire.open()
    assert len(grabbed) == 2
    with pytest.raises(DeviceOfflineError, match="takes no bytes"):
        wire.write(b"x")
    wire.close()
