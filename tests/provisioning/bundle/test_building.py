"""Building: the tracked files, the plan with what it names, all wheels; the same of them gives the same bytes."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from provisioning.bundle.collecting import CollectError, plan_with_its_files, software, wheels
from provisioning.bundle.command import REPOSITORY, bundle
from provisioning.bundle.manifest import Manifest
from provisioning.bundle.reading import verify
from provisioning.bundle.unpacking import installed
from provisioning.keys import load_public_key, make_key
from queue_server.contract.plan import load
from queue_server.workdays.signed import CalendarError
from tests.provisioning.bundle.sticks import good
from tests.running_hall import ROOT

SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"
LOCK = (ROOT / "requirements.lock").read_text()
PINNED = [Requirement(line) for line in re.findall(r"^([A-Za-z0-9].*) \\$", LOCK, re.MULTILINE)]


def wheelhouse(folder: Path) -> Path:
    """A folder with a file for every wheel that the lock asks for here."""
    folder.mkdir()
    for one in PINNED:
        if one.marker is None or one.marker.evaluate():
            name = one.name.replace("-", "_")
            (folder / f"{name}-{str(one.specifier)[2:]}-py3-none-any.whl").write_text(name)
    return folder


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for day, name in enumerate(("one", "other")):
        (tmp_path / name).mkdir(mode=0o700)
        bundle = good(tmp_path / name)
        for file in (tmp_path / name).iterdir():
            os.utime(file, (day * 86400, day * 86400))
        made += [bundle.read_bytes(), good(tmp_path / name).read_bytes()]
    assert len(set(made)) == 1
    assert good(tmp_path / "one", hall="schema = 2\n").read_bytes() != made[0]


def test_a_bundle_goes_from_the_repository_to_a_root_by_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, file, root = tmp_path / "county.key", tmp_path / "hall.bundle", tmp_path / "root"
    trusted = ["--key", str(make_key(key)), "--root", str(root)]
    built = ["build", str(file), "--plan", str(SAMPLE), "--wheels", str(wheelhouse(tmp_path / "wheels"))]
    assert bundle([*built, "--version", "2026.12.1", "--key", str(key)]) == 0
    assert bundle(["verify", str(file), *trusted]) == 0
    assert "puyang 2026.12.1" in capsys.readouterr().out
    assert bundle(["unpack", str(file), *trusted]) == 0
    manifest = verify(file, load_public_key(Path(f"{key}.pub")))
    assert manifest == installed(root)
    assert _tracked() == {path.removeprefix("software/") for path in _below("software", manifest)}
    assert _below("plan", manifest) == {"plan/hall.toml", "plan/calendar.toml"}
    assert len(_below("wheels", manifest)) == len(list((tmp_path / "wheels").iterdir()))
    assert {entry.path for entry in manifest.files if entry.executable} >= {"software/provisioning/install.sh"}
    assert load(root / "current" / "plan" / "hall.toml") == load(SAMPLE)
    make_key(tmp_path / "other.key")
    other = ["--key", str(tmp_path / "other.key.pub")]
    assert bundle(["verify", str(file), *other, "--root", str(root)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_missing_wheels_are_named_before_anything_is_written(tmp_path: Path) -> None:
    folder = wheelhouse(tmp_path / "wheels")
    next(folder.glob("msgspec-*")).unlink()
    next(folder.glob("kivy-2*")).unlink()
    (folder / "kivy-2.3.1-cp27-cp27m-win32.whl").write_text("for another machine")
    (folder / "not_asked_for-1.0-py3-none-any.whl").write_text("")
    with pytest.raises(CollectError, match=r"缺 2 个轮子：kivy 2\.3\.1、msgspec"):
        wheels(folder, LOCK)


def test_what_lies_beside_the_plan_comes_along_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "hall.toml"

    def collected(more: str) -> set[str]:
        path.write_text(f"{text}\n{more}", encoding="utf-8")
        return {source.path for source in plan_with_its_files(load(path), path)}

    with pytest.raises(CalendarError, match="读不了工作日历"):
        collected("")
    (tmp_path / "calendar.toml").write_bytes((SAMPLE.parent / "calendar.toml").read_bytes())
    assert collected("") == {"plan/hall.toml", "plan/calendar.toml"}
    with pytest.raises(CollectError, match="找不到录音包"):
        collected('[[voice]]\npack = "voices/puyang"\n')
    pack = tmp_path / "voices" / "puyang"
    pack.mkdir(parents=True)
    (pack / "请.wav").write_bytes(b"RIFF")
    assert "plan/voices/puyang/请.wav" in collected('[[voice]]\npack = "voices/puyang"\n')
    with pytest.raises(CollectError, match="要放在大厅配置所在的文件夹里面"):
        collected('[[voice]]\npack = "../voices"\n')
    (pack / "号.wav").symlink_to("/etc/passwd")
    with pytest.raises(CollectError, match="是链接"):
        collected('[[voice]]\npack = "voices/puyang"\n')


def test_a_link_in_the_repository_goes_into_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(CollectError, match="不是 git 仓库"):
        software(tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "link").symlink_to("/etc/passwd")
    subprocess.run(["git", "-C", tmp_path, "add", "link"], check=True)
    with pytest.raises(CollectError, match="link 是链接"):
        software(tmp_path)


def _below(folder: str, manifest: Manifest) -> set[str]:
    return {entry.path for entry in manifest.files if entry.path.startswith(f"{folder}/")}


def _tracked() -> set[str]:
    listed = subprocess.run(["git", "-C", REPOSITORY, "ls-files", "-z"], check=True, capture_output=True, text=True)
    return set(listed.stdout.rstrip("\0").split("\0"))
