"""The running machine told of what was put down: users, folders, units, rules, limits."""

import subprocess
from pathlib import Path

from provisioning.debian.system import run

SYSTEMD_RUNS = Path("/run/systemd/system")


def make_users_and_folders(root: Path) -> None:
    """Those of `sysusers.d` and `tmpfiles.d`.

    Raises:
        OSError: they cannot be made.
    """
    run(["systemd-sysusers", f"--root={root}", "tinghao.conf"])
    run(["systemd-tmpfiles", f"--root={root}", "--create", "tinghao.conf"])


def reload() -> None:
    """Lets systemd, udev, the kernel, the journal, the seats and the clock read their settings anew, where they run.

    Raises:
        OSError: systemd does not take its units.
    """
    if not SYSTEMD_RUNS.exists():
        return
    run(["systemctl", "daemon-reload"])
    for command in (
        ["udevadm", "control", "--reload"],
        ["udevadm", "trigger", "--subsystem-match=tty", "--subsystem-match=usbmisc", "--subsystem-match=video4linux"],
        ["sysctl", "-q", "-p", "/etc/sysctl.d/tinghao.conf"],
        ["systemctl", "try-restart", "systemd-journald.service", "systemd-timesyncd.service"],
        ["systemctl", "stop", "mosquitto.service", "seatd.service", "getty@tty1.service"],
    ):
        _try(command)


def start() -> None:
    """Starts the hall's parts that are enabled, and waits for none."""
    if SYSTEMD_RUNS.exists():
        run(["systemctl", "--no-block", "start", "tinghao.target"])


def stop() -> None:
    """Stops every part; the first screen first, because the others start when it ends."""
    if SYSTEMD_RUNS.exists():
        _try(["systemctl", "stop", "tinghao-first-start.service"])
        _try(["systemctl", "stop", "tinghao.target", "tinghao*"])
        _try(["systemctl", "reset-failed", "tinghao*"])


def forget_users() -> None:
    """Removes the users that the hall's parts ran as."""
    for user in ("tinghao", "tinghao-kiosk"):
        _try(["userdel", user])


def _try(command: list[str]) -> None:
    """What may be missing on a small machine, or in a container, is no reason to leave the rest undone."""
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        return
