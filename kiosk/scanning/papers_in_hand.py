"""The pages that one visitor has scanned, by material, in memory only, until they are handed over or forgotten."""

import threading

import numpy as np
from numpy.typing import NDArray

from kiosk.scanning.handover import Handover, Purpose
from kiosk.scanning.taken_page import TakenPage

Picture = NDArray[np.uint8]

MOST_PAGES = 20
"""Of one material."""
MOST_BYTES = 96 << 20
"""Of one visit."""


class PapersInHand:
    """Safe for several threads; no call waits for anything."""

    def __init__(self, handover: Handover) -> None:
        self._handover = handover
        self._lock = threading.Lock()
        self._pages: dict[str, list[TakenPage]] = {}

    def add(self, material: str, page: TakenPage) -> bool:
        """Keeps a page, which is ours from now on; false where there are too many already, and the page is wiped."""
        with self._lock:
            pages = self._pages.setdefault(material, [])
            held = sum(len(one.jpeg) for pages in self._pages.values() for one in pages)
            if len(pages) >= MOST_PAGES or held + len(page.jpeg) > MOST_BYTES:
                page.wipe()
                return False
            pages.append(page)
            return True

    def drop_last(self, material: str) -> bool:
        """Forgets the last page of a material; whether there was one."""
        with self._lock:
            pages = self._pages.get(material)
            if not pages:
                return False
            pages.pop().wipe()
            return True

    def count(self, material: str) -> int:
        """How many pages a material has."""
        with self._lock:
            return len(self._pages.get(material, ()))

    def previews(self, material: str) -> tuple[Picture, ...]:
        """A small picture of each page in BGR, for showing at once; they turn black when the page is forgotten."""
        with self._lock:
            return tuple(page.preview for page in self._pages.get(material, ()))

    def hand_over(self, purpose: Purpose) -> int:
        """Gives everything away for sealing, and has nothing from then on; the number of materials given."""
        with self._lock:
            given = {material: pages for material, pages in self._pages.items() if pages}
            self._pages = {}
        for material, pages in given.items():
            self._handover.take(purpose, material, pages)
        return len(given)

    def wipe(self) -> None:
        """Overwrites every page that was not handed over."""
        with self._lock:
            for pages in self._pages.values():
                for page in pages:
                    page.wipe()
            self._pages = {}
