"""Root file systems of a plain Debian 12, built once for each list of packages and kept in the user's cache."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SUITE = "bookworm"
BARE = ("systemd", "systemd-sysv", "dbus", "udev", "iproute2")
"""What the smallest Debian needs to boot; the hall brings the rest."""
SEEN_AND_REACHED = ("xvfb", "ratpoison", "openssh-server")
"""A monitor and a finger where there is no glass, and the county's way in: none of it is the hall's."""
BUILD_TIMEOUT_S = 1800


def cache() -> Path:
    """The folder of what is built once."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "tinghao"


def place(packages: Sequence[str] = BARE) -> Path:
    """Where the root file system with these packages is, or would be."""
    key = hashlib.sha256("\n".join((SUITE, *sorted(packages))).encode()).hexdigest()[:16]
    return cache() / "rootfs" / key


def root_file_system(packages: Sequence[str] = BARE) -> Path:
    """The root file system with these packages, built if it is not there; it is only ever read.

    Raises:
        subprocess.CalledProcessError: debootstrap failed; its own words are on stderr.
    """
    folder = place(packages)
    if not folder.exists():
        fresh, debs = folder.with_suffix(".new"), cache() / "debs"
        shutil.rmtree(fresh, ignore_errors=True)
        for made in (fresh, debs):
            made.mkdir(parents=True, exist_ok=True)
        options = ["--variant=minbase", f"--include={','.join(sorted(packages))}", f"--cache-dir={debs}"]
        command = ["debootstrap", *options, SUITE, str(fresh)]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=BUILD_TIMEOUT_S)
        fresh.rename(folder)
    return folder
