"""How the server proves itself to kiosks: a technician's certificate where there is one, otherwise the hall's own.

In `<state>/keys`: `papers.crt` and `papers.key` are a technician's; the hall makes `hall-ca.*` once and `hall.*` anew
whenever its addresses have changed.
"""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from queue_server.contract.credential import PapersAccess
from queue_server.contract.plan import Plan
from queue_server.papers.certificate import authority, covers, issued, new_key
from queue_server.papers.keys import paper_keys
from queue_server.state_dir import made_once, write_private


def papers_access(plan: Plan, state: Path, host: str) -> PapersAccess | None:
    """What kiosks that reach the server at `host` need to bring papers; None where the hall takes none.

    Raises:
        OSError: the keys cannot be read or written.
    """
    if plan.papers.port == 0:
        return None
    return PapersAccess(
        address=f"https://{host}:{plan.papers.port}",
        certificate=_trusted(state / "keys", plan.hall.id).decode(),
        key=paper_keys(state).public,
    )


def server_certificate(plan: Plan, state: Path, host: str) -> tuple[Path, Path]:
    """Certificate and private key for a server that listens at `host`, good for all that it may be reached under now.

    Raises:
        OSError: they cannot be read or written.
    """
    folder = state / "keys"
    if (folder / "papers.crt").exists():
        return folder / "papers.crt", folder / "papers.key"
    held, key, hosts = folder / "hall.crt", folder / "hall.key", _hosts(plan, host)
    private = made_once(key, new_key)
    if not (held.exists() and covers(held.read_bytes(), hosts)):
        above = _trusted(folder, plan.hall.id)
        write_private(held, issued(private, hosts, made_once(folder / "hall-ca.key", new_key), above))
    return held, key


def _trusted(folder: Path, hall: str) -> bytes:
    if (folder / "papers.crt").exists():
        return (folder / "papers.crt").read_bytes()
    key = made_once(folder / "hall-ca.key", new_key)
    return made_once(folder / "hall-ca.crt", lambda: authority(key, hall))


def _hosts(plan: Plan, host: str) -> tuple[str, ...]:
    """Every name and address that a kiosk may use: this machine's own, the plan's, and the one listened at."""
    public = urlsplit(plan.hall.page_address).hostname or ""
    named = [name for name in (public, host) if name and not _is_any(name)]
    return tuple(dict.fromkeys(("localhost", "127.0.0.1", *named, *sorted(_own_addresses()))))


def _own_addresses() -> Sequence[str]:
    found = [
        ip_address(address.address.partition("%")[0])
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family in (socket.AF_INET, socket.AF_INET6)
    ]
    return [str(address) for address in found if not (address.is_loopback or address.is_link_local)]


def _is_any(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
