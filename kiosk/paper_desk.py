"""Where papers are scanned in, for one visitor after the other: pages come from the sources, go to the window."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk import visit as v
from kiosk.scanning.desk_watch import DeskWatch, LivePicture
from kiosk.scanning.findings import PageFindings
from kiosk.scanning.handover import Purpose
from kiosk.scanning.papers_in_hand import PapersInHand
from kiosk.scanning.taken_page import TakenPage
from kiosk.scanning.trouble import Trouble
from kiosk.trace import trace

log = logging.getLogger(__name__)

Picture = NDArray[np.uint8]

LONGEST_CODE = 24
"""Characters of a code that are shown; a longer one is only named."""
SQUARE = frozenset({"QRCode", "PDF417", "DataMatrix"})
"""Codes that people call 二维码; all others are bars."""


@dataclass(frozen=True, eq=False)
class DeskView:
    """What there is to be seen of the scanning.

    Attributes:
        there: there is something to scan with.
        sees: it has live pictures.
        live: the newest of them.
        previews: the pages of the paper that is being scanned, small, in BGR.
    """

    there: bool = False
    sees: bool = False
    live: LivePicture | None = None
    trouble: Trouble | None = None
    previews: tuple[Picture, ...] = ()


class PaperDesk:
    """Belongs to the screen's thread; what the sources' threads say is brought here by `post`.

    Args:
        post: brings a call to the screen's thread.
        tell: told how much of a paper is scanned.
        changed: told when there is something else to be seen.
    """

    def __init__(
        self,
        hand: PapersInHand,
        *,
        post: Callable[[Callable[[], None]], None],
        tell: Callable[[v.PagesCame], None],
        changed: Callable[[], None],
    ) -> None:
        self._hand = hand
        self._post, self._tell, self._changed = post, tell, changed
        self._watches: list[DeskWatch] = []
        self._stays: dict[DeskWatch, int] = {}
        self._material = ""
        self._read: dict[str, list[v.ReadCode]] = {}
        self._live: LivePicture | None = None
        self._drawing = False
        self._trouble: Trouble | None = None

    def add(self, watch: DeskWatch) -> None:
        """One more source of papers; its listeners are `live`, `taken` and `troubled` of this desk."""
        self._watches.append(watch)

    @property
    def view(self) -> DeskView:
        """What there is to be seen now."""
        return DeskView(
            there=bool(self._watches),
            sees=any(watch.live for watch in self._watches),
            live=self._live,
            trouble=self._trouble,
            previews=self._hand.previews(self._material) if self._material else (),
        )

    def want(self, material: str) -> None:
        """Pages laid down from now on are of this paper."""
        self._material = material
        self._stays = {watch: watch.want() for watch in self._watches}

    def take_now(self) -> None:
        """The page as it lies."""
        for watch in self._watches:
            watch.now()

    def stop(self) -> None:
        """No more pages of the paper."""
        for watch in self._watches:
            watch.pause()
        self._stays, self._material, self._live = {}, "", None

    def drop_last(self, material: str) -> None:
        """The newest page of the paper was not good."""
        if self._hand.drop_last(material):
            if not self._hand.count(material):
                self._read.pop(material, None)
            self._tell_of(material)

    def hand_over(self, purpose: Purpose) -> None:
        """Everything goes to the window; nothing of it is here any more."""
        self.stop()
        if count := self._hand.hand_over(purpose):
            log.info("%d papers go to the window", count)
        self._forget()

    def forget(self) -> None:
        """The visitor has left."""
        self.stop()
        self._hand.wipe()
        self._forget()

    def live(self, picture: LivePicture) -> None:
        """A source's live picture, on its thread; those that come while one is being drawn are left out."""
        if not self._drawing:
            self._drawing = True
            self._post(lambda: self._see(picture))

    def taken(self, watch: DeskWatch, stay: int, page: TakenPage) -> None:
        """A source's page, on its thread."""
        self._post(lambda: self._keep(watch, stay, page))

    def troubled(self, trouble: Trouble | None) -> None:
        """A source's trouble came or went, on its thread."""
        self._post(lambda: self._set_trouble(trouble))

    def _see(self, picture: LivePicture) -> None:
        self._drawing = False
        if picture.stay in self._stays.values():
            self._live = picture
            self._changed()

    def _set_trouble(self, trouble: Trouble | None) -> None:
        self._trouble = trouble
        self._changed()

    def _keep(self, watch: DeskWatch, stay: int, page: TakenPage) -> None:
        """Keeps a page, unless it came for a visitor who has left."""
        if self._stays.get(watch) != stay or not self._material:
            page.wipe()
            return
        material = self._material
        read = read_codes(page.findings)
        if self._hand.add(material, page):
            self._read.setdefault(material, []).extend(read)
        self._tell_of(material)

    def _tell_of(self, material: str) -> None:
        read = tuple(dict.fromkeys(self._read.get(material, ())))
        trace("pages", material=material, count=self._hand.count(material))
        self._tell(v.PagesCame(v.ScannedPaper(material, self._hand.count(material), read)))

    def _forget(self) -> None:
        self._read.clear()
        for watch in self._watches:
            watch.forget()


def read_codes(findings: PageFindings) -> tuple[v.ReadCode, ...]:
    """What was read on a page as it may be shown: identity numbers masked, and no code that holds one."""
    private = [number.reveal() for number in findings.id_numbers]
    codes = []
    for code in findings.codes:
        hidden = len(code.text) > LONGEST_CODE or any(number in code.text for number in private)
        text = "" if hidden or not code.text.isprintable() else code.text
        codes.append(v.ReadCode("qr" if code.symbology in SQUARE else "bars", text))
    return (*(v.ReadCode("id_number", masked) for masked in findings.masked), *codes)
