"""The kiosk's machines by its plan alone."""

from msgspec.structs import replace

from kiosk.equipment import devices_of, paper_source
from kiosk.scanning.source import AskedPapers, DroppedPapers, LivePapers
from queue_server.contract.plan import Device, Plan, load
from queue_server.contract.plan.sense import sense_mistakes
from tests.running_hall import ROOT

PLAN = load(ROOT / "assets/halls/puyang.toml")
SOURCES = {
    ("document_camera", "uvc", "/dev/v4l/by-id/camera-video-index0"): LivePapers,
    ("document_camera", "snapshot", "http://127.0.0.1:8080/snapshot"): LivePapers,
    ("scanner", "sane", "test:0"): AskedPapers,
    ("scanner", "folder", "/var/spool/scans"): DroppedPapers,
}


def with_sources() -> Plan:
    devices = [
        Device(id=f"papers-{number}", kind=kind, driver=driver, terminal="kiosk-1", port=port)  # type: ignore[arg-type]
        for number, (kind, driver, port) in enumerate(SOURCES)
    ]
    return replace(PLAN, device=(*PLAN.device, *devices))


def test_a_plan_names_the_sources_of_papers_and_the_kiosk_builds_them_without_touching_one() -> None:
    plan = with_sources()
    assert sense_mistakes(plan) == []
    cameras = devices_of(plan, "kiosk-1", "document_camera")
    scanners = devices_of(plan, "kiosk-1", "scanner")
    built = [paper_source(device) for device in (*cameras, *scanners)]
    assert [type(source) for source in built] == list(SOURCES.values())
    assert [source.live for source in built] == [True, True, False, False]
    for source in built:
        source.close()
