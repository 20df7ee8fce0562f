"""What a bundle holds, file by file: the one thing that is signed, and that everything else is held to."""

import re
from pathlib import PurePosixPath
from typing import Literal

import msgspec

from provisioning.bundle.refusals import BundleError

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
PURPOSE = "bundle 1"
"""What a manifest is signed as."""
VERSION = re.compile(r"\d{1,9}(\.\d{1,9}){0,3}")


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file: `path` from the bundle's root with slashes, `size` in bytes, `sha256` in hexadecimal digits."""

    path: str
    size: int
    sha256: str
    executable: bool = False


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bundle of one `version` (numbers with dots, `2026.12.1`) for one `hall`, by its id; `files` are in order."""

    format: Literal[1] = 1
    version: str
    hall: str
    files: tuple[Entry, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.files)


def stored_as(number: int) -> str:
    """The name on the tar of the manifest's file of that number, from 0."""
    return f"files/{number:06}"


def encode(manifest: Manifest) -> bytes:
    """The manifest as it is signed; the same manifest gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def decode(content: bytes) -> Manifest:
    """The manifest in `content`.

    Raises:
        BundleError: it is none, or names a file that would land outside.
    """
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BundleError("not_a_bundle") from error
    paths = [entry.path for entry in manifest.files]
    for path in paths:
        if not is_inside(path):
            raise BundleError("outside", path)
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    sizes_are_right = all(entry.size >= 0 for entry in manifest.files)
    if len(set(paths)) < len(paths) or folders & set(paths) or not sizes_are_right or not is_version(manifest.version):
        raise BundleError("not_a_bundle")
    return manifest


def is_version(version: str) -> bool:
    """Whether these are one to four numbers with dots between."""
    return VERSION.fullmatch(version) is not None


def is_inside(path: str) -> bool:
    """Whether a file of that path lands inside the folder where a bundle is unpacked, as a file of its own there."""
    parts = path.split("/")
    return (
        path.isprintable()
        and "\\" not in path
        and not {"", ".", ".."} & set(parts)
        and path not in (MANIFEST, SIGNATURE)
    )


def refuse_unfit(manifest: Manifest, installed: Manifest | None) -> None:
    """Nothing but what is installed already, or newer and for the same hall, may take its place.

    Raises:
        BundleError: it is for another hall, older, or another bundle of the same version.
    """
    if installed is None or manifest == installed:
        return
    if manifest.hall != installed.hall:
        raise BundleError("other_hall", manifest.hall)
    if numbers(manifest.version) <= numbers(installed.version):
        raise BundleError("older", manifest.version)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, by which versions are ordered."""
    numbers = [int(number) for number in version.split(".")]
    return (*numbers, *[0] * (4 - len(numbers)))
