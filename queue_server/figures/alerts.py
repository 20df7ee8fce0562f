"""What somebody should look at now: waits over the promise, windows that are silent, devices that are down; pure."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from queue_server.contract.boards import WindowBoard
from queue_server.contract.messages import DeviceHealth
from queue_server.contract.plan import Plan
from queue_server.contract.replies import QueuesAre
from queue_server.contract.tickets import TicketState

What = Literal["wait_over", "window_silent", "device_down", "calendar"]


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at, since when; what it is not about is empty or 0.

    `wait_over`: `count` visitors wait for `service` longer than promised, the first of them `number`.
    `window_silent`: the `window` is open and visitors wait for it, but nothing has been pressed there.
    `device_down`: the `device` is broken; `reason` says how and `remedy` what to do, both in Chinese.
    `calendar`: the working days are not known, or soon will not be; `reason` says so.
    """

    what: What
    since: datetime
    service: str = ""
    number: str = ""
    count: int = 0
    window: int = 0
    device: str = ""
    reason: str = ""
    remedy: str = ""


def alerts(
    plan: Plan, queues: QueuesAre, devices: Iterable[DeviceHealth], now: datetime, calendar: Iterable[str] = ()
) -> tuple[Alert, ...]:
    """All alerts of the aware moment `now`: waits in the plan's order of services, windows, devices, the calendar's."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    of_calendar = (Alert(what="calendar", since=today, reason=warning) for warning in calendar)
    return (*_waits(plan, queues, now), *_silent(plan, queues, now), *_down(devices), *of_calendar)


def _waits(plan: Plan, queues: QueuesAre, now: datetime) -> Iterator[Alert]:
    promised = timedelta(minutes=plan.policy.wait_promise_min)
    over = [one for one in queues.tickets if one.state is TicketState.WAITING and now - one.since > promised]
    for service in plan.service:
        waiting = [one for one in over if one.service == service.prefix]
        if waiting:
            first = min(waiting, key=lambda one: one.since)
            yield Alert(
                what="wait_over",
                since=first.since + promised,
                service=service.prefix,
                number=first.ticket.number,
                count=len(waiting),
            )


def _silent(plan: Plan, queues: QueuesAre, now: datetime) -> Iterator[Alert]:
    waiting = {board.service for board in queues.board.services if board.waiting}
    silent = timedelta(minutes=plan.policy.silent_min)
    for window in queues.board.windows:
        if window.state != "open" or window.serving or not waiting & set(window.services):
            continue
        pressed = _pressed(window)
        if pressed is not None and now - pressed > silent:
            yield Alert(what="window_silent", since=pressed, window=window.window)


def _pressed(window: WindowBoard) -> datetime | None:
    """When something was last pressed at the window, as far as its board tells; a recall counts."""
    if window.call is None or window.since is None:
        return window.since
    return max(window.since, window.call.at)


def _down(devices: Iterable[DeviceHealth]) -> Iterator[Alert]:
    for device in devices:
        if device.state == "broken":
            yield Alert(
                what="device_down",
                since=device.since,
                device=device.device,
                reason=device.reason,
                remedy=device.remedy,
            )
