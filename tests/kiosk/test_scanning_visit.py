"""A visitor scans papers at the real window: search, facts, two papers, number, slip; the papers reach the vault."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from devices.simulator.snapshot_camera import SnapshotCameraSimulator
from queue_server.papers.keys import paper_keys
from queue_server.papers.vault import Label, Vault
from tests.kiosk.glass import until
from tests.kiosk.standing_kiosk import BACK, GUIDE, HOME, SEARCH, TAKE, StandingKiosk

pytestmark = [pytest.mark.screen, pytest.mark.timeout(180)]

PAGE_S = 40.0
"""A page must lie still, and a busy machine looks at it slowly."""


@pytest.fixture(scope="module")
def camera() -> Iterator[SnapshotCameraSimulator]:
    standing = SnapshotCameraSimulator()
    yield standing
    standing.close()


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory, camera: SnapshotCameraSimulator) -> Iterator[StandingKiosk]:
    standing = StandingKiosk(tmp_path_factory.mktemp("scanning"), camera)
    standing.hall.start_web()
    yield standing
    standing.close()
    assert "a screen failed" not in standing.log_path.read_text()
    assert "Traceback" not in standing.log_path.read_text()


def kept(kiosk: StandingKiosk) -> dict[str, bytes]:
    """What lies in the vault, by material."""
    vault = Vault(kiosk.hall.state / "papers/kept", paper_keys(kiosk.hall.state).vault)
    days = [folder.name for folder in (kiosk.hall.state / "papers/kept").glob("*-*-*")]
    labels: list[Label] = [label for day in days for label in vault.on(day)]
    return {label.material: vault.open(label) or b"" for label in labels}


def scan(kiosk: StandingKiosk, camera: SnapshotCameraSimulator, material: str, *papers: str) -> None:
    """Scans one material, page after page as they are laid down."""
    kiosk.touch(material, "Scan")
    before = len(kiosk.events("pages"))
    for count, paper in enumerate(papers, 1):
        camera.press(paper)
        until(lambda count=count: pages(kiosk, material, before) == count, f"page {count}", PAGE_S)  # type: ignore[misc]
        camera.press("take")
    kiosk.touch("这份好了", "Papers")


def pages(kiosk: StandingKiosk, material: str, before: int) -> int:
    """How many pages of it were taken, by what was told after `before` tellings."""
    counts = [event["count"] for event in kiosk.events("pages")[before:] if event["material"] == material]
    return int(counts[-1]) if counts else 0


def test_search_facts_two_papers_number_and_slip_and_the_window_gets_the_papers(
    kiosk: StandingKiosk, camera: SnapshotCameraSimulator
) -> None:
    kiosk.touch(SEARCH, "Search")
    for key in "GD":
        kiosk.press(key)
    kiosk.touch("耕地地力保护补贴申报", "Confirm")
    kiosk.touch(GUIDE, "Facts")
    kiosk.touch(BACK, "Confirm")
    kiosk.touch("扫描材料", "Papers")
    scan(kiosk, camera, "居民身份证", "lay_card")
    scan(kiosk, camera, "土地承包经营权证", "lay_form")
    kiosk.glass.picture(kiosk.log_path.with_name("papers.png"))
    kiosk.touch("好了，去取号", "Confirm")
    kiosk.touch(TAKE, "Number")
    until(lambda: bool(kiosk.printer.pictures()), "the slip")
    kiosk.log_path.with_name("slip.png").write_bytes(kiosk.printer.pictures()[-1].png)
    kiosk.touch(HOME, "Idle")
    until(lambda: set(kept(kiosk)) == {"居民身份证", "土地承包经营权证"}, "the papers", PAGE_S)
    for pdf in kept(kiosk).values():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert len(opened.pages) == 1
    state = Path(kiosk.hall.state / "clients" / "papers")
    until(lambda: not list(state.glob("*.sealed")), "the kiosk to forget them")


def test_who_leaves_without_a_number_leaves_no_paper(kiosk: StandingKiosk, camera: SnapshotCameraSimulator) -> None:
    before = kept(kiosk)
    kiosk.go_to_confirm()
    kiosk.touch("扫描材料", "Papers")
    scan(kiosk, camera, "居民身份证", "lay_card")
    kiosk.touch(HOME, "Idle")
    time.sleep(2.0)
    assert kept(kiosk) == before
