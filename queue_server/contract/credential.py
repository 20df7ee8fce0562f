"""What a client needs to reach its hall: an address, a name and a password, in a file that only it may read."""

from pathlib import Path

import msgspec


class PapersAccess(msgspec.Struct, frozen=True, kw_only=True):
    """How a kiosk brings scanned papers: to `address` (`https://host:port`), trusting nothing but `certificate` (PEM).

    It signs in with its client's name and password, and seals with `key`, the server's X25519 key (32 bytes, base64 in
    the file).
    """

    address: str
    certificate: str
    key: bytes


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """One client's way in; `hall` is the hall's id on the wire, `papers` a kiosk's where the hall takes papers."""

    hall: str
    client: str
    host: str
    port: int
    password: str
    papers: PapersAccess | None = None


def load_credential(path: Path) -> Credential:
    """The credential in the JSON file at `path`.

    Raises:
        OSError: no such file, or not readable.
        msgspec.DecodeError: not a credential.
    """
    return msgspec.json.decode(path.read_bytes(), type=Credential)
