"""Whom the broker lets in: passwords, and for terminals on other boxes what they trust and who of them is revoked."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from queue_server.broker.config import access_list
from queue_server.state_dir import write_private

HASHING_TIMEOUT_S = 10.0


@dataclass(frozen=True, slots=True)
class TlsEntry:
    """For terminals on other boxes: the hall's authority, the broker's certificate and key, who is revoked; all PEM."""

    port: int
    authority: bytes
    certificate: bytes
    key: bytes = field(repr=False)
    revoked: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One password per client; `tls` where there is a listener for other boxes."""

    passwords: dict[str, str] = field(repr=False)
    tls: TlsEntry | None = None


def write_entry(folder: Path, hall: str, entry: Entry, programs_in: str) -> None:
    """The broker's files of that, each whole or not at all, for this user alone; passwords as hashes only."""
    write_private(folder / "acl", access_list(hall, tuple(entry.passwords)).encode())
    hashed = folder / "passwords.fresh"
    write_private(hashed, "".join(f"{client}:{password}\n" for client, password in entry.passwords.items()).encode())
    program = str(shutil.which("mosquitto_passwd", path=programs_in))
    subprocess.run([program, "-U", hashed], check=True, capture_output=True, timeout=HASHING_TIMEOUT_S)
    hashed.replace(folder / "passwords")
    if entry.tls is not None:
        write_private(folder / "authority.crt", entry.tls.authority)
        write_private(folder / "server.crt", entry.tls.certificate)
        write_private(folder / "server.key", entry.tls.key)
        write_private(folder / "revoked.crl", entry.tls.revoked)
