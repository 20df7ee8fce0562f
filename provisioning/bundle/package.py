"""A Debian package of a bundle, for those who have apt: the same files in the same places, settled by the same code."""

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from provisioning.bundle.manifest import Manifest
from provisioning.bundle.unpacking import unpack
from provisioning.debian.system import run
from queue_server.signing import public_key_text

SCRIPTS = Path(__file__).with_name("package_scripts")


def build_package(bundle: Path, key: bytes, packages: list[str], out: Path) -> Manifest:
    """Writes the package to `out`; the same bundle gives the same bytes (reproducible-builds.org, SOURCE_DATE_EPOCH).

    Args:
        packages: Debian packages that it depends on.

    Raises:
        BundleError: the bundle is refused.
        OSError: something cannot be read or written.
    """
    with tempfile.TemporaryDirectory(prefix="tinghao-deb-", dir=out.parent) as folder:
        root = Path(folder) / "root"
        manifest = unpack(bundle, key, root / "opt" / "tinghao")
        release = root / "opt" / "tinghao" / "releases" / manifest.version
        (root / "opt" / "tinghao" / "current").unlink()
        (root / "opt" / "tinghao" / "unpacking.lock").unlink()
        shutil.rmtree(release / "debs", ignore_errors=True)
        _put_control(root, manifest, _depends(packages, release / "wheels"), public_key_text(key))
        made = made_at(manifest.version)
        for path in (root, *root.rglob("*")):
            os.utime(path, (made, made))
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Znone", "--build", root, out],  # what is large in it is compressed
            env={**os.environ, "SOURCE_DATE_EPOCH": str(made)},
            check=True,
            capture_output=True,
            timeout=600,
        )
    return manifest


def made_at(version: str) -> int:
    """The day in a version such as `2026.12.1` in seconds since 1970; 0 where there is none in it."""
    try:
        year, month, day = (int(number) for number in version.split(".")[:3])
        return max(0, int(datetime(year, month, day, tzinfo=UTC).timestamp()))
    except ValueError:
        return 0


def _put_control(root: Path, manifest: Manifest, depends: str, key_text: str) -> None:
    folder = root / "DEBIAN"
    folder.mkdir()
    kilobytes = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    architecture = run(["dpkg", "--print-architecture"]).stdout.strip()
    (folder / "control").write_text(
        f"Package: tinghao\nVersion: {manifest.version}\nArchitecture: {architecture}\n"
        f"Maintainer: Tinghao <tinghao@localhost>\nInstalled-Size: {kilobytes}\nDepends: {depends}\n"
        f"Section: misc\nPriority: optional\n"
        f"Description: the queue of a government service hall ({manifest.hall})\n"
        " Kiosk, windows, displays, LED boards and voice of one hall.\n"
    )
    for script in sorted(SCRIPTS.iterdir()):
        text = script.read_text().replace("@VERSION@", manifest.version).replace("@KEY@", key_text)
        (folder / script.name).write_text(text)
        (folder / script.name).chmod(0o755)


def _depends(packages: list[str], wheels: Path) -> str:
    """With the very Python that the wheels were made for."""
    tags = {part for wheel in wheels.glob("*.whl") for part in wheel.stem.split("-")[2:3] if part.startswith("cp3")}
    versions = sorted(int(tag.removeprefix("cp3")) for tag in tags if tag.removeprefix("cp3").isdigit())
    if versions:
        python = f"python3 (>= 3.{versions[-1]}~), python3 (<< 3.{versions[-1] + 1})"
        packages = [python if name == "python3" else name for name in packages]
    return ", ".join(packages)
