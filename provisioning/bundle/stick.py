"""A USB stick that makes a bare Debian box a terminal: the bundle, the public key, and a script for a plain shell."""

import os
import shutil
from pathlib import Path

from provisioning.bundle.collecting import CollectError
from provisioning.bundle.manifest import Manifest
from provisioning.bundle.reading import verify
from queue_server.signing import public_key_text

SCRIPT = Path(__file__).with_name("install.sh")
KEY = "bundle.pub"


def write_stick(bundle: Path, key: bytes, stick: Path) -> Manifest:
    """Writes a bundle that is right to the stick, and reads it back from there.

    Raises:
        CollectError: another bundle is on the stick, and nobody could tell which is meant.
        BundleError: the bundle is refused, or came out wrong on the stick.
        OSError: the stick cannot be written.
    """
    verify(bundle, key)
    others = [file.name for file in stick.glob("*.bundle") if file.name != bundle.name]
    if others:
        raise CollectError(f"U盘上还有 {'、'.join(sorted(others))}，请先删掉，一个U盘只放一个安装包")
    _copy(bundle, stick / bundle.name)
    _copy(SCRIPT, stick / SCRIPT.name)
    (stick / KEY).write_text(f"{public_key_text(key)}\n")
    os.sync()
    return verify(stick / bundle.name, key)


def _copy(file: Path, to: Path) -> None:
    """Whole or under another name."""
    fresh = to.with_name(f"{to.name}.new")
    shutil.copyfile(file, fresh)
    fresh.replace(to)
