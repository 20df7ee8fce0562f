"""Writing for somebody else: what root makes in another's folder is made with that other's rights alone."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HALL, SCREENS = "tinghao", "tinghao-kiosk"


def own_folder(folder: Path, user: str, mode: int) -> None:
    """Makes the folder where it is missing, and gives it to the user where we may."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    folder.chmod(mode)
    if (ids := _ids(user)) is not None:
        os.chown(folder, *ids, follow_symlinks=False)


@contextmanager
def rights_of(user: str) -> Iterator[None]:
    """Until it is left, the kernel takes root for the user; nothing changes where we are not root, or there is none."""
    ids = _ids(user)
    if ids is None:
        yield
        return
    os.setegid(ids[1])
    os.seteuid(ids[0])
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def _ids(user: str) -> tuple[int, int] | None:
    if os.geteuid():
        return None
    try:
        found = pwd.getpwnam(user)
    except KeyError:
        return None
    return found.pw_uid, found.pw_gid
