"""What a joining terminal and the hall's door say to each other, as JSON."""

import msgspec

from queue_server.contract.credential import PapersAccess
from queue_server.terminals.registry import Part

SERVICE = "_tinghao._tcp.local."
"""By what kind of service a hall announces its door on the local network."""
MOST_NAME = 40


class AtDoor(msgspec.Struct, frozen=True, kw_only=True):
    """Which hall this is, and the certificate (PEM) that its terminals trust; not to be believed before the words."""

    hall: str
    name: str
    authority: str


class JoinAsk(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal asks to join: its certificate `request` (PEM), what it is, what it calls itself, and its proof."""

    request: str
    part: Part
    name: str
    proof: bytes


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The ask waits under that id."""

    id: str


class Standing(msgspec.Struct, frozen=True, kw_only=True, tag_field="standing"):
    """Base of how an ask stands."""


class Waiting(Standing, frozen=True, kw_only=True, tag="waiting"):
    """Nobody has typed the code yet, or said that the words are equal."""


class Locked(Standing, frozen=True, kw_only=True, tag="locked"):
    """Five wrong codes were typed; this one is good no more."""


class Expired(Standing, frozen=True, kw_only=True, tag="expired"):
    """Ten minutes have gone, or the hall has forgotten the ask."""


class Refused(Standing, frozen=True, kw_only=True, tag="refused"):
    """The hall, or a person there, will not have it; `sentence` says why in Chinese."""

    sentence: str


class Admitted(Standing, frozen=True, kw_only=True, tag="admitted"):
    """An `Admission`, sealed."""

    sealed: bytes


AnyStanding = Waiting | Locked | Expired | Refused | Admitted


class PlanNow(msgspec.Struct, frozen=True, kw_only=True):
    """The plan in force; no `files` for a terminal that has those of that `digest`."""

    digest: str
    files: dict[str, bytes]


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """What a terminal gets; it completes this with its own private key and the address at which it reached the hall.

    `certificate` is PEM, `papers` a kiosk's where the hall takes any, `plan` its files by their paths beside it.
    """

    hall: str
    client: str
    wire_port: int
    password: str
    certificate: str
    papers: PapersAccess | None
    plan: dict[str, bytes]
