"""A small release: the real units, a lock that asks for one small wheel, and a key."""

import base64
import hashlib
import zipfile
from pathlib import Path

from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from queue_server.signing import public_key_text
from tests.provisioning.bundle.sticks import PRIVATE, PUBLIC
from tests.running_hall import ROOT

UNITS = ROOT / "provisioning" / "units"
KEY_TEXT = public_key_text(PUBLIC)
SAMPLE = ROOT / "assets" / "halls" / "puyang.toml"


def small_bundle(folder: Path, version: str = "2026.12.1") -> Path:
    """A bundle that installs in seconds."""
    folder.mkdir(exist_ok=True)
    wheel = _wheel(folder)
    lock = folder / "requirements.lock"
    lock.write_text(f"little==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    units = [file for file in UNITS.rglob("*") if file.is_file()]
    sources = [
        Source("software/requirements.lock", lock),
        Source(f"wheels/{wheel.name}", wheel),
        Source("plan/hall.toml", SAMPLE),
        Source("plan/calendar.toml", SAMPLE.with_name("calendar.toml")),
        *(Source(f"software/provisioning/units/{file.relative_to(UNITS)}", file) for file in units),
    ]
    out = folder / f"hall-{version}.bundle"
    build(sources, version, "puyang", PRIVATE, out)
    return out


def key_file(folder: Path) -> Path:
    """The public key as it lies on the stick."""
    path = folder / "bundle.pub"
    path.write_text(f"{KEY_TEXT}\n")
    return path


def machine(root: Path, system: str = "12") -> Path:
    """A root with nothing but the name of its Debian."""
    (root / "etc").mkdir(parents=True)
    (root / "etc" / "os-release").write_text(
        f'PRETTY_NAME="Debian GNU/Linux {system}"\nID=debian\nVERSION_ID="{system}"\n'
    )
    return root


def _wheel(folder: Path) -> Path:
    files = {
        "little.py": "",
        "little-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: little\nVersion: 1.0\n",
        "little-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip('=')},\n"
        for name, text in files.items()
    )
    path = folder / "little-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, "little-1.0.dist-info/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return path
