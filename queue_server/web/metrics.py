"""The hall's figures of this moment for Prometheus; nothing about anybody."""

from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response

from queue_server.contract.plan import Plan
from queue_server.web.live import LiveHall
from queue_server.web.manager.overview import Overview, overview

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry


def routes(plan: Plan, live: LiveHall) -> APIRouter:
    """The address that Prometheus asks."""
    router = APIRouter()

    @router.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        from prometheus_client import generate_latest  # here, because most webs are never asked
        from prometheus_client.exposition import CONTENT_TYPE_LATEST

        return Response(generate_latest(registry(overview(plan, live))), media_type=CONTENT_TYPE_LATEST)

    return router


def registry(seen: Overview) -> "CollectorRegistry":
    """What is `seen`, as gauges."""
    from prometheus_client import CollectorRegistry, Gauge

    found = CollectorRegistry()
    Gauge("tinghao_server_reached", "Whether the web reaches the server.", registry=found).set(seen.live)
    alerts = Gauge("tinghao_alerts", "What somebody should look at.", ["what"], registry=found)
    for what in ("wait_over", "window_silent", "device_down"):
        alerts.labels(what).set(sum(alert.what == what for alert in seen.alerts))
    devices = Gauge("tinghao_devices", "Devices by state.", ["state"], registry=found)
    for state in ("ok", "attention", "broken", "unknown"):
        devices.labels(state).set(sum(device.state == state for device in seen.devices))
    if seen.board is None:
        return found
    Gauge("tinghao_revision", "Events recorded.", registry=found).set(seen.board.revision)
    Gauge("tinghao_day_open", "Whether the hall-day is open.", registry=found).set(seen.board.open)
    windows = Gauge("tinghao_windows", "Windows by state.", ["state"], registry=found)
    for state in ("open", "paused", "closed"):
        windows.labels(state).set(sum(window.state == state for window in seen.board.windows))
    waiting = Gauge("tinghao_waiting", "Tickets waiting.", ["service"], registry=found)
    longest = Gauge("tinghao_longest_wait_seconds", "The longest present wait.", ["service"], registry=found)
    given = Gauge("tinghao_numbers_given", "Whether numbers are given.", ["service"], registry=found)
    for service in seen.board.services:
        queue = [one for one in seen.tickets if one.state == "waiting" and one.service == service.service]
        waiting.labels(service.service).set(service.waiting)
        longest.labels(service.service).set(max((_age_s(one.since, seen.at) for one in queue), default=0))
        given.labels(service.service).set(service.open)
    return found


def _age_s(since: datetime, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds())
