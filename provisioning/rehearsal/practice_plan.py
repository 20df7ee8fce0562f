"""The plan of a practice hall: the sample's, open around the clock, its devices replaced by simulated ones; pure."""

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from queue_server.contract.plan import ALL_DAY, Display, Plan

WATCH = "display-bench"
"""The wire client by which the start page hears of the devices' health."""


def practice_plan(
    plan: Plan, folder: Path, *, broker_port: int, web_port: int, papers_port: int, device_paths: Mapping[str, str]
) -> Plan:
    """`plan` for practice: numbers are given at any hour, every device is where `device_paths` (by id) says.

    The plan comes from `folder` and will lie elsewhere, so its voice packs are named from the root.
    """
    hall = replace(
        plan.hall,
        hours=ALL_DAY,
        broker_port=broker_port,
        web_port=web_port,
        page_address=f"http://127.0.0.1:{web_port}",
    )
    services = tuple(replace(service, hours=(), every_day=True) for service in plan.service)
    devices = tuple(replace(device, port=device_paths[device.id]) for device in plan.device)
    displays = (*plan.display, Display(id=WATCH, place="演练台"))
    voices = tuple(replace(one, pack=str(folder.resolve() / one.pack)) if one.pack else one for one in plan.voice)
    papers = replace(plan.papers, port=papers_port)
    return replace(plan, hall=hall, papers=papers, service=services, device=devices, display=displays, voice=voices)
