"""Putting a backup onto a box: unpacked beside and looked through first, then each folder changes places at once."""

import ctypes
import os
import pwd
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from provisioning.backup.contents import Folders, Room
from provisioning.backup.packing import ABOUT, About, unpacked
from provisioning.backup.sealing import SealError
from queue_server.contract.plan import PlanError, load
from queue_server.journal.copying import follows

JOURNAL = "journal.sqlite"
RENAME_EXCHANGE = 2
AT_FDCWD = -100


class RestoreError(Exception):
    """A backup that may not be put onto this box; said in Chinese."""


def restore(backup: Path, secret: bytes, folders: Folders, *, over: bool, stop: Callable[[], None]) -> About:
    """Makes the box what the backup says; what was in the hall's and the kiosks' folders stays beside, `….replaced`.

    Args:
        over: what was recorded here after the backup may be lost.
        stop: stops what runs, so that nothing more is recorded; nothing is changed before.

    Raises:
        RestoreError: it is of another hall, or what is here is newer.
        SealError: it does not open.
        OSError: the disk refuses; run again it does the rest.
    """
    rooms: dict[str, Room] = {}
    try:
        about = _unpack(unpacked(backup, secret), folders, rooms)
        _refuse_other_hall(about, folders.state)
        stop()
        journal = folders.state / JOURNAL
        if journal.exists() and not over and not follows(folders.room("state").beside / JOURNAL, journal):
            raise RestoreError("这台机器上的流水比备份新，还原会丢掉后来取的号；确实要还原，请加 --over")
        for room in rooms.values():
            _change_places(room)
    finally:
        for room in rooms.values():
            shutil.rmtree(room.beside, ignore_errors=True)
    return about


def _refuse_other_hall(about: About, state: Path) -> None:
    with suppress(PlanError):
        here = load(state / "plan" / "hall.toml").hall.id
        if here != about.hall:
            raise RestoreError(f"备份是“{about.hall}”这个大厅的，这台机器是“{here}”，没有还原")


def _unpack(
    members: Iterator[tuple[tarfile.TarInfo, IO[bytes] | None]], folders: Folders, rooms: dict[str, Room]
) -> About:
    """Puts every file beside its room, the rooms into `rooms` as they come."""
    first = next(members, None)
    if first is None:
        raise SealError("这不是厅号的备份，请换一个文件")
    about = _about(*first)
    for member, content in members:
        name, *below = PurePosixPath(member.name).parts
        if {"..", "/"} & {name, *below} or not (member.isreg() or member.isdir()):
            raise SealError("这不是厅号的备份，请换一个文件")
        if name not in rooms:
            rooms[name] = folders.room(name)
            _begin(rooms[name])
        _put(rooms[name].beside.joinpath(*below), member, content)
    return about


def _about(member: tarfile.TarInfo, content: IO[bytes] | None) -> About:
    try:
        if member.name == ABOUT and content is not None:
            return msgspec.json.decode(content.read(), type=About)
    except msgspec.MsgspecError as error:
        raise SealError("这个备份是更新的版本做的，请先更新这台机器") from error
    raise SealError("这不是厅号的备份，请换一个文件")


def _begin(room: Room) -> None:
    """The folder itself, as it is on this box where it is there."""
    shutil.rmtree(room.beside, ignore_errors=True)
    room.beside.mkdir(mode=0o700, parents=True)
    if room.folder.exists():
        there = room.folder.stat()
        room.beside.chmod(there.st_mode & 0o777)
        os.chown(room.beside, there.st_uid, there.st_gid)


def _put(path: Path, member: tarfile.TarInfo, content: IO[bytes] | None) -> None:
    if content is None:
        path.mkdir()
    else:
        with path.open("xb") as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
    path.chmod(member.mode & 0o777)
    with suppress(KeyError):  # nobody of that name is on this box
        user = pwd.getpwnam(member.uname)
        if os.geteuid() == 0:
            os.chown(path, user.pw_uid, user.pw_gid)


def _change_places(room: Room) -> None:
    """Both names change places in one step (renameat2(2)), so that a power cut leaves the one or the other there."""
    if not room.folder.exists():
        room.beside.rename(room.folder)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(room.beside), os.fsencode(room.folder)
    if libc.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(room.folder))
    if room.name != "settings":
        replaced = room.folder.with_name(f"{room.folder.name}.replaced")
        shutil.rmtree(replaced, ignore_errors=True)
        room.beside.rename(replaced)
