"""A camera over a simulated desk, a scanner and its folder, watched through their real drivers."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.capture.folder import WatchedFolder
from devices.capture.scanner import Scanner
from devices.capture.snapshot_camera import SnapshotCamera
from devices.capture.source import Picture as PictureFile
from devices.simulator.desk_scene import DeskScene
from devices.simulator.drawn_papers import QR_SAYS
from devices.simulator.dropping import DroppingScanner
from devices.simulator.scanner import ScannerSimulator
from devices.simulator.snapshot_camera import SnapshotCameraSimulator
from kiosk.scanning.advice import Advice
from kiosk.scanning.desk_watch import DeskWatch, LivePicture
from kiosk.scanning.sheet import PaperForm
from kiosk.scanning.source import AskedPapers, DroppedPapers, LivePapers, PaperSource
from kiosk.scanning.taken_page import TakenPage
from kiosk.scanning.trouble import Trouble, trouble_sentence
from tests.running_hall import wait_for


def quick_clock() -> float:
    """Seconds four times as quick."""
    return 4 * time.monotonic()


class Visitor:
    """Everything that a desk watch said."""

    def __init__(self, source: PaperSource) -> None:
        self.looks: list[LivePicture] = []
        self.pages: list[tuple[int, TakenPage]] = []
        self.troubles: list[Trouble | None] = []
        self.threads: set[str] = set()
        self.watch = DeskWatch(
            source, live=self._live, taken=self._taken, troubled=self.troubles.append, clock=quick_clock
        )
        self.watch.start()

    def _live(self, picture: LivePicture) -> None:
        self.threads.add(threading.current_thread().name)
        self.looks.append(picture)

    def _taken(self, stay: int, page: TakenPage) -> None:
        self.pages.append((stay, page))

    def sees(self, advice: Advice) -> None:
        """Waits until the newest live pictures say so."""
        wait_for(lambda: len(self.looks) > 2 and all(one.advice is advice for one in self.looks[-2:]))

    def has(self, count: int) -> TakenPage:
        """Waits for that many pages; gives the last."""
        wait_for(lambda: len(self.pages) >= count)
        assert len(self.pages) == count
        return self.pages[-1][1]


@pytest.fixture(scope="module")
def camera() -> Iterator[SnapshotCameraSimulator]:
    machine = SnapshotCameraSimulator(DeskScene(quick_clock))
    yield machine
    machine.close()


@pytest.fixture
def visitor(camera: SnapshotCameraSimulator) -> Iterator[Visitor]:
    camera.press("take")
    for fault in camera.faults:
        camera.set_fault(fault.name, False)
    visitor = Visitor(LivePapers(SnapshotCamera(camera.path, timeout_s=1.0)))
    yield visitor
    visitor.watch.close()


def test_papers_laid_one_after_the_other_are_taken_by_themselves_once_each(
    camera: SnapshotCameraSimulator, visitor: Visitor
) -> None:
    stay = visitor.watch.want()
    visitor.sees(Advice.LAY_PAPER)
    camera.press("lay_qr")
    form = visitor.has(1)
    assert form.form is PaperForm.A4
    assert QR_SAYS in [code.text for code in form.findings.codes]
    page = cv2.imdecode(np.frombuffer(form.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert page is not None
    assert page.shape[0] > page.shape[1]
    assert page.shape[0] >= 297 / 25.4 * 150, "150 dots per inch"
    wait_for(lambda: visitor.looks[-1].taken)
    camera.press("lay_card")
    assert visitor.has(2).form is PaperForm.CARD
    count = len(visitor.looks)
    wait_for(lambda: len(visitor.looks) > count + 8)
    visitor.has(2)
    assert {taken_for for taken_for, _ in visitor.pages} == {stay}
    assert visitor.threads == {"desk watch"}


def test_a_hand_over_the_paper_is_told_and_nothing_is_taken_until_it_is_away(
    camera: SnapshotCameraSimulator, visitor: Visitor
) -> None:
    camera.set_fault("hand", True)
    camera.press("lay_form")
    visitor.watch.want()
    visitor.sees(Advice.HAND_AWAY)
    assert visitor.pages == []
    camera.set_fault("hand", False)
    visitor.has(1)


def test_the_visitor_may_take_a_page_now_however_it_lies(camera: SnapshotCameraSimulator, visitor: Visitor) -> None:
    camera.set_fault("blurred", True)
    camera.press("lay_form")
    visitor.watch.want()
    visitor.sees(Advice.HOLD_STILL)
    visitor.watch.now()
    visitor.has(1)


def test_a_page_that_still_lies_there_after_a_pause_is_not_taken_again(
    camera: SnapshotCameraSimulator, visitor: Visitor
) -> None:
    camera.press("lay_form")
    first = visitor.watch.want()
    visitor.has(1)
    visitor.watch.pause()
    assert visitor.watch.want() > first
    count = len(visitor.looks)
    wait_for(lambda: len(visitor.looks) > count + 12)
    visitor.has(1)
    assert visitor.looks[-1].taken


def test_an_unplugged_camera_is_told_once_and_comes_back_by_itself(
    camera: SnapshotCameraSimulator, visitor: Visitor
) -> None:
    visitor.watch.want()
    visitor.sees(Advice.LAY_PAPER)
    camera.set_fault("unplugged", True)
    wait_for(lambda: visitor.troubles == [Trouble.OFFLINE])
    camera.set_fault("unplugged", False)
    wait_for(lambda: visitor.troubles == [Trouble.OFFLINE, None])
    camera.press("lay_form")
    visitor.has(1)


def test_what_was_seen_is_overwritten_when_the_visitor_leaves(
    camera: SnapshotCameraSimulator, visitor: Visitor
) -> None:
    visitor.watch.want()
    visitor.sees(Advice.LAY_PAPER)
    visitor.watch.forget()
    count = len(visitor.looks)
    assert not any(one.picture.any() for one in visitor.looks[-3:])
    camera.press("lay_form")
    visitor.watch.want()
    wait_for(lambda: len(visitor.looks) > count)
    visitor.watch.close()
    assert not any(one.picture.any() for one in visitor.looks)


class Dropped(DroppedPapers):
    """Says when it takes what is put there from then on."""

    def __init__(self, folder: WatchedFolder) -> None:
        super().__init__(folder)
        self.opened = threading.Event()

    def open(self) -> None:
        super().open()
        self.opened.set()


@pytest.fixture
def dropping(tmp_path: Path) -> Iterator[tuple[DroppingScanner, Dropped, Visitor]]:
    machine = DroppingScanner(tmp_path / "scans")
    papers = Dropped(WatchedFolder(Path(machine.path), steady_s=0.2))
    visitor = Visitor(papers)
    visitor.watch.want()
    assert papers.opened.wait(10)
    papers.opened.clear()
    yield machine, papers, visitor
    visitor.watch.close()


def test_pages_put_into_the_scanners_folder_come_in_and_broken_ones_are_told(
    dropping: tuple[DroppingScanner, Dropped, Visitor],
) -> None:
    machine, _, visitor = dropping
    assert not visitor.watch.live
    machine.press("scan_pdf")
    assert visitor.has(2).form is PaperForm.A4
    machine.press("scan_huge")
    wait_for(lambda: visitor.troubles == [Trouble.TOO_LARGE])
    machine.press("scan_card")
    assert visitor.has(3).form is PaperForm.CARD
    wait_for(lambda: visitor.troubles == [Trouble.TOO_LARGE, None])
    assert list(Path(machine.path).iterdir()) == []


class Stumbling(DroppedPapers):
    """Has a mistake in itself that shows once."""

    stumbled = False

    def take(self, asked: bool) -> PictureFile | None:
        if not self.stumbled:
            self.stumbled = True
            raise ZeroDivisionError
        return super().take(asked)


def test_a_mistake_of_our_own_is_told_to_the_visitor_and_is_not_the_end(tmp_path: Path) -> None:
    visitor = Visitor(Stumbling(WatchedFolder(tmp_path)))
    visitor.watch.want()
    wait_for(lambda: visitor.troubles == [Trouble.FAILED, None])
    visitor.watch.close()


def test_what_is_scanned_while_nobody_wants_it_is_deleted(dropping: tuple[DroppingScanner, Dropped, Visitor]) -> None:
    machine, papers, visitor = dropping
    visitor.watch.pause()
    machine.press("scan_card")
    visitor.watch.want()
    assert papers.opened.wait(10)
    assert list(Path(machine.path).iterdir()) == []
    machine.press("scan_form")
    assert visitor.has(1).form is PaperForm.A4


def test_what_was_wrong_with_one_visitors_paper_is_not_told_to_the_next(
    dropping: tuple[DroppingScanner, Dropped, Visitor],
) -> None:
    machine, papers, visitor = dropping
    machine.press("scan_huge")
    wait_for(lambda: visitor.troubles == [Trouble.TOO_LARGE])
    visitor.watch.forget()
    visitor.watch.want()
    assert papers.opened.wait(10)
    wait_for(lambda: visitor.troubles == [Trouble.TOO_LARGE, None])


def test_a_scanner_scans_when_it_is_told_and_says_what_is_wrong_until_it_is_told_again(tmp_path: Path) -> None:
    machine = ScannerSimulator(tmp_path / "sane")
    visitor = Visitor(AskedPapers(Scanner(machine.path, resolution_dpi=75, config_dir=machine.config_dir)))
    try:
        machine.set_fault("cover_open", True)
        visitor.watch.want()
        visitor.watch.now()
        wait_for(lambda: visitor.troubles == [Trouble.COVER_OPEN])
        machine.set_fault("cover_open", False)
        visitor.watch.now()
        visitor.has(1)
        wait_for(lambda: visitor.troubles == [Trouble.COVER_OPEN, None])
    finally:
        visitor.watch.close()


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_said_in_both_languages(trouble: Trouble) -> None:
    assert trouble_sentence("zh_CN", trouble) != trouble_sentence("en", trouble)
