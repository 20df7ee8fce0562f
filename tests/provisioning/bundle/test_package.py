"""The Debian package: the files of the bundle in the places of an installation, and the same bytes again."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from provisioning.bundle.command import deb
from provisioning.bundle.package import made_at
from provisioning.bundle.reading import verify
from provisioning.debian.packages import FIELD, field_packages, missing
from queue_server import signing
from tests.provisioning.bundle.sticks import PUBLIC, good


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.pub"
    path.write_text(signing.public_key_text(PUBLIC))
    return path


def test_a_package_holds_what_the_bundle_holds_and_settles_it(tmp_path: Path, key: Path) -> None:
    bundle, out = good(tmp_path), tmp_path / "tinghao.deb"
    assert deb([str(bundle), str(out), "--key", str(key)]) == 0
    subprocess.run(["dpkg-deb", "--raw-extract", out, tmp_path / "out"], check=True, timeout=60)
    release = tmp_path / "out" / "opt/tinghao/releases/2026.12.1"
    for entry in verify(bundle, PUBLIC).files:
        file = release / entry.path
        assert hashlib.sha256(file.read_bytes()).hexdigest() == entry.sha256
        assert (file.stat().st_mode & 0o111 != 0) == entry.executable
    assert (release / "manifest.sig").exists()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"DEBIAN", "opt"}
    control = (tmp_path / "out/DEBIAN/control").read_text()
    assert all(package in control for package in field_packages(FIELD.read_text()))
    for script in ("postinst", "prerm", "postrm"):
        subprocess.run(["sh", "-n", tmp_path / "out/DEBIAN" / script], check=True, timeout=60)
    assert signing.public_key_text(PUBLIC) in (tmp_path / "out/DEBIAN/postinst").read_text()


def test_the_same_bundle_gives_the_same_package(tmp_path: Path, key: Path) -> None:
    bundle = good(tmp_path)
    for name in ("one", "other"):
        (tmp_path / name).mkdir(mode=0o700)
        assert deb([str(bundle), str(tmp_path / name / "tinghao.deb"), "--key", str(key)]) == 0
    assert (tmp_path / "one/tinghao.deb").read_bytes() == (tmp_path / "other/tinghao.deb").read_bytes()
    listed = subprocess.check_output(["dpkg-deb", "--contents", tmp_path / "one/tinghao.deb"], text=True, timeout=60)
    assert {line.split()[1] for line in listed.splitlines()} == {"root/root"}


def test_a_bundle_of_another_key_becomes_no_package(
    tmp_path: Path, key: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key.write_text(signing.public_key_text(signing.public_key_of(signing.new_private_key())))
    assert deb([str(good(tmp_path)), str(tmp_path / "tinghao.deb"), "--key", str(key)]) == 2
    assert "不是用这把钥匙签的" in capsys.readouterr().err
    assert not (tmp_path / "tinghao.deb").exists()


def test_the_day_of_a_package_is_that_of_its_version() -> None:
    assert (made_at("2026.12.1"), made_at("2026.12.1.7")) == (1796083200, 1796083200)
    assert (made_at("1"), made_at("2026.13.1"), made_at("0.1.0")) == (0, 0, 0)


def test_missing_packages_are_those_that_nothing_provides() -> None:
    assert missing(["dpkg", "no-such-package", "awk"]) == ["no-such-package"]
