"""The bundle on a USB stick that is meant for this hall: of many the newest, whatever else is on the stick."""

from pathlib import Path

from provisioning.bundle.manifest import Manifest, numbers
from provisioning.bundle.reading import BundleReader
from provisioning.bundle.refusals import BundleError

PATTERN = "hall-*.bundle"


def meant_for(hall: str, folder: Path, key: bytes) -> Path | None:
    """The newest bundle in the folder that is signed by `key` for `hall`; None where the stick has no bundle.

    Raises:
        BundleError: it has bundles, of which none is for this hall; why the last one is not taken.
        OSError: the stick cannot be read.
    """
    found: list[tuple[tuple[int, ...], Path]] = []
    refused: BundleError | None = None
    for file in sorted(folder.glob(PATTERN)):
        try:
            manifest = _manifest(file, key)
            if manifest.hall != hall:
                raise BundleError("other_hall", manifest.hall)
        except BundleError as error:
            refused = error
        else:
            found.append((numbers(manifest.version), file))
    if found:
        return max(found)[1]
    if refused is not None:
        raise refused
    return None


def _manifest(file: Path, key: bytes) -> Manifest:
    with file.open("rb") as content:
        return BundleReader(content, key).manifest
