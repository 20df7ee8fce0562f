"""Announces on the local network where terminals join the hall (DNS-SD over multicast DNS, RFC 6762 and 6763)."""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING

from queue_server.authority.addresses import addresses, is_any
from queue_server.contract.plan import Plan
from queue_server.pairing.messages import SERVICE

if TYPE_CHECKING:
    from zeroconf import Zeroconf

log = logging.getLogger(__name__)

LOOK_S = 30.0
AGAIN_S = 3.0
"""How soon it is tried again where the network refused."""
ENDING_S = 5.0


@contextmanager
def announced(plan: Plan, host: str) -> Iterator[None]:
    """The door of the plan's hall, which listens at `host`, for as long as this lasts; nothing where it has none.

    Follows this machine's addresses; where the network refuses, a terminal is still told the address by hand.
    """
    if plan.hall.wire_port == 0:
        yield
        return
    leave = threading.Event()
    thread = threading.Thread(target=_follow, args=(plan, host, leave), name="announcing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        leave.set()
        thread.join(ENDING_S)


def _follow(plan: Plan, host: str, leave: threading.Event) -> None:
    said: tuple[str, ...] = ()
    speaking: Zeroconf | None = None
    while not leave.is_set():
        now = _reached_at(plan, host)
        if now != said:
            if speaking is not None:
                speaking.close()
            speaking = _spoken(plan, host, now)
            said = now if speaking is not None else ()
        leave.wait(LOOK_S if speaking is not None else AGAIN_S)
    if speaking is not None:
        speaking.close()


def _reached_at(plan: Plan, host: str) -> tuple[str, ...]:
    if not is_any(host):
        return (host,)
    own = (address for address in addresses(plan) if _is_ip(address))
    return tuple(address for address in own if not ip_address(address).is_loopback)


def _spoken(plan: Plan, host: str, at: tuple[str, ...]) -> "Zeroconf | None":
    from zeroconf import Error, InterfaceChoice, ServiceInfo, Zeroconf  # here, because it takes memory

    own = f"{plan.hall.id}-{secrets.token_hex(3)}"  # a hall that is practised with may have the name of a real one
    service = ServiceInfo(
        SERVICE,
        f"{own}.{SERVICE}",
        port=plan.papers.port,
        properties={"name": plan.hall.name},
        server=f"tinghao-{own}.local.",
        parsed_addresses=list(at),
    )
    try:
        speaking = Zeroconf(InterfaceChoice.All if is_any(host) else [host])
        speaking.register_service(service, allow_name_change=True)
    except (OSError, Error) as error:
        log.warning("the hall is not announced on the network: %s", error)
        return None
    return speaking


def _is_ip(address: str) -> bool:
    try:
        ip_address(address)
    except ValueError:
        return False
    return True
