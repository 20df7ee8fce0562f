"""Whether this machine can boot Debian systems of its own, and what to do where it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

PROGRAMS = {
    "debootstrap": "debootstrap",
    "systemd-nspawn": "systemd-container",
    "ip": "iproute2",
    "unshare": "util-linux",
    "git": "git",
}
"""What the proof runs, and the Debian package that has it."""
APART = ("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc")
"""Before a command: mounts, network and processes of its own, all gone when it ends, however it ends."""


def lacking() -> list[str]:
    """What is missing for the proof, each with what to do; nothing where it can be run."""
    found = []
    if os.geteuid() != 0:
        found.append("only root may boot systems: run it as root")
    if packages := [package for program, package in PROGRAMS.items() if shutil.which(program) is None]:
        found.append(f"Debian packages are missing: apt-get install {' '.join(packages)}")
    if not found and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode:
        found.append("the kernel gives this process no namespaces of its own: run it outside the container")
    if "overlay" not in Path("/proc/filesystems").read_text().split() and _cannot_load_overlay():
        found.append("the kernel has no overlayfs")
    return found


def _cannot_load_overlay() -> bool:
    return subprocess.run(["modprobe", "overlay"], capture_output=True, check=False).returncode != 0
