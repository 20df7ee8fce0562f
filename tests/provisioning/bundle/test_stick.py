"""The stick's script needs a plain shell only, and hands nothing to the program that its key does not vouch for."""

import os
import subprocess
from pathlib import Path

import pytest

from provisioning.bundle.building import build
from provisioning.bundle.collecting import CollectError, Source, debs
from provisioning.bundle.stick import write_stick
from provisioning.debian.folder import write_index
from queue_server import signing
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC, good, members, packed, plain

PROGRAM = """#!/bin/sh
case "$*" in
    *zipfile*) ;;
    *) echo "$*" && ls "${PYTHONPATH%%:*}/provisioning" ;;
esac
"""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick whose bundle has the program, one wheel that it needs, and another that it does not."""
    sources = []
    for path in ("software/provisioning/box.py", "wheels/msgspec-1-none-any.whl", "wheels/kivy-2-none-any.whl"):
        file = tmp_path / Path(path).name
        file.write_text(path)
        sources.append(Source(path, file))
    bundle = tmp_path / "hall.bundle"
    build(sources, "2026.12.1", "puyang", PRIVATE, bundle)
    (tmp_path / "stick").mkdir()
    write_stick(bundle, PUBLIC, tmp_path / "stick")
    return tmp_path / "stick"


def run(stick: Path, user: int = 0, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    """What the script does for a person who is this user, and with a Python that tells how it is started."""
    programs = stick.parent / "bin"
    programs.mkdir(exist_ok=True)
    for name, script in (("id", f"#!/bin/sh\necho {user}\n"), ("python3", PROGRAM)):
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    return subprocess.run(
        ["sh", stick / "install.sh", "--root", "/there"],
        env={"PATH": f"{programs}:{path}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_program_in_the_bundle_is_started_with_what_is_on_the_stick(stick: Path) -> None:
    said = run(stick)
    assert said.returncode == 0, said.stderr
    *_, started, there = said.stdout.splitlines()
    assert started == f"-m provisioning install {stick}/hall.bundle --key {stick}/bundle.pub --root /there"
    assert there == "box.py"
    assert signing.public_key_text(PUBLIC) in said.stdout


def test_what_the_key_does_not_vouch_for_is_not_started(stick: Path) -> None:
    bundle, key = stick / "hall.bundle", stick / "bundle.pub"
    whole = bundle.read_bytes()
    key.write_text(signing.public_key_text(signing.public_key_of(signing.new_private_key())))
    assert "不是用这把钥匙签的" in run(stick).stderr
    key.write_text(signing.public_key_text(PUBLIC))
    manifest, signature, program, *others = members(bundle)
    packed(bundle, [manifest, signature, plain(program[0].name, b"software/provisioning/evil.p"), *others])
    assert "不完整" in run(stick).stderr
    packed(bundle, [plain("manifest.json", manifest[1].replace(b"box.py", b"evil.p")), signature, program, *others])
    said = run(stick)
    assert "被改过" in said.stderr
    assert "-m provisioning" not in said.stdout
    for length in (0, 700, len(whole) // 2):
        bundle.write_bytes(whole[:length])
        assert "不完整" in run(stick).stderr


def test_who_is_not_root_and_a_stick_with_two_bundles_are_told_so(stick: Path, tmp_path: Path) -> None:
    assert "请用 root 运行" in run(stick, user=1000).stderr
    other = good(tmp_path)
    with pytest.raises(CollectError, match="一个U盘只放一个安装包"):
        write_stick(other, PUBLIC, stick)
    (stick / "other.bundle").touch()
    assert "不止一个安装包" in run(stick).stderr


def test_packages_go_along_with_a_list_that_apt_reads(tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="请先运行 bundle debs"):
        debs(tmp_path)
    control = tmp_path / "little" / "DEBIAN" / "control"
    control.parent.mkdir(parents=True)
    control.write_text(
        "Package: little\nVersion: 1\nArchitecture: all\nMaintainer: us <us@example.org>\nDescription: x\n"
    )
    subprocess.run(["dpkg-deb", "-b", tmp_path / "little", tmp_path / "little_1%3a1_all.deb"], check=True, timeout=60)
    assert write_index(tmp_path) == 1
    assert {source.path for source in debs(tmp_path)} == {"debs/Packages", "debs/little_1%3a1_all.deb"}
    sources = tmp_path / "sources.list"
    sources.write_text(f"deb [trusted=yes] file:{tmp_path} ./\n")
    (tmp_path / "lists" / "partial").mkdir(parents=True)
    only = {"Etc::SourceList": sources, "Etc::SourceParts": "/dev/null", "State::Lists": tmp_path / "lists"}
    options = [word for name, value in only.items() for word in ("-o", f"Dir::{name}={value}")]
    options += ["-o", f"Dir::Cache={tmp_path}", "-o", "APT::Sandbox::User=root", "-o", "Debug::NoLocking=1"]
    subprocess.run(["apt-get", "-q", *options, "update"], check=True, capture_output=True, timeout=60)
    would = subprocess.check_output(["apt-get", "-q", "-s", *options, "install", "little"], text=True, timeout=60)
    assert "Inst little (1 " in would
