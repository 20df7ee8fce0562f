"""A server under systemd says that it is ready and not hung, out of the desk's own thread."""

import os
import socket
from pathlib import Path

import pytest

from tests.running_hall import DEADLINE_S, RunningHall


def test_a_server_tells_systemd_that_it_is_ready_and_goes_on_telling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"tinghao-{os.getpid()}"
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
    hall = RunningHall(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(f"\0{name}")
        systemd.settimeout(DEADLINE_S)
        hall.start_server()
        try:
            assert {systemd.recv(100) for _ in range(3)} == {b"READY=1\nWATCHDOG=1"}
        finally:
            hall.close()
