"""Debian packages on this machine: which of those that the hall needs are missing, and getting them."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from provisioning.debian.system import run

FIELD = Path(__file__).parents[1] / "field-packages.txt"
INDEX = "Packages"
"""In a folder of packages: apt's list of them."""


THERE = ("installed", "triggers-awaited", "triggers-pending")
"""What dpkg says of a package that can be used; the last two while others are being installed (dpkg-query(1))."""


class PackagesMissingError(Exception):
    """Some packages are missing and cannot be had; the text says which, and what to do."""


def field_packages(text: str) -> list[str]:
    """The names in the text of `field-packages.txt`, in order."""
    return [name for line in text.splitlines() if (name := line.partition("#")[0].strip())]


def missing(names: Iterable[str]) -> list[str]:
    """Those of the packages that are neither installed nor provided by one that is."""
    listed = run(["dpkg-query", "-W", "-f", r"${db:Status-Status}\t${Package}\t${Provides}\n"]).stdout
    there: set[str] = set()
    for line in listed.splitlines():
        status, package, provides = line.split("\t")
        if status in THERE:
            there |= {package, *(provided.partition("(")[0].strip() for provided in provides.split(","))}
    return [name for name in names if name not in there]


def install(names: Sequence[str], debs: Path | None, log: Path) -> None:
    """Installs packages: from the folder `debs` without any network where it has them, otherwise from apt's sources.

    Raises:
        PackagesMissingError: neither has them; apt's own words are in `log`.
    """
    if debs is not None and (debs / INDEX).exists() and _from_folder(names, debs, log):
        return
    if _apt(["update"], log) and _apt(["install", *names], log):
        return
    raise PackagesMissingError(
        f"缺 Debian 软件包：{'、'.join(names)}。安装包里没有，软件源也连不上："
        f"请换一个带 Debian 软件包的安装包（bundle build --debs），或者接上网络再试（详情 {log}）"
    )


def _from_folder(names: Sequence[str], debs: Path, log: Path) -> bool:
    """apt with this folder for its only source; the bundle's signature stands for what is in it."""
    with tempfile.TemporaryDirectory(prefix="tinghao-apt-") as folder:
        sources = Path(folder) / "sources.list"
        sources.write_text(f"deb [trusted=yes] file:{debs.resolve()} ./\n")
        lists = Path(folder) / "lists"
        (lists / "partial").mkdir(parents=True)
        only = [
            f"Dir::Etc::SourceList={sources}",
            "Dir::Etc::SourceParts=/dev/null",
            f"Dir::State::Lists={lists}",
            f"Dir::Cache={folder}",
            "APT::Sandbox::User=root",
        ]
        options = [word for option in only for word in ("-o", option)]
        return _apt([*options, "update"], log) and _apt([*options, "install", *names], log)


def _apt(arguments: Sequence[str], log: Path) -> bool:
    command = ["apt-get", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", *arguments]
    with log.open("ab") as output:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            check=False,
            timeout=1800,
        )
    return ended.returncode == 0
