"""What a client needs to reach its hall: an address, a name and a password, in a file that only it may read."""

from pathlib import Path

import msgspec


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """One client's way in; `hall` is the hall's id on the wire."""

    hall: str
    client: str
    host: str
    port: int
    password: str


def load_credential(path: Path) -> Credential:
    """The credential in the JSON file at `path`.

    Raises:
        OSError: no such file, or not readable.
        msgspec.DecodeError: not a credential.
    """
    return msgspec.json.decode(path.read_bytes(), type=Credential)
