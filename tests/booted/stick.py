"""What the county makes at home: its key, bundles of this repository's own software, the USB stick for a bare box."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench.processes import ROOT
from tests.booted.box import BoxError
from tests.booted.roots import cache

PLAN = ROOT / "assets" / "halls" / "puyang.toml"
TIMEOUT_S = 1800


class County:
    """The county's desk in `folder`, which gives only the commands that a technician gives."""

    def __init__(self, folder: Path, plan: Path) -> None:
        self._folder, self._plan = folder, plan
        self.key, self._private = folder / "county.key.pub", folder / "county.key"
        _gives(ROOT, "key", self._private)

    def bundle(self, version: str, *, bare: bool = False, changed: Mapping[str, str] | None = None) -> Path:
        """Builds a bundle, for a `bare` box with Debian's packages; `changed` gives some files another content."""
        repository = self._repository(version, changed) if changed else ROOT
        out = self._folder / f"hall-{version}.bundle"
        made_of: list[str | Path] = ["--plan", self._plan, "--wheels", wheels(), "--key", self._private]
        made_of += ["--debs", debs()] if bare else []
        _gives(repository, "bundle", "build", out, *made_of, "--version", version)
        return out

    def stick(self, bundle: Path) -> Path:
        """Writes a stick for a bare box, and gives the folder that stands for it."""
        folder = self._folder / "stick"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _gives(ROOT, "bundle", "stick", bundle, folder, "--key", self.key)
        return folder

    def _repository(self, name: str, changed: Mapping[str, str]) -> Path:
        """A copy of what is tracked, with other content in some files."""
        folder = self._folder / f"software-{name}"
        folder.mkdir()
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        subprocess.run(["xargs", "-0", "cp", "--parents", "-t", folder], input=listed, cwd=ROOT, check=True)
        for place, text in changed.items():
            (folder / place).write_text(text)
        for command in (["init", "-q"], ["add", "-A"]):
            subprocess.run(["git", *command], cwd=folder, check=True)
        return folder


def wheels() -> Path:
    """The wheels of the lock, fetched once for each lock and kept in the user's cache."""
    lock = ROOT / "requirements.lock"
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--require-hashes"]
    return _kept("wheels", lock, lambda folder: [*command, "-r", str(lock), "-w", str(folder)])


def debs() -> Path:
    """The Debian packages that a hall needs, fetched once for each list of them."""
    command = [sys.executable, "-m", "provisioning", "bundle", "debs"]
    return _kept("field-debs", ROOT / "provisioning" / "field-packages.txt", lambda folder: [*command, str(folder)])


def _kept(kind: str, wanted: Path, command: Callable[[Path], Sequence[str]]) -> Path:
    folder = cache() / kind / hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    if not folder.exists():
        fresh = folder.with_suffix(".new")
        fresh.mkdir(parents=True, exist_ok=True)
        subprocess.run(command(fresh), cwd=ROOT, stdout=subprocess.DEVNULL, check=True, timeout=TIMEOUT_S)
        fresh.rename(folder)
    return folder


def _gives(repository: Path, *command: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "provisioning", *command],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_S,
        check=False,
    )
    if done.returncode:
        raise BoxError(f"provisioning {' '.join(map(str, command))}: {done.stderr.strip()[-1000:]}")
