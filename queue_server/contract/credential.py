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


class TlsAccess(msgspec.Struct, frozen=True, kw_only=True):
    """How a terminal on a box of its own reaches the broker: it trusts the hall's `authority` and nothing else.

    It proves itself by its own `certificate` and private `key`; all three are PEM.
    """

    authority: str
    certificate: str
    key: str


class Credential(msgspec.Struct, frozen=True, kw_only=True):
    """One client's way in; `hall` is the hall's id on the wire, `papers` a kiosk's where the hall takes papers.

    `tls` is for clients on other boxes than the server; the others are on its loopback.
    """

    hall: str
    client: str
    host: str
    port: int
    password: str
    papers: PapersAccess | None = None
    tls: TlsAccess | None = None


def load_credential(path: Path) -> Credential:
    """The credential in the JSON file at `path`.

    Raises:
        OSError: no such file, or not readable.
        msgspec.DecodeError: not a credential.
    """
    return msgspec.json.decode(path.read_bytes(), type=Credential)
