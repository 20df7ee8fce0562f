"""The whole hall now, for those who look after it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from queue_server.contract.boards import HallBoard
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Plan
from queue_server.contract.selftest import SelfTest
from queue_server.contract.tickets import TicketState
from queue_server.contract.topics import FORECASTER
from queue_server.figures.alerts import Alert, alerts
from queue_server.web.live import LiveHall


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who waits for `service` since then, or is parked or served at `window`."""

    number: str
    service: str
    state: TicketState
    since: datetime
    window: int
    priority: str


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The hall as it is, None where nothing is known yet; `at` is the web's clock.

    `tickets` are all live ones, those that wait first in calling order; `devices` the broken ones first. `selftests`
    are the last ones of the plan's terminals.
    """

    at: datetime
    live: bool
    promise_min: int
    board: HallBoard | None
    tickets: tuple[Waiting, ...]
    alerts: tuple[Alert, ...]
    devices: tuple[DeviceHealth, ...]
    selftests: tuple[SelfTest, ...]


AGENT = "agent"
GONE, LOOK = "终端断开了", "请看它是不是关了机，网线插好没有"
ORDER = ("broken", "attention", "unknown", "ok")


def overview(plan: Plan, live: LiveHall, now: datetime | None = None, calendar: tuple[str, ...] = ()) -> Overview:
    """The hall at the aware moment `now`, this one by default; `calendar` are the warnings of its working days."""
    now = now or datetime.now(UTC)
    devices = [*_terminals(plan, live), *_machines(live)]
    devices.sort(key=lambda device: (ORDER.index(device.state), device.device))
    seen = live.queues
    return Overview(
        at=now,
        live=live.connected,
        promise_min=plan.policy.wait_promise_min,
        board=seen.board if seen else None,
        tickets=tuple(
            Waiting(
                number=one.ticket.number,
                service=one.service,
                state=one.state,
                since=one.since,
                window=one.window or 0,
                priority=one.priority,
            )
            for one in (seen.tickets if seen else ())
        ),
        alerts=alerts(plan, seen, devices, now, calendar) if seen else (),
        devices=tuple(devices),
        selftests=last_selftests(plan, live),
    )


def last_selftests(plan: Plan, live: LiveHall) -> tuple[SelfTest, ...]:
    """The last self-test of each terminal of the plan, in the plan's order, with its gravest findings first."""
    told = (live.selftests[client] for client in plan.clients() if client in live.selftests)
    return tuple(msgspec.structs.replace(selftest, findings=selftest.first_worst) for selftest in told)


def _terminals(plan: Plan, live: LiveHall) -> Iterator[DeviceHealth]:
    """The terminals that were there and are not."""
    kiosks, displays = (kiosk.id for kiosk in plan.kiosk), (display.id for display in plan.display)
    for terminal in (AGENT, FORECASTER, *kiosks, *displays, *plan.window_boxes):
        if since := live.gone.get(terminal):
            yield DeviceHealth(device=terminal, state="broken", reason=GONE, remedy=LOOK, since=since)


def _machines(live: LiveHall) -> Iterator[DeviceHealth]:
    """What is at the terminals; of one that is gone nobody knows how its machines are."""
    for client, health in live.health.items():
        for device in health.devices:
            if since := live.gone.get(client):
                yield DeviceHealth(device=device.device, state="unknown", reason=GONE, since=since)
            else:
                yield device
