"""The machine's system: whether it is a Debian that the hall knows, and programs run on it."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

KNOWN = {"12", "13"}


class OtherSystemError(Exception):
    """This is no Debian that the hall was tried on; said in Chinese."""


def refuse_other_systems(os_release: str) -> None:
    """Passes the text of `/etc/os-release` of Debian 12 and 13.

    Raises:
        OtherSystemError: it is another system's.
    """
    pairs = (line.partition("=") for line in os_release.splitlines())
    about = {name: value.strip('"') for name, _, value in pairs}
    if about.get("ID") != "debian" or about.get("VERSION_ID") not in KNOWN:
        name = about.get("PRETTY_NAME", "别的系统")
        raise OtherSystemError(f"这台机器是 {name}，厅号只装在 Debian 12 或 13 上，什么都没有改")


def run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, within two minutes.

    Raises:
        OSError: it is not there, or it ended with a complaint, which is the error's text.
    """
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, stdin=subprocess.DEVNULL)
    if ended.returncode:
        raise OSError(f"{' '.join(map(str, command))}：{(ended.stderr or ended.stdout).strip()}")
    return ended
