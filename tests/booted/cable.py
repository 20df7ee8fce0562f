"""The hall's own network: a bridge that the booted systems are plugged into, and nothing else of the world."""

import subprocess

BRIDGE = "hall"
NETWORK = "192.168.77"
OURS = f"{NETWORK}.1"


def lay() -> None:
    """Makes the bridge in this process's network, which must be its own."""
    for command in (
        "link set lo up",
        f"link add {BRIDGE} type bridge",
        f"addr add {OURS}/24 dev {BRIDGE}",
        f"link set {BRIDGE} up",
    ):
        subprocess.run(["ip", *command.split()], check=True, capture_output=True)


def network_file(number: int) -> str:
    """What systemd-networkd of the system of that number is told of its end of the cable (systemd.network(5))."""
    return f"[Match]\nName=host0\n\n[Network]\nAddress={address(number)}/24\nLinkLocalAddressing=no\n"


def address(number: int) -> str:
    """The address of the system of that number, from 1."""
    return f"{NETWORK}.{10 + number}"
