"""The last self-test on the terminal's own disk: whole, or the one before it."""

import os
from pathlib import Path

from queue_server.contract.codec import MalformedError, decode, encode
from queue_server.contract.selftest import SelfTest

FILE = "selftest.json"


def keep(folder: Path, selftest: SelfTest) -> None:
    """Keeps it in `folder` over any power cut.

    Raises:
        OSError: it cannot be written; the one before is still there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{FILE}.part"
    with part.open("wb") as file:
        file.write(encode(selftest))
        if os.geteuid() == 0:  # the technician's command; the terminal's own user has to read it
            owner = folder.stat()
            os.fchown(file.fileno(), owner.st_uid, owner.st_gid)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / FILE)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def kept(folder: Path) -> SelfTest | None:
    """The last one; None where there is none that can be read."""
    try:
        return decode(SelfTest, (folder / FILE).read_bytes())
    except (OSError, MalformedError):
        return None
