"""The halls that announce themselves on the local network (see `queue_server.web.announcing`)."""

import time
from collections.abc import Sequence
from typing import Any

from zeroconf import DNSQuestionType, InterfaceChoice, IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from provisioning.joining.door import Door
from queue_server.pairing.messages import SERVICE

INFO_TIMEOUT_MS = 3000
TO_ALL = DNSQuestionType.QM
"""To be answered to everybody: of several listeners on one machine the kernel gives a private answer to any of them."""


class _Heard(ServiceListener):
    """What the browser tells, by name."""

    def __init__(self) -> None:
        self.names: dict[str, None] = {}

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names[name] = None

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """What matters is asked for in the end."""

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.pop(name, None)


def halls_nearby(timeout_s: float, interfaces: Sequence[str] = ()) -> list[Door]:
    """All that are heard within the time, listening on `interfaces` (addresses of this box; none: on all).

    Nobody is believed for it: anything may call itself a hall. An empty list where there is no network.
    """
    heard = _Heard()
    try:
        listening = Zeroconf(list(interfaces) or InterfaceChoice.All)
    except OSError:
        return []
    try:
        browser = ServiceBrowser(listening, SERVICE, listener=heard, question_type=TO_ALL)
        time.sleep(timeout_s)
        found = [listening.get_service_info(SERVICE, name, INFO_TIMEOUT_MS, TO_ALL) for name in list(heard.names)]
        browser.cancel()
    finally:
        listening.close()
    return [door for info in found if info is not None for door in _doors(info)]


def _doors(info: ServiceInfo) -> list[Door]:
    properties: dict[bytes, Any] = info.properties
    name = (properties.get(b"name") or b"").decode(errors="replace")
    addresses = info.parsed_addresses(IPVersion.V4Only)
    return [Door(addresses[0], info.port, name)] if addresses and info.port else []
