"""Installing and uninstalling, step by step; after a power cut at any of them, running it again does the rest."""

import os
from collections.abc import Callable
from pathlib import Path

from provisioning.box import load_box
from provisioning.bundle.manifest import refuse_unfit
from provisioning.bundle.reading import BundleReader
from provisioning.bundle.unpacking import installed, unpack
from provisioning.debian.packages import FIELD, field_packages, install, missing
from provisioning.debian.system import refuse_other_systems
from provisioning.environment import VENV, is_whole, make_environment
from provisioning.installing import machine
from provisioning.installing.making import make, put, take_away
from provisioning.installing.wanted import masks, wanted
from provisioning.places import KEY, SETTINGS, SOFTWARE, STATE
from queue_server.signing import public_key_text

MACHINE = Path("/")
LOG = "install.log"
TIMERS = Path("/var/lib/systemd/timers")
"""Where systemd notes when a timer has last gone off."""
Tell = Callable[[str], None]


class InstallError(Exception):
    """The machine cannot be installed so; the text says why in Chinese."""


def refuse_unfit_machine(root: Path) -> None:
    """Passes a Debian 12 or 13 for its own root.

    Raises:
        InstallError: who asks is not root.
        OtherSystemError: it is another system.
        OSError: it does not say what it is.
    """
    if root == MACHINE and os.geteuid() != 0:
        raise InstallError("安装要用 root 运行（sudo），什么都没有改")
    refuse_other_systems((root / "etc" / "os-release").read_text())


def install_bundle(bundle: Path, key: bytes, root: Path, tell: Tell) -> list[str]:
    """Unpacks the bundle on a machine that has none of another version, and settles it.

    Returns:
        What was changed; empty where all was so already.

    Raises:
        BundleError: the bundle is refused.
        InstallError: another version is installed, or another key is trusted.
        OSError, PackagesMissingError, EnvironmentMissingError: a step cannot be done; what was done stays.
    """
    place = inside(root, SOFTWARE)
    known = inside(root, KEY)
    text = public_key_text(key)
    if known.exists() and known.read_text().strip() != text:
        raise InstallError(f"这台机器只认另一把公钥（{KEY}），没有安装；确实要换，先运行 tinghao uninstall")
    with bundle.open("rb") as file:
        manifest, before = BundleReader(file, key).manifest, installed(place)
    refuse_unfit(manifest, before)
    if before is not None and manifest != before:
        raise InstallError(f"这里已经装着 {before.version}，换成 {manifest.version} 请运行 tinghao update {bundle}")
    unpacked = [] if before else [str(SOFTWARE / "releases" / manifest.version)]
    if unpacked:
        tell(f"正在检查并解开安装包 {manifest.hall} {manifest.version}")
        unpack(bundle, key, place)
    return unpacked + settle(root, text, tell)


def settle(root: Path, key_text: str, tell: Tell) -> list[str]:
    """Makes the machine as the current release and the box want it; also what a release's update ends with.

    Returns:
        What was changed; empty where all was so already.

    Raises:
        OSError, PackagesMissingError, EnvironmentMissingError: a step cannot be done; what was done stays.
    """
    place = inside(root, SOFTWARE)
    release, log = (place / "current").resolve(), place / LOG
    changed = put(root, masks())
    if root == MACHINE and (names := missing(field_packages(FIELD.read_text()))):
        tell(f"正在安装 Debian 软件包：{'、'.join(names)}")
        install(names, release / "debs", log)
        changed += names
    if not is_whole(release):
        tell("正在建立 Python 环境，要一两分钟")
        make_environment(release)
        changed.append(str(release / "software" / VENV))
    things = wanted(unit_files(release), key_text, load_box(inside(root, SETTINGS)))
    changed += make(root, things)
    if changed:
        tell("正在登记服务、用户和设备")
    machine.make_users_and_folders(root)  # also where all was so already, because a cut may have come just before
    if root == MACHINE:
        machine.reload()
        machine.start()
    return changed


def unit_files(release: Path) -> dict[str, bytes]:
    """The release's unit files by their path below `provisioning/units`."""
    folder = release / "software" / "provisioning" / "units"
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def uninstall(root: Path, *, purge: bool) -> list[str]:
    """Takes away what was put down; with `purge` also what the hall knows: settings, journal, papers, users.

    Returns:
        What was taken away.
    """
    if root == MACHINE:
        machine.stop()
    taken = make(root, ())
    for stamp in inside(root, TIMERS).glob("stamp-tinghao*"):
        stamp.unlink()
    gone = [inside(root, SOFTWARE)]
    if purge:
        gone += [inside(root, SETTINGS), *sorted(inside(root, STATE.parent).glob("tinghao*"))]
        taken += [str(STATE), str(SETTINGS)]
    if root == MACHINE:
        machine.reload()
        if purge:
            machine.forget_users()
    for folder in gone:
        take_away(folder)
    return [*taken, str(SOFTWARE)]


def inside(root: Path, place: Path) -> Path:
    """The place below another root."""
    return root / place.relative_to("/")
