"""The file `halls.toml` of a county: which halls there are, and how they are reached over SSH."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec


class HallsError(Exception):
    """The file is no list of halls; the text says so in Chinese."""


class Hall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One hall: the `name` by which people know it, and where its server answers."""

    name: str
    address: str
    port: int = 22


class Reach(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As whom, with which private key, and by which known host keys; paths are seen from the file.

    Without `key`, the user's own keys and their SSH agent are asked. There are no passwords. A hall with which there
    is no connection after `timeout_s` is silent; bundles are laid in the halls' folder `incoming`.
    """

    user: str = "root"
    key: str = ""
    known_hosts: str = "known_hosts"
    timeout_s: Annotated[int, msgspec.Meta(ge=1, le=300)] = 10
    incoming: Annotated[str, msgspec.Meta(pattern=r"^/[\w./-]+$")] = "/var/lib/tinghao-update"


class Halls(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The county."""

    schema: Literal[1] = 1
    ssh: Reach = Reach()
    hall: tuple[Hall, ...]


def load_halls(path: Path) -> Halls:
    """The halls in the file, with the paths in it made whole.

    Raises:
        HallsError: it cannot be read, is no such file, names a hall twice, or keys that are not there.
    """
    try:
        halls = msgspec.toml.decode(path.read_bytes(), type=Halls)
    except OSError as error:
        raise HallsError(f"读不了大厅清单 {path}（{error.strerror}）") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise HallsError(f"大厅清单 {path} 写得不对：{error}") from error
    names = [hall.name for hall in halls.hall]
    places = [(hall.address, hall.port) for hall in halls.hall]
    if not names:
        raise HallsError(f"大厅清单 {path} 里一个大厅也没有")
    if twice := [
        one.name for one in halls.hall if names.count(one.name) > 1 or places.count((one.address, one.port)) > 1
    ]:
        raise HallsError(f"大厅清单 {path} 里重复了：{'、'.join(dict.fromkeys(twice))}")
    ssh = msgspec.structs.replace(
        halls.ssh,
        key=str(path.parent / halls.ssh.key) if halls.ssh.key else "",
        known_hosts=str(path.parent / halls.ssh.known_hosts),
    )
    if missing := [file for file in (ssh.key, ssh.known_hosts) if file and not Path(file).is_file()]:
        raise HallsError(f"找不到 {'、'.join(missing)}；各大厅的主机钥匙先用 ssh-keyscan 取来，当面核对过再用")
    return msgspec.structs.replace(halls, ssh=ssh)
