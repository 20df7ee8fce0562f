"""Building a bundle: the same files, version and key give the same bytes, on any machine and day."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path

from provisioning.bundle.collecting import CollectError, Source
from provisioning.bundle.manifest import MANIFEST, PURPOSE, SIGNATURE, Entry, Manifest, encode, is_version, stored_as
from provisioning.bundle.reading import verify
from queue_server.signing import public_key_of, sign


def build(sources: Iterable[Source], version: str, hall: str, private: bytes, out: Path) -> Manifest:
    """Writes the bundle to `out`, whole or not at all, and reads it back before it gets its name.

    Raises:
        CollectError: the version is none.
        BundleError: a file changed meanwhile.
        OSError: something cannot be read or written.
    """
    if not is_version(version):
        raise CollectError(f"版本“{version}”应当是用点分开的数，如 2026.12.1")
    ordered = sorted(sources, key=lambda source: source.path)
    manifest = Manifest(version=version, hall=hall, files=tuple(_entry(source) for source in ordered))
    content, public = encode(manifest), public_key_of(private)
    fresh = out.with_name(f"{out.name}.new")
    try:
        with fresh.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT, encoding="utf-8") as tar:
                for name, own in ((MANIFEST, content), (SIGNATURE, public + sign(private, PURPOSE, content))):
                    tar.addfile(_header(name, len(own)), io.BytesIO(own))
                for number, (source, entry) in enumerate(zip(ordered, manifest.files, strict=True)):
                    with source.file.open("rb") as content_of:
                        tar.addfile(_header(stored_as(number), entry.size), content_of)
            file.flush()
            os.fsync(file.fileno())
        verify(fresh, public)
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
    return manifest


def _entry(source: Source) -> Entry:
    with source.file.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Entry(path=source.path, size=file.tell(), sha256=digest, executable=source.executable)


def _header(name: str, size: int) -> tarfile.TarInfo:
    """Nobody's, of no day."""
    header = tarfile.TarInfo(name)
    header.size = size
    return header
