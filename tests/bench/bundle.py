"""How large the bundle for a USB stick is, with every wheel that a hall needs without a network."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from provisioning.bundle.building import build
from provisioning.bundle.collecting import plan_with_its_files, software, wheels
from queue_server.contract.plan import load
from queue_server.signing import new_private_key
from tests.bench.figure import Effort, Figure
from tests.bench.processes import ROOT

SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"
LOCK = ROOT / "requirements.lock"


def bundle(_: Effort) -> Sequence[Figure]:
    """The sample hall's; wheels are fetched once for each lock and stay in `.run`."""
    sources = [*software(ROOT), *plan_with_its_files(load(SAMPLE), SAMPLE), *wheels(_wheelhouse(), LOCK.read_text())]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "hall.bundle"
        build(sources, "1", "puyang", new_private_key(), out)
        return (Figure("bundle_mb", out.stat().st_size / 1e6, at_most=200),)


def _wheelhouse() -> Path:
    folder = ROOT / ".run" / "wheels" / hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    if not folder.exists():
        fresh = folder.with_suffix(".new")
        command = [sys.executable, "-m", "pip", "wheel", "-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*command, "-r", LOCK, "-w", fresh], check=True, timeout=900)
        fresh.rename(folder)
    return folder
