"""A visitor's pages from the kiosk's hands into the vault of a real hall, whose web comes up only later."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from kiosk.scanning.handover import Handover, PaperKey, Purpose
from kiosk.scanning.papers_in_hand import PapersInHand
from kiosk.scanning.uploading import uploader_of
from queue_server.contract.credential import load_credential
from tests.kiosk.scanning.test_papers_in_hand import page
from tests.papers.test_over_https import kept, start
from tests.running_hall import RunningHall, wait_for


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[RunningHall]:
    running = RunningHall(tmp_path)
    try:
        running.start_server()
        yield running
    finally:
        running.close()


def test_papers_scanned_before_the_server_was_ever_reached_arrive_when_it_is(hall: RunningHall, tmp_path: Path) -> None:
    credential = load_credential(hall.state / "clients/kiosk-1.json")
    uploader = uploader_of(tmp_path / "spool", credential)
    assert uploader is not None
    assert credential.papers is not None
    handover = Handover(PaperKey(credential.hall, credential.papers.key), uploader.put)
    hand = PapersInHand(handover)
    uploader.start()
    handover.start()
    try:
        hand.add("居民身份证", page())
        hand.hand_over(Purpose("wish-1", hall.plan.matters["A01"], "2026-11-24"))
        start(hall)
        wait_for(lambda: handover.waiting() == 0 and uploader.waiting() == 0)
    finally:
        handover.close()
        uploader.close()
    (plain,) = kept(hall)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        assert len(pdf.pages) == 1
