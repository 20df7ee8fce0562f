"""Wheels and releases made for tests: real ones that pip installs, of a few lines each."""

import base64
import hashlib
import zipfile
from pathlib import Path


def wheel(folder: Path, name: str, text: str = "", version: str = "1.0") -> Path:
    """A wheel with one module of that name."""
    file = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": text,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},{_digest(content)},{len(content.encode())}\n" for path, content in files.items())
    with zipfile.ZipFile(file, "w") as packed:
        for path, content in (files | {f"{about}/RECORD": f"{record}{about}/RECORD,,\n"}).items():
            packed.writestr(zipfile.ZipInfo(path), content)
    return file


def lock_of(*wheels: Path) -> str:
    """The lock that asks for just these."""
    lines = []
    for file in wheels:
        name, version = file.name.split("-")[:2]
        lines.append(f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n")
    return "".join(lines)


def _digest(content: str) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=").decode()
