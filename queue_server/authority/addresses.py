"""Every name and address that this machine may be reached under, for the certificates of its servers."""

import socket
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

import psutil

from queue_server.contract.plan import Plan


def addresses(plan: Plan, host: str = "") -> tuple[str, ...]:
    """This machine's own, the plan's, and the one listened at, where that is one."""
    public = urlsplit(plan.hall.page_address).hostname or ""
    named = [name for name in (public, host) if name and not is_any(name)]
    return tuple(dict.fromkeys(("localhost", "127.0.0.1", *named, *sorted(_own()))))


def is_any(host: str) -> bool:
    """Whether this is no address in particular but all of the machine's (`0.0.0.0`)."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def _own() -> Sequence[str]:
    found = [
        ip_address(address.address.partition("%")[0])
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family in (socket.AF_INET, socket.AF_INET6)
    ]
    return [str(address) for address in found if not (address.is_loopback or address.is_link_local)]
