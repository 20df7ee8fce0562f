"""Installing: all that must be and nothing else, once; gone again without a trace; mended after a power cut."""

import os
import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest

from provisioning.box import Box
from provisioning.bundle.unpacking import installed
from provisioning.installing.command import NOTHING, install_command, uninstall_command
from provisioning.installing.making import make, put
from provisioning.installing.things import File, Link, Thing
from provisioning.installing.wanted import MASKED, masks, wanted
from tests.provisioning.cuts import done_until
from tests.provisioning.installing.small import KEY_TEXT, UNITS, key_file, machine, small_bundle

OWN = (
    "/opt/tinghao/",
    "/etc/tinghao/",
    "/var/lib/tinghao",
    "/etc/systemd/system/tinghao",
    "/etc/systemd/system/multi-user.target.wants/tinghao",
    *(f"/etc/systemd/{part}.conf.d/tinghao" for part in ("journald", "logind", "system", "timesyncd")),
    *(f"/etc/{part}.d/tinghao" for part in ("sysctl", "sysusers", "tmpfiles")),
    "/etc/udev/rules.d/70-tinghao",
    "/usr/local/bin/tinghao",
    *(f"/etc/systemd/system/{name}" for name in MASKED),
)
USERS = {f"/etc/{name}" for name in ("passwd", "group", "shadow", "gshadow", ".pwd.lock")}
UNIT_FILES = {str(file.relative_to(UNITS)): file.read_bytes() for file in UNITS.rglob("*") if file.is_file()}


def files(root: Path) -> set[str]:
    """Every file and link below the root, as the machine sees it, but for what is gone when it is switched off."""
    found = {f"/{path.relative_to(root)}" for path in root.rglob("*") if path.is_symlink() or path.is_file()}
    return {path for path in found if not path.startswith("/run/")}


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stick with a bundle."""
    return small_bundle(tmp_path_factory.mktemp("stick"))


def installing(bundle: Path, root: Path, key: Path | None = None) -> int:
    """The command's exit code."""
    return install_command([str(bundle), "--key", str(key or key_file(bundle.parent)), "--root", str(root)])


def test_what_is_installed_lies_in_its_own_paths_and_is_gone_after_it(
    stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(next(stick.parent.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "lib")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))  # as the stick's script leaves it
    root = machine(tmp_path / "root")
    theirs = root / "etc/systemd/system/tinghao-web.service.d/override.conf"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Service]\nNice=5\n")
    before = files(root)
    assert installing(stick, root) == 0
    now = files(root)
    assert {path for path in now - before if not path.startswith(OWN)} <= USERS
    release = root / "opt/tinghao/current"
    assert list((release / "software/.venv/lib").glob("python3*/site-packages/little.py"))
    assert (root / "var/lib/tinghao/plan").stat().st_mode & 0o777 == 0o755
    for name in ("passwd", "shadow"):  # as if it had been cut off just before
        (root / "etc" / name).unlink()
    capsys.readouterr()
    assert installing(stick, root) == 0
    assert "tinghao-kiosk:" in (root / "etc/passwd").read_text()
    assert (capsys.readouterr().out.strip(), files(root)) == (NOTHING, now)
    (root / "var/lib/tinghao/journal.sqlite").touch()
    assert uninstall_command(["--root", str(root)]) == 0
    assert files(root) - USERS == before | {"/var/lib/tinghao/journal.sqlite"}
    assert uninstall_command(["--purge", "--root", str(root)]) == 0
    assert files(root) - USERS == before
    assert not list(root.glob("var/lib/tinghao*"))


def test_another_system_and_another_person_than_root_are_refused(
    stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert installing(stick, machine(tmp_path / "old", system="11")) == 2
    assert "Debian GNU/Linux 11" in capsys.readouterr().err
    child = os.fork()
    if not child:
        if not os.geteuid():
            os.setuid(65534)
        os._exit(uninstall_command([]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2


def test_a_bad_bundle_another_key_and_another_version_change_nothing(
    stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, bad = machine(tmp_path / "root"), tmp_path / "bad.bundle"
    bad.write_bytes(stick.read_bytes()[:-20_000])
    assert installing(bad, root, key_file(stick.parent)) == 2
    assert "不完整" in capsys.readouterr().err
    assert not (root / "usr").exists()
    make(root, wanted(UNIT_FILES, "ed25519-public:of somebody else", None))
    now = files(root)
    assert installing(stick, root) == 2
    assert "只认另一把公钥" in capsys.readouterr().err
    (root / "etc/tinghao/bundle.pub").unlink()
    shutil.copytree(_unpacked(stick, tmp_path), root / "opt/tinghao", symlinks=True)
    assert installing(small_bundle(tmp_path / "newer", "2026.12.2"), root) == 2
    assert "请运行 tinghao update" in capsys.readouterr().err
    assert {path for path in files(root) ^ now if not path.startswith("/opt")} == {"/etc/tinghao/bundle.pub"}


def test_a_power_cut_at_any_step_is_mended_by_doing_it_again(tmp_path: Path) -> None:
    hall, kiosk = Box(parts={"hall": "server"}), Box(parts={"kiosk": "kiosk-1"})
    before, after = (wanted(UNIT_FILES, KEY_TEXT, box)[-14:] for box in (hall, kiosk))
    root, step = tmp_path / "root", 0
    while True:
        step += 3
        shutil.rmtree(root, ignore_errors=True)
        make(root, before)
        done = done_until(step, partial(make, root, after))
        make(root, after)
        assert _held(root, after)
        assert make(root, after) == []
        if done:
            break
    assert step > 10


def test_something_else_at_its_place_is_made_right(tmp_path: Path) -> None:
    things: list[Thing] = [File("/etc/tinghao/bundle.pub", b"key\n"), Link("/usr/local/bin/tinghao", "/opt/x")]
    (tmp_path / "etc/tinghao").mkdir(parents=True)
    (tmp_path / "etc/tinghao/bundle.pub").symlink_to("/etc/hostname")
    (tmp_path / "usr/local/bin").mkdir(parents=True)
    (tmp_path / "usr/local/bin/tinghao").write_text("another program")
    assert len(put(tmp_path, things)) == 2
    (tmp_path / "etc/tinghao/bundle.pub").chmod(0o666)
    assert put(tmp_path, things) == ["/etc/tinghao/bundle.pub"]
    assert put(tmp_path, things) == []


@pytest.mark.parametrize(
    ("parts", "started", "credential"),
    [
        ({}, {"tinghao-first-start.service", "tinghao-apply.path"}, None),
        (
            {"hall": "server", "kiosk": "kiosk-1"},
            {"tinghao-server.service", "tinghao-web.service", "tinghao-agent.service", "tinghao-kiosk@kiosk-1.service"},
            "LoadCredential=hall.json:/var/lib/tinghao/clients/kiosk-1.json",
        ),
        (
            {"kiosk": "kiosk-1"},
            {"tinghao-kiosk@kiosk-1.service"},
            "LoadCredentialEncrypted=hall.json:/etc/tinghao/credentials/kiosk-1.cred",
        ),
    ],
)
def test_a_box_starts_just_its_parts_each_with_its_credential(
    parts: dict[str, str], started: set[str], credential: str | None
) -> None:
    box = Box(parts=parts) if parts else None  # type: ignore[arg-type]
    things = {thing.path: thing for thing in wanted(UNIT_FILES, KEY_TEXT, box)}
    links = {Path(path).name for path in things if "/tinghao.target.wants/" in path}
    assert started <= links
    assert ("tinghao-server.service" in links) == ("hall" in parts)
    drop_in = things.get("/etc/systemd/system/tinghao-kiosk@kiosk-1.service.d/30-credential.conf")
    if credential is None:
        assert drop_in is None
    else:
        assert isinstance(drop_in, File)
        assert drop_in.content.decode() == f"[Service]\n{credential}\n"
    for thing in things.values():
        if isinstance(thing, Link) and thing not in masks():
            assert thing.target in things


def _unpacked(bundle: Path, folder: Path) -> Path:
    """A release without anything of the machine."""
    from provisioning.bundle.unpacking import unpack
    from tests.provisioning.bundle.sticks import PUBLIC

    unpack(bundle, PUBLIC, folder / "opt")
    assert installed(folder / "opt") is not None
    return folder / "opt"


def _held(root: Path, things: tuple[Thing, ...]) -> bool:
    return {thing.path for thing in things} == files(root)
