"""The door of a hall, seen by a terminal that wants to join: an address, and what the hall says of itself there."""

from dataclasses import dataclass
from typing import TypeVar

import httpx
import msgspec

from queue_server.pairing.messages import AtDoor, Refused

PORT = 8443
TIMEOUT_S = 5.0

Answer = TypeVar("Answer")

NOBODY = "连不上 {at}，请看网线插好没有，主机开了没有"
NO_HALL = "{at} 不是大厅的主机，或者它的版本太旧"


class DoorError(Exception):
    """The hall cannot be asked; the text is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the hall called `hall_name` lets terminals in."""

    host: str
    port: int
    hall_name: str

    @property
    def at(self) -> str:
        """`host:port`."""
        return f"{self.host}:{self.port}"

    def ask(self, method: str, path: str, kind: type[Answer], body: bytes | None = None) -> Answer | Refused:
        """What the hall answers; a refusal comes as one.

        The line is not to be trusted: what must be true is shown by the code (`queue_server.pairing`), because a
        terminal cannot know the hall's certificate yet.

        Raises:
            DoorError: nobody answers, or no hall.
        """
        try:
            address = f"https://{self.at}{path}"
            answer = httpx.request(method, address, content=body, verify=False, timeout=TIMEOUT_S, trust_env=False)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise DoorError(NOBODY.format(at=self.at)) from error
        try:
            if answer.status_code == httpx.codes.CONFLICT:
                return msgspec.json.decode(answer.content, type=Refused)
            return msgspec.json.decode(answer.content, type=kind)
        except msgspec.MsgspecError as error:
            raise DoorError(NO_HALL.format(at=self.at)) from error

    def look(self) -> AtDoor:
        """Which hall this is.

        Raises:
            DoorError: as `ask`.
        """
        found = self.ask("GET", "/pairing", AtDoor)
        if isinstance(found, Refused):
            raise DoorError(found.sentence)
        return found


def door_at(address: str) -> Door:
    """The door at an address that somebody typed, `10.0.0.5` or `10.0.0.5:8443`.

    Raises:
        DoorError: nobody answers there, or no hall.
    """
    host, _, port = address.strip().partition(":")
    if not host or (port and not (port.isascii() and port.isdecimal())):
        raise DoorError("地址应当像 192.168.1.5 或 192.168.1.5:8443")
    found = Door(host, int(port or PORT), "")
    return Door(found.host, found.port, found.look().name)
