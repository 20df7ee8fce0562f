"""Where a phone or another box finds this one in its network."""

import socket
from ipaddress import ip_address

import psutil

WEB_PORT = 8080


def page_address() -> str:
    """Of the hall's pages: this box's first address that others can reach, or its own where there is no network."""
    for addresses in psutil.net_if_addrs().values():
        for one in addresses:
            if one.family == socket.AF_INET and not _only_here(one.address):
                return f"http://{one.address}:{WEB_PORT}"
    return f"http://127.0.0.1:{WEB_PORT}"


def _only_here(address: str) -> bool:
    known = ip_address(address)
    return known.is_loopback or known.is_link_local
