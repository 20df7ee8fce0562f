"""The plan of a practice hall: the sample's, open around the clock, its devices replaced by simulated ones; pure."""

from collections.abc import Mapping

from msgspec.structs import replace

from queue_server.contract.plan import ALL_DAY, Display, Plan

WATCH = "display-bench"
"""The wire client by which the start page hears of the devices' health."""


def practice_plan(
    plan: Plan, *, broker_port: int, web_port: int, papers_port: int, device_paths: Mapping[str, str]
) -> Plan:
    """`plan` for practice: numbers are given at any hour, every device is where `device_paths` (by id) says."""
    hall = replace(
        plan.hall,
        hours=ALL_DAY,
        broker_port=broker_port,
        web_port=web_port,
        page_address=f"http://127.0.0.1:{web_port}",
    )
    services = tuple(replace(service, hours=()) for service in plan.service)
    devices = tuple(replace(device, port=device_paths[device.id]) for device in plan.device)
    displays = (*plan.display, Display(id=WATCH, place="演练台"))
    papers = replace(plan.papers, port=papers_port)
    return replace(plan, hall=hall, papers=papers, service=services, device=devices, display=displays)
