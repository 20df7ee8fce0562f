"""Bundles as they might come on a USB stick: small good ones, and bad ones made of real bytes."""

import hashlib
import io
import tarfile
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from provisioning.bundle.building import build
from provisioning.bundle.collecting import Source
from provisioning.bundle.manifest import MANIFEST, PURPOSE, SIGNATURE, Entry, Manifest, encode, stored_as
from queue_server import signing

PRIVATE = signing.new_private_key()
PUBLIC = signing.public_key_of(PRIVATE)
Member = tuple[tarfile.TarInfo, bytes]


def good(folder: Path, version: str = "2026.12.1", **changed: str) -> Path:
    """A bundle of three files below `folder`; `changed` gives other content to some of them."""
    texts = {"install": f"#!/bin/sh\n# {version}\n", "hall": "schema = 1\n", "wheel": "wheel " * 1000} | changed
    names = {"install": "software/install.sh", "hall": "plan/hall.toml", "wheel": "wheels/好-1.0-py3-none-any.whl"}
    sources = []
    for part, text in texts.items():
        (folder / part).write_text(text)
        sources.append(Source(names[part], folder / part, executable=part == "install"))
    out = folder / f"hall-{version}.bundle"
    build(sources, version, "puyang", PRIVATE, out)
    return out


def members(bundle: Path) -> list[Member]:
    """The headers and contents of a bundle's tar."""
    with tarfile.open(bundle) as tar:
        return [(header, content.read() if (content := tar.extractfile(header)) else b"") for header in tar]


def packed(bundle: Path, parts: Sequence[Member]) -> Path:
    """Writes the bundle anew of these parts."""
    with tarfile.open(bundle, "w", format=tarfile.USTAR_FORMAT) as tar:
        for header, content in parts:
            tar.addfile(header, io.BytesIO(content))
    return bundle


def plain(name: str, content: bytes) -> Member:
    """A plain file on a tar."""
    header = tarfile.TarInfo(name)
    header.size = len(content)
    return header, content


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> Member:
    """A link on a tar."""
    header = tarfile.TarInfo(name)
    header.type, header.linkname = kind, target
    return header, b""


def signed(bundle: Path, paths: Sequence[str], size: int = 4, **fields: str) -> Path:
    """A bundle with a good signature over a manifest that our own builder would not make."""
    content = b"evil"
    digest = hashlib.sha256(content).hexdigest()
    entries = tuple(Entry(path=path, size=size, sha256=digest) for path in paths)
    manifest = encode(replace(Manifest(version="2026.12.1", hall="puyang", files=entries), **fields))
    signature = PUBLIC + signing.sign(PRIVATE, PURPOSE, manifest)
    files = [plain(stored_as(number), content) for number in range(len(paths))]
    return packed(bundle, [plain(MANIFEST, manifest), plain(SIGNATURE, signature), *files])
