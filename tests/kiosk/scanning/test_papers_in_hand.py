"""Pages held for a visitor: counted, dropped, handed over sealed, and forgotten without a trace."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest

from kiosk.scanning.findings import PageFindings
from kiosk.scanning.handover import KEPT_S, Handover, PaperKey, Purpose
from kiosk.scanning.papers_in_hand import MOST_PAGES, PapersInHand
from kiosk.scanning.sheet import PaperForm
from kiosk.scanning.spool import Spool, SpoolFullError
from kiosk.scanning.taken_page import TakenPage
from queue_server.contract.plan import load
from queue_server.sealing import About, new_private_key, open_sealed, public_key_of
from tests.devices.clock import HandClock
from tests.running_hall import ROOT, wait_for

SERVER = new_private_key()
KEY = PaperKey("puyang", public_key_of(SERVER))
PURPOSE = Purpose("wish-1", load(ROOT / "assets/halls/puyang.toml").matter[0], "2026-11-24")


def page(shade: int = 200, form: PaperForm = PaperForm.A4) -> TakenPage:
    picture = np.full((297, 210, 3), shade, np.uint8)
    _, written = cv2.imencode(".jpg", picture)
    return TakenPage(bytearray(written), form, PageFindings(), picture[::4, ::4].copy())


class Server:
    """What the handover is given: a spool that may be full."""

    def __init__(self) -> None:
        self.full = False
        self.sealed: dict[str, bytes] = {}
        self.clock = HandClock()
        self.handover = Handover(KEY, self._put, self.clock)
        self.hand = PapersInHand(self.handover)

    def _put(self, id: str, sealed: bytes) -> None:
        if self.full:
            raise SpoolFullError("full")
        self.sealed[id] = sealed

    def opened(self) -> dict[str, tuple[About, pikepdf.Pdf]]:
        """What was sealed, by its material."""
        both = (open_sealed(SERVER, sealed) for sealed in self.sealed.values())
        return {about.material: (about, pikepdf.open(io.BytesIO(plain))) for about, plain in both}


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.handover.start()
    yield server
    server.handover.close()


def test_pages_are_counted_by_material_and_the_last_can_be_dropped(server: Server) -> None:
    first, second = page(100), page(200)
    assert server.hand.add("居民身份证", first)
    assert server.hand.add("居民身份证", second)
    assert server.hand.add("银行卡", page())
    assert (server.hand.count("居民身份证"), server.hand.count("银行卡"), server.hand.count("户口本")) == (2, 1, 0)
    assert [int(preview.mean()) for preview in server.hand.previews("居民身份证")] == [100, 200]
    assert server.hand.drop_last("居民身份证")
    assert server.hand.count("居民身份证") == 1
    assert not any(second.jpeg)
    assert not server.hand.drop_last("户口本")


def test_one_page_too_many_is_refused_and_overwritten(server: Server) -> None:
    for _ in range(MOST_PAGES):
        assert server.hand.add("居民身份证", page())
    more = page()
    assert not server.hand.add("居民身份证", more)
    assert not any(more.jpeg)
    assert server.hand.count("居民身份证") == MOST_PAGES


def test_each_material_becomes_one_sealed_pdf_for_its_matter_alone(server: Server) -> None:
    pages = [page(form=PaperForm.CARD), page(form=PaperForm.CARD), page()]
    server.hand.add("居民身份证", pages[0])
    server.hand.add("居民身份证", pages[1])
    server.hand.add("申请表", pages[2])
    server.hand.add("没有扫", page())
    server.hand.drop_last("没有扫")
    assert server.hand.hand_over(PURPOSE) == 2
    assert server.hand.count("居民身份证") == 0
    wait_for(lambda: len(server.sealed) == 2)
    opened = server.opened()
    assert {material: len(pdf.pages) for material, (_, pdf) in opened.items()} == {"居民身份证": 2, "申请表": 1}
    about, pdf = opened["居民身份证"]
    assert about == About(hall="puyang", owner="wish-1", matter="A01", material="居民身份证")
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [54, 86]
    wait_for(lambda: not any(any(one.jpeg) for one in pages))


def test_the_same_material_of_the_same_wish_replaces_itself(server: Server) -> None:
    for shade in (100, 200):
        server.hand.add("居民身份证", page(shade))
        server.hand.hand_over(PURPOSE)
    wait_for(lambda: server.handover.waiting() == 0)
    assert len(server.sealed) == 1


def test_papers_wait_for_room_on_the_disk(server: Server) -> None:
    server.full = True
    server.hand.add("居民身份证", page())
    server.hand.hand_over(PURPOSE)
    assert server.handover.waiting() == 1
    server.handover.take(PURPOSE, "申请表", [page()])
    assert server.handover.waiting() == 2
    server.full = False
    wait_for(lambda: server.handover.waiting() == 0)
    assert set(server.opened()) == {"居民身份证", "申请表"}


def test_papers_for_which_there_is_no_room_are_kept_for_a_quarter_of_an_hour(server: Server) -> None:
    server.full = True
    old = page()
    server.handover.take(PURPOSE, "居民身份证", [old])
    server.clock.advance(KEPT_S - 1)
    server.handover.take(PURPOSE, "申请表", [page()])
    assert server.handover.waiting() == 2
    server.clock.advance(2)
    wait_for(lambda: server.handover.waiting() == 1)
    assert not any(old.jpeg)


def test_a_page_that_makes_no_pdf_holds_up_no_other(server: Server) -> None:
    broken = page()
    broken.jpeg[:] = b"no picture"
    server.handover.take(PURPOSE, "坏的", [broken])
    server.handover.take(PURPOSE, "申请表", [page()])
    wait_for(lambda: server.handover.waiting() == 0)
    assert set(server.opened()) == {"申请表"}


def test_a_wipe_and_the_end_leave_nothing(server: Server) -> None:
    in_hand, on_its_way = page(), page()
    server.full = True
    server.handover.take(PURPOSE, "申请表", [on_its_way])
    server.hand.add("居民身份证", in_hand)
    (preview,) = server.hand.previews("居民身份证")
    server.hand.wipe()
    server.handover.close()
    assert server.hand.count("居民身份证") == 0
    assert not any(in_hand.jpeg)
    assert not preview.any()
    assert not any(on_its_way.jpeg)


def test_no_plain_byte_touches_the_disk(tmp_path: Path, server: Server) -> None:
    server.hand.add("居民身份证", page())
    server.hand.hand_over(PURPOSE)
    wait_for(lambda: server.sealed)
    spool = Spool(tmp_path, datetime.now(UTC))
    for id, sealed in server.sealed.items():
        spool.put(id, sealed, datetime.now(UTC))
    (file,) = tmp_path.iterdir()
    assert b"%PDF" not in file.read_bytes()
    assert "wish-1" not in file.name


def test_no_picture_of_a_visitor_stays_in_the_memory_of_the_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.kiosk.scanning.forgetful", str(tmp_path / "spool")]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = subprocess.run(
        command, cwd=ROOT, env={"PATH": "", "TMPDIR": str(temporary)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    before, after = (int(count) for count in done.stdout.split())
    assert before > 0
    assert after == 0
    assert list(temporary.iterdir()) == []
    assert len(list((tmp_path / "spool").iterdir())) == 1
