"""The registry of terminals: who let which one in as which client of the hall, and who has revoked it since."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from queue_server.authority.authority import Authority
from queue_server.authority.certificate import serial_of
from queue_server.chained import Chained
from queue_server.state_dir import StateDir

Part = Literal["kiosk", "display", "window"]
"""What a box of its own can be."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal that calls itself `name` was let in as `client`, or its certificate `serial` (hex) revoked."""

    at: datetime
    what: Literal["joined", "revoked"]
    client: str
    serial: str
    by: str
    part: Part | None = None
    name: str = ""


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal that has joined; `revoked_at` is None while it is good."""

    client: str
    part: Part
    name: str
    serial: str
    joined_at: datetime
    joined_by: str
    revoked_at: datetime | None = None
    revoked_by: str = ""


class Terminals:
    """The record in `<state>/terminals.jsonl`, which only grows and shows its changes; everything may raise OSError.

    One process joins and revokes; any may read. A client's password (see `StateDir`) changes with each, so that of two
    boxes that were the same client only the later one is let in.
    """

    def __init__(self, state: StateDir, hall: str) -> None:
        self.path = record_of(state.path)
        self.kept = Chained(self.path, Noted)
        self._state = state
        self._authority = Authority(state.path / "keys", hall)

    def joined(self) -> tuple[Terminal, ...]:
        """Every one that ever was, in order."""
        found: dict[str, Terminal] = {}
        for noted in self.kept.records():
            if noted.part is not None:
                found[noted.serial] = Terminal(
                    client=noted.client,
                    part=noted.part,
                    name=noted.name,
                    serial=noted.serial,
                    joined_at=noted.at,
                    joined_by=noted.by,
                )
            elif noted.serial in found:
                found[noted.serial] = replace(found[noted.serial], revoked_at=noted.at, revoked_by=noted.by)
        return tuple(found.values())

    def good(self) -> dict[str, Terminal]:
        """Those that are let in now, by client."""
        return {one.client: one for one in self.joined() if one.revoked_at is None}

    def revoked_serials(self) -> tuple[int, ...]:
        """Of every certificate that is good no more, in the order of their revocation."""
        return tuple(int(noted.serial, 16) for noted in self.kept.records() if noted.what == "revoked")

    def join(self, client: str, part: Part, name: str, request: bytes, by: str) -> tuple[bytes, str]:
        """Lets a terminal in for what it requests: its certificate (PEM) and password. One before it is revoked.

        Raises:
            ValueError: the request is none.
        """
        certificate = self._authority.client(request, client)
        self.revoke(client, by)
        serial = f"{serial_of(certificate):x}"
        now = datetime.now(UTC)
        self.kept.add(Noted(at=now, what="joined", client=client, serial=serial, by=by, part=part, name=name))
        return certificate, self._state.new_password(client)

    def revoke(self, client: str, by: str) -> bool:
        """Neither password nor certificate of `client` is good any more; False where there was none to revoke."""
        known = self.good().get(client)
        if known is None:
            return False
        self._state.new_password(client)
        self.kept.add(Noted(at=datetime.now(UTC), what="revoked", client=client, serial=known.serial, by=by))
        return True


def record_of(state: Path) -> Path:
    """Where the registry lies in the server's folder."""
    return state / "terminals.jsonl"
