"""A kiosk's papers from the camera to the spool, after which its own memory is searched for what they said.

Run with a folder; prints how often it was found before and after everything was forgotten, as two numbers.
"""

import gc
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from devices.capture.source import Picture
from kiosk.scanning.desk_watch import DeskWatch
from kiosk.scanning.handover import Handover, PaperKey, Purpose
from kiosk.scanning.papers_in_hand import PapersInHand
from kiosk.scanning.spool import Spool
from kiosk.scanning.taken_page import TakenPage
from queue_server.contract.plan import load
from queue_server.sealing import new_private_key, public_key_of
from tests.running_hall import ROOT, wait_for

MARK_BYTES = 4096
SEARCHED = 64


class Desk:
    """A source whose every picture bears the mark."""

    live = True

    def __init__(self, picture: bytearray) -> None:
        self._picture = picture

    def open(self) -> None:
        """It is there."""

    def take(self, asked: bool) -> Picture | None:
        """The same picture again, in memory of its own."""
        return Picture(bytes(self._picture), "jpeg", 1280, 960)

    def rest(self) -> None:
        """Nothing to let go of."""

    def close(self) -> None:
        """Nothing to let go of."""


def marked_jpeg(mark: bytes) -> bytearray:
    """A photo of a paper with the mark in a comment of the file."""
    photo = np.full((960, 1280, 3), 60, np.uint8)
    cv2.rectangle(photo, (300, 200), (900, 800), (235, 235, 235), -1)
    _, written = cv2.imencode(".jpg", photo)
    jpeg = bytearray(written)
    return jpeg[:2] + b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark + jpeg[2:]


def found(backwards: bytes) -> int:
    """How often the memory that can be written holds what was searched, which is given backwards so as not to be it."""
    count = 0
    with Path("/proc/self/maps").open() as maps, Path("/proc/self/mem").open("rb", 0) as memory:
        for line in maps.read().splitlines():
            where, rights = line.split()[:2]
            if not rights.startswith("rw") or line.endswith(("[vvar]", "[vsyscall]")):
                continue
            first, last = (int(part, 16) for part in where.split("-"))
            for start in range(first, last, 1 << 20):
                memory.seek(start)
                piece = bytearray(memory.read(min((1 << 20) + SEARCHED, last - start)))
                count += piece[::-1].count(backwards)
                piece[:] = bytes(len(piece))
    return count


def keep(spool: Spool, id: str, sealed: bytes) -> None:
    """As the uploader does."""
    spool.put(id, sealed, datetime.now(UTC))


def main(folder: Path) -> None:
    """The whole way, once."""
    key = PaperKey("puyang", public_key_of(new_private_key()))
    spool = Spool(folder, datetime.now(UTC))
    handover = Handover(key, lambda id, sealed: keep(spool, id, sealed))
    hand = PapersInHand(handover)
    mark = bytearray(os.urandom(MARK_BYTES))
    backwards = bytes(mark[SEARCHED - 1 :: -1])
    picture = marked_jpeg(bytes(mark))
    mark[:] = bytes(len(mark))
    came = threading.Event()

    def taken(stay: int, page: TakenPage) -> None:
        page.jpeg[:] = picture
        hand.add("居民身份证", page)
        came.set()

    watch = DeskWatch(Desk(picture), taken=taken)
    watch.start()
    handover.start()
    watch.want()
    watch.now()
    assert came.wait(20)
    before = found(backwards)
    watch.forget()
    matter = load(ROOT / "assets/halls/puyang.toml").matter[0]
    hand.hand_over(Purpose("wish-1", matter, "2026-11-24"))
    wait_for(lambda: handover.waiting() == 0)
    watch.close()
    hand.wipe()
    picture[:] = bytes(len(picture))
    gc.collect()
    handover.close()
    print(before, found(backwards))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
