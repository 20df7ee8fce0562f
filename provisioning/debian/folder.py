"""A folder of Debian packages that needs no network: all that the hall's packages need on the smallest Debian."""

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from provisioning.debian.packages import INDEX
from provisioning.debian.system import run


class NoPackagesError(Exception):
    """They cannot be had; the text says why in Chinese."""


def download(names: Sequence[str], folder: Path) -> int:
    """Downloads into `folder` all packages that `names` need, by this machine's own sources, and writes their index.

    What lies there from the last time is not downloaded again, and what is not needed any more is removed.

    Returns:
        How many they are.

    Raises:
        NoPackagesError: apt does not know one of them, or does not reach its sources.
        OSError: the folder cannot be written.
    """
    (folder / "partial").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tinghao-apt-") as empty:
        (Path(empty) / "partial").mkdir()
        wanted = {line.split()[1] for line in _apt("--print-uris", names, Path(empty)).splitlines() if line[:1] == "'"}
        _apt("--download-only", names, folder)
    for file in folder.glob("*.deb"):
        if file.name not in wanted:
            file.unlink()
    (folder / "lock").unlink(missing_ok=True)
    (folder / "partial").rmdir()
    return write_index(folder)


def write_index(folder: Path) -> int:
    """Writes apt's list of the packages in the folder (deb822, Debian policy 5); the same packages give the same list.

    Returns:
        How many they are.

    Raises:
        OSError: one is no package.
    """
    stanzas = []
    for file in sorted(folder.glob("*.deb")):
        control = run(["dpkg-deb", "--field", file]).stdout.strip()
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        stanzas.append(f"{control}\nFilename: ./{file.name}\nSize: {file.stat().st_size}\nSHA256: {digest}\n")
    (folder / INDEX).write_text("\n".join(stanzas))
    return len(stanzas)


def _apt(how: str, names: Sequence[str], archives: Path) -> str:
    """What apt says of installing `names` on a machine that has nothing at all, with its packages in `archives`."""
    with tempfile.NamedTemporaryFile(prefix="tinghao-status-") as nothing:
        options = [
            f"Dir::State::Status={nothing.name}",
            f"Dir::Cache::Archives={archives.resolve()}",
            "APT::Sandbox::User=root",
            "APT::Keep-Downloaded-Packages=true",
        ]
        chosen = [word for option in options for word in ("-o", option)]
        command = ["apt-get", "-q", "-y", "--no-install-recommends", *chosen, how, "install", *names]
        ended = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=3600, stdin=subprocess.DEVNULL
        )
    if ended.returncode:
        raise NoPackagesError(f"Debian 软件包下载不下来：{ended.stderr.strip()}")
    return ended.stdout
