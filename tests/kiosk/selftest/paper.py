"""A printer and a reader on simulated lines, with the kiosk's own threads at them, and somebody who holds the page."""

import io
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image

from devices.printer import EscposPrinter
from devices.reader import SerialReader
from devices.reader.picture import decode_picture
from devices.simulator import PrinterSimulator, ReaderSimulator
from devices.transport import Serial
from kiosk.printing import Printing
from kiosk.reading import Reading
from kiosk.selftest import Finding, Progress
from kiosk.selftest.codes import Codes
from kiosk.selftest.page import TestPage
from kiosk.selftest.paper_loop import PaperLoop
from tests.kiosk.glass import until

PAGE = TestPage(
    hall="蒲阳镇便民服务大厅",
    terminal="kiosk-1",
    at="2026-11-27 10:00:00",
    code="TINGHAO-0123456789AB",
    version="2026.12.1",
    hall_version="2026.12.1",
    calendar="2027-12-31",
    pattern="8888",
)


class PaperDesk:
    """One printer, one reader; `visitors` has the codes that no self-test took."""

    def __init__(self, folder: Path) -> None:
        self.printer = PrinterSimulator(folder / "printer")
        self.reader = ReaderSimulator(folder / "reader")
        self.codes = Codes()
        self.visitors: list[str] = []
        troubles: list[str] = []
        links: list[object] = []
        self.printing = Printing(EscposPrinter(Serial(self.printer.path)), troubles.append)
        self.reading = Reading(SerialReader(Serial(self.reader.path)), self._seen, links.append)
        self.printing.start()
        self.reading.start()
        until(lambda: troubles == [""] and len(links) > 1, "a printer and a reader that are well")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for fault in self.printer.faults:
            self.printer.set_fault(fault.name, False)
        self.printing.close()
        self.reading.close()
        self.printer.close()
        self.reader.close()

    def loop(self, hold_s: float = 30.0, code: str = "TINGHAO-0123456789AB") -> PaperLoop:
        """The check; its page bears `code`."""
        return PaperLoop(
            lambda written: TestPage(**{**vars(PAGE), "code": written}),
            self.printing,
            self.printer.path,
            self.codes,
            lambda: self.reading.refused,
            hold_s,
            code=lambda: code,
        )

    def looks(self, loop: PaperLoop, hold: "Holding" = lambda desk: None) -> list[Progress]:
        """What came of it; `hold` is done by a person as soon as the page is asked for."""
        came: list[Progress] = []
        asked = False
        for progress in loop.look():
            came.append(progress)
            if not asked and not isinstance(progress, Finding) and progress.left_s:
                asked = True
                threading.Thread(target=hold, args=(self,), daemon=True).start()
        return came

    def page(self) -> Image.Image:
        """The newest page that came out."""
        return Image.open(io.BytesIO(self.printer.pictures()[-1].png))

    def hold_page(self) -> None:
        """Holds the newest page before the reader: what is printed on it is what is read."""
        until(lambda: bool(self.printer.pictures()), "the page")
        for code in decode_picture(self.page()):
            self.reader.scan(code.text)

    def _seen(self, code: str) -> None:
        if not self.codes.heard(code):
            self.visitors.append(code)


Holding = Callable[[PaperDesk], object]
"""What a person does."""


def findings(progress: list[Progress]) -> dict[str, Finding]:
    """The findings by what they are about."""
    return {one.check: one for one in progress if isinstance(one, Finding)}
