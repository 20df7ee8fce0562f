"""All terminals of the plan as they are now, each with its light; pure."""

from datetime import datetime
from typing import Literal

import msgspec

from queue_server.contract.boxes import BoxFacts
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Plan
from queue_server.contract.selftest import SelfTest
from queue_server.contract.topics import BOOKINGS, FORECASTER, SERVER, WEB
from queue_server.figures.light import (
    Light,
    Surroundings,
    Terminal,
    Trouble,
    light_of,
    troubles_around,
    troubles_of,
)
from queue_server.web.live import LiveHall
from queue_server.web.machines.standing import ServerSide
from queue_server.web.manager.overview import AGENT

Kind = Literal["server", "web", "forecaster", "agent", "kiosk", "display", "window"]
PROGRAMS = (WEB, AGENT, FORECASTER)
"""The clients that are programs of the server's own box."""


class TerminalSeen(msgspec.Struct, frozen=True, kw_only=True):
    """One terminal: what it is, where it stands (`place`), whether it is there, and everything that is the matter."""

    client: str
    kind: Kind
    place: str
    presence: Literal["here", "gone", "never"]
    since: datetime | None
    light: Light
    troubles: tuple[Trouble, ...]
    devices: tuple[DeviceHealth, ...]
    box: BoxFacts | None
    self_test: SelfTest | None


class MachinesSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The hall's light, its terminals, those that visitors see first, the server's side; `at` is the web's clock."""

    at: datetime
    live: bool
    practice: bool
    light: Light
    terminals: tuple[TerminalSeen, ...]
    server: ServerSide


def seen(plan: Plan, live: LiveHall, server: ServerSide, now: datetime) -> MachinesSeen:
    """The hall at the aware moment `now`."""
    around = troubles_around(_surroundings(live, server))
    terminals = tuple(
        _seen(plan, live, _terminal(plan, live, client), server.version)
        for client in sorted(plan.clients(), key=lambda client: client in PROGRAMS)
        if client not in (SERVER, BOOKINGS)
    )
    troubles = [*around, *(trouble for one in terminals for trouble in one.troubles)]
    return MachinesSeen(
        at=now,
        live=live.connected,
        practice=live.practices,
        light=light_of(troubles),
        terminals=terminals,
        server=server,
    )


def kind_of(plan: Plan, client: str) -> Kind:
    """What the client of that name is."""
    match client:
        case "server" | "web" | "forecaster" | "agent":
            return client
    if any(kiosk.id == client for kiosk in plan.kiosk):
        return "kiosk"
    return "display" if any(display.id == client for display in plan.display) else "window"


def _surroundings(live: LiveHall, server: ServerSide) -> Surroundings:
    return Surroundings(
        server_answers=live.connected,
        state_free_mb=server.state_free_mb,
        calendar=server.calendar,
        calendar_until=server.covered_until,
        practice=live.practices,
        backup_days=server.backup_days,
    )


def _terminal(plan: Plan, live: LiveHall, client: str) -> Terminal:
    """A display may be a browser that is no client; a hall may do without a forecast, or without machines."""
    here, gone, health = live.here.get(client), live.gone.get(client), live.health.get(client)
    self_test = live.selftests.get(client)
    broken = [finding for finding in self_test.findings if finding.state == "broken"] if self_test else []
    return Terminal(
        client=client,
        presence="here" if here else "gone" if gone else "never",
        since=here or gone,
        devices=health.devices if health else (),
        box=live.boxes.get(client),
        findings=tuple((f"{one.check}：{one.words}", one.remedy) for one in broken),
        optional=_is_optional(plan, client),
    )


def _is_optional(plan: Plan, client: str) -> bool:
    match kind_of(plan, client):
        case "display" | "forecaster" | "web":
            return True
        case "agent":
            return not any(device.terminal == client for device in plan.device)
    return False


def _seen(plan: Plan, live: LiveHall, terminal: Terminal, version: str) -> TerminalSeen:
    troubles = troubles_of(terminal, version)
    return TerminalSeen(
        client=terminal.client,
        kind=kind_of(plan, terminal.client),
        place=_places(plan).get(terminal.client, ""),
        presence=terminal.presence,
        since=terminal.since,
        light=light_of(troubles),
        troubles=troubles,
        devices=terminal.devices,
        box=terminal.box,
        self_test=live.selftests.get(terminal.client),
    )


def _places(plan: Plan) -> dict[str, str]:
    return {kiosk.id: kiosk.place for kiosk in plan.kiosk} | {display.id: display.place for display in plan.display}
