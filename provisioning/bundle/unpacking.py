"""Unpacking beside what runs: releases side by side, and one link that is switched when the new one is whole.

    <root>/releases/<version>/{manifest.json,manifest.sig,software/,plan/,wheels/}
    <root>/current -> releases/<version>

A power cut at any step leaves `current` at the old or at the new release, and either is whole: everything is on the
disk before the release gets its name, and a rename is done or not done (rename(2)).
"""

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from provisioning.bundle.manifest import MANIFEST, SIGNATURE, Manifest, decode, refuse_unfit
from provisioning.bundle.reading import BundleReader
from provisioning.bundle.refusals import BundleError

RELEASES, CURRENT = "releases", "current"
SPARE_BYTES = 64 << 20
"""What must stay free beside a new release."""


def installed(root: Path) -> Manifest | None:
    """The manifest of the release that `root` runs, None where there is none yet."""
    try:
        return decode((root / CURRENT / MANIFEST).read_bytes())
    except FileNotFoundError:
        return None


def unpack(bundle: Path, key: bytes, root: Path) -> Manifest:
    """Unpacks a bundle under `root` and switches to it; one that is current already changes nothing.

    Raises:
        BundleError: the bundle is refused; what was current still is.
        OSError: something cannot be read or written, or somebody else is unpacking here.
    """
    manifest = stage(bundle, key, root)
    if manifest != installed(root):
        point(root, CURRENT, manifest.version)
    return manifest


def stage(bundle: Path, key: bytes, root: Path) -> Manifest:
    """Unpacks a bundle beside what is current under `root`, and switches nothing; what is there already is kept.

    Raises:
        BundleError: the bundle is refused, and nothing of it is left.
        OSError: something cannot be read or written, or somebody else is unpacking here.
    """
    releases = root / RELEASES
    releases.mkdir(parents=True, exist_ok=True)
    with _alone(root), bundle.open("rb") as file:
        _sweep(releases)
        reader = BundleReader(file, key)
        manifest = reader.manifest
        refuse_unfit(manifest, installed(root))
        staged, release = releases / f".{manifest.version}.new", releases / manifest.version
        if _is_there(release, reader.manifest_bytes):
            return manifest
        missing = manifest.size + SPARE_BYTES - shutil.disk_usage(releases).free
        if missing > 0:
            raise BundleError("no_space", f"{missing / 1e6:.0f}")
        try:
            _write(reader, staged)
        except BundleError:
            _sweep(releases)
            raise
        if release.exists():
            release.rename(releases / f".{manifest.version}.going")
        staged.rename(release)
        _sync(releases)
        _sweep(releases)
        return manifest


def point(root: Path, link: str, version: str) -> None:
    """Makes `link` under `root` lead to the release of that version, in one step that is done or not done."""
    fresh = root / f"{link}.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(RELEASES) / version)
    fresh.rename(root / link)
    _sync(root)


def keep_only(root: Path, versions: Collection[str]) -> None:
    """Removes every release but these."""
    for release in (root / RELEASES).glob("[!.]*"):
        if release.name not in versions:
            drop(root, release.name)


def drop(root: Path, version: str) -> None:
    """Removes a release, where it is there; on its way out it is under no release's name any more."""
    releases = root / RELEASES
    if (releases / version).exists():
        (releases / version).rename(releases / f".{version}.going")
    _sweep(releases)


def _is_there(release: Path, manifest: bytes) -> bool:
    """Whether the release was unpacked before, from a bundle of the same manifest."""
    file = release / MANIFEST
    return file.is_file() and file.read_bytes() == manifest


def _write(reader: BundleReader, folder: Path) -> None:
    folder.mkdir()
    for entry, pieces in reader.files():
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        _put(file, pieces, 0o755 if entry.executable else 0o644)
    _put(folder / MANIFEST, [reader.manifest_bytes], 0o644)
    _put(folder / SIGNATURE, [reader.signature_bytes], 0o644)
    for below, _, _ in os.walk(folder, topdown=False):
        _sync(Path(below))


def _put(path: Path, pieces: Iterator[bytes] | list[bytes], mode: int) -> None:
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())


def _sweep(releases: Path) -> None:
    """Removes what is half there or on its way out; a release under its own name is always whole."""
    for left in releases.glob(".*"):
        shutil.rmtree(left)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    with (root / "unpacking.lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError(f"{root} 里正在安装另一个安装包，等它装完再试") from error
        yield
