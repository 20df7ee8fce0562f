"""Reading a bundle in one pass: the signature first, then no byte of a file for which its manifest does not vouch."""

import hashlib
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from provisioning.bundle.manifest import MANIFEST, PURPOSE, SIGNATURE, Entry, Manifest, decode, is_inside, stored_as
from provisioning.bundle.refusals import BundleError, Reason
from queue_server.signing import KEY_BYTES, SIGNATURE_BYTES, is_signed

CHUNK_BYTES = 1 << 20
MOST_MANIFEST_BYTES = 16 << 20


class _PlainHeader(tarfile.TarInfo):
    """The header of a plain file; links, devices, folders and extended headers end the reading at once."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header in a block of 512 bytes."""
        header = super().frombuf(buf, encoding, errors)
        if header.type != tarfile.REGTYPE:
            raise BundleError("link", header.name)
        return header


class BundleReader:
    """A bundle whose signature is good; `manifest` says what is in it.

    Raises:
        BundleError: `file` is no bundle, not signed, or by another key than the public `key`, or cut off.
    """

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        try:
            self._tar = tarfile.open(fileobj=file, mode="r|", tarinfo=_PlainHeader, encoding="utf-8", errors="replace")  # noqa: SIM115
        except tarfile.TarError as error:
            raise BundleError("not_a_bundle") from error
        self.manifest_bytes = self._whole(MANIFEST, MOST_MANIFEST_BYTES, "not_a_bundle")
        self.signature_bytes = self._whole(SIGNATURE, KEY_BYTES + SIGNATURE_BYTES, "unsigned")
        if len(self.signature_bytes) < KEY_BYTES + SIGNATURE_BYTES:
            raise BundleError("unsigned")
        signer, signature = self.signature_bytes[:KEY_BYTES], self.signature_bytes[KEY_BYTES:]
        if signer != key:
            raise BundleError("wrong_key")
        if not is_signed(key, PURPOSE, self.manifest_bytes, signature):
            raise BundleError("tampered", MANIFEST)
        self.manifest = decode(self.manifest_bytes)
        sizes = [len(self.manifest_bytes), len(self.signature_bytes), *(entry.size for entry in self.manifest.files)]
        if os.fstat(file.fileno()).st_size < sum(_on_tar(size) for size in sizes):
            raise BundleError("truncated")

    def files(self) -> Iterator[tuple[Entry, Iterator[bytes]]]:
        """Every file with its content in pieces, which have to be used up before the next; once only.

        Raises:
            BundleError: what follows is not just what the manifest says. A file is right when its pieces are used up.
        """
        for number, entry in enumerate(self.manifest.files):
            header = self._next()
            if header is None or (header.name, header.size) != (stored_as(number), entry.size):
                raise BundleError("tampered", entry.path)
            yield entry, self._pieces(header, entry)
        beyond = self._next()
        if beyond is not None:
            raise BundleError("tampered", beyond.name)

    def _pieces(self, header: tarfile.TarInfo, entry: Entry) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in self._content(header):
            digest.update(piece)
            yield piece
        if digest.hexdigest() != entry.sha256:
            raise BundleError("tampered", entry.path)

    def _whole(self, name: str, most: int, otherwise: Reason) -> bytes:
        header = self._next()
        if header is None or header.name != name or header.size > most:
            raise BundleError(otherwise)
        return b"".join(self._content(header))

    def _next(self) -> tarfile.TarInfo | None:
        try:
            header = self._tar.next()
        except tarfile.TarError as error:
            raise BundleError("truncated") from error
        if header is not None and header.name not in (MANIFEST, SIGNATURE) and not is_inside(header.name):
            raise BundleError("outside", header.name)
        return header

    def _content(self, header: tarfile.TarInfo) -> Iterator[bytes]:
        content = self._tar.extractfile(header)
        assert content is not None
        try:
            while piece := content.read(CHUNK_BYTES):
                yield piece
        except tarfile.TarError as error:
            raise BundleError("truncated") from error


def verify(bundle: Path, key: bytes) -> Manifest:
    """The manifest of a bundle that is right to its last byte.

    Raises:
        BundleError: it is not.
        OSError: it cannot be read.
    """
    with bundle.open("rb") as file:
        reader = BundleReader(file, key)
        for _, pieces in reader.files():
            for _ in pieces:
                pass
        return reader.manifest


def _on_tar(size: int) -> int:
    """The bytes that a file of `size` takes with its header, in blocks of 512."""
    return tarfile.BLOCKSIZE + -(-size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
