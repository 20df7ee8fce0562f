"""A screen under systemd says out of its own thread that it lives, and ends where nobody could see it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from queue_server.contract.credential import Credential
from tests.kiosk.glass import Glass
from tests.running_hall import DEADLINE_S, ROOT

pytestmark = pytest.mark.screen
SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"


def screen(part: str, client: str, folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """The program of a screen whose hall is away."""
    credential = folder / f"{client}.json"
    credential.write_bytes(
        msgspec.json.encode(Credential(hall="puyang", client=client, host="127.0.0.1", port=9, password=""))
    )
    command: list[str | Path] = [sys.executable, "-m", "kiosk", *([part] if part else [])]
    command += ["--plan", SAMPLE, "--credential", credential]
    command += ["--size", "640x1138", "--spoken-into", folder / "spoken"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("part", "client"), [("", "kiosk-1"), ("display", "display-1")])
def test_a_screen_goes_on_telling_systemd_that_it_lives(part: str, client: str, tmp_path: Path) -> None:
    name = f"tinghao-{os.getpid()}-{client}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd, Glass(640, 1138) as glass:
        systemd.bind(f"\0{name}")
        systemd.settimeout(DEADLINE_S)
        process = screen(part, client, tmp_path, glass.environment | {"NOTIFY_SOCKET": f"@{name}"})
        try:
            assert {systemd.recv(100) for _ in range(3)} == {b"READY=1\nWATCHDOG=1"}
        finally:
            process.terminate()
            process.communicate(timeout=DEADLINE_S)


def test_where_the_screen_is_dead_the_program_ends_instead_of_running_unseen(tmp_path: Path) -> None:
    seen = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    process = screen("", "kiosk-1", tmp_path, seen | {"SDL_VIDEODRIVER": "x11"})
    assert "X server" in process.communicate(timeout=DEADLINE_S)[1]
    assert process.returncode > 0
