"""Unpacking: whole or not at all at whatever step the power goes, in little memory, never two at once."""

import fcntl
import hashlib
import shutil
import tracemalloc
from functools import partial
from pathlib import Path

import pytest

from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from provisioning.bundle.manifest import Manifest
from provisioning.bundle.unpacking import installed, unpack
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC, good
from tests.provisioning.cuts import done_until


def whole(root: Path) -> Manifest | None:
    """What is current under `root`, of which every file is right."""
    manifest = installed(root)
    for entry in manifest.files if manifest else ():
        file = root / "current" / entry.path
        assert hashlib.sha256(file.read_bytes()).hexdigest() == entry.sha256
        assert (file.stat().st_mode & 0o111 != 0) == entry.executable
    return manifest


def test_a_power_cut_at_any_step_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    old, new = good(tmp_path, "2026.12.1"), good(tmp_path, "2026.12.2")
    template, root = tmp_path / "template", tmp_path / "root"
    before = unpack(old, PUBLIC, template)
    (template / "releases" / "2026.12.2").mkdir()
    step, seen = 1, []
    while True:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(template, root, symlinks=True)
        done = done_until(step, partial(unpack, new, PUBLIC, root))
        current = whole(root)
        assert current is not None
        seen.append(current.version)
        after = unpack(new, PUBLIC, root)
        assert whole(root) == after
        assert sorted(path.name for path in (root / "releases").iterdir()) == ["2026.12.1", "2026.12.2"]
        if done:
            break
        step += 1
    assert step > 20
    assert seen == sorted(seen), "once it was new, it stayed new"
    assert {seen[0], seen[-1]} == {before.version, "2026.12.2"}


def test_releases_lie_side_by_side_and_the_same_bundle_again_changes_nothing(tmp_path: Path) -> None:
    root = tmp_path / "root"
    unpack(good(tmp_path, "2026.12.1"), PUBLIC, root)
    bundle = good(tmp_path, "2026.12.2")
    unpack(bundle, PUBLIC, root)
    kept = (root / "current" / "plan" / "hall.toml").stat().st_ino
    assert unpack(bundle, PUBLIC, root) == whole(root)
    assert (root / "current" / "plan" / "hall.toml").stat().st_ino == kept
    assert sorted(path.name for path in (root / "releases").iterdir()) == ["2026.12.1", "2026.12.2"]


def test_a_large_file_passes_in_pieces(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(24 << 20)
    bundle = tmp_path / "large.bundle"
    tracemalloc.start()
    try:
        build([Source("wheels/large", tmp_path / "large")], "1", "puyang", PRIVATE, bundle)
        unpack(bundle, PUBLIC, tmp_path / "root")
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert whole(tmp_path / "root") is not None
    assert most < 8 << 20


def test_two_do_not_unpack_at_once(tmp_path: Path) -> None:
    bundle, root = good(tmp_path), tmp_path / "root"
    root.mkdir()
    with (root / "unpacking.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(OSError, match="正在安装另一个安装包"):
            unpack(bundle, PUBLIC, root)
    unpack(bundle, PUBLIC, root)
