"""A technician with thirty halls has thirty bundles on one stick: each hall takes its own, and the newest of those."""

from pathlib import Path

import pytest

from provisioning.bundle.refusals import BundleError
from provisioning.update.stick import meant_for
from tests.provisioning.bundle.sticks import PUBLIC, good, signed


def test_a_hall_takes_the_newest_of_its_own(tmp_path: Path) -> None:
    assert meant_for("puyang", tmp_path, PUBLIC) is None
    other = tmp_path / "hall-2027.bundle"
    signed(other, ["plan/hall.toml"], version="2027", hall="shunping")
    with pytest.raises(BundleError, match="给“shunping”这个大厅的"):
        meant_for("puyang", tmp_path, PUBLIC)
    good(tmp_path, "2026.12.9")
    newest = good(tmp_path, "2026.12.10")
    (tmp_path / "hall-broken.bundle").write_bytes(b"")
    assert meant_for("puyang", tmp_path, PUBLIC) == newest
    assert meant_for("shunping", tmp_path, PUBLIC) == other
