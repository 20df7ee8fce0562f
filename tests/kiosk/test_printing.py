"""The printer's thread: each slip once, an honest word about each, trouble told when it comes and goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.printer import EscposPrinter
from devices.simulator import PrinterSimulator
from devices.transport import Serial
from kiosk.printing import Printing
from kiosk.slip import slip_of
from kiosk.troubles import health, notice, slip_sentence
from kiosk.visit import Paper, SlipState
from tests.kiosk.glass import until
from tests.kiosk.scenes import NOON, issued, plan


class Desk:
    """A simulated printer with the thread that looks after it."""

    def __init__(self, folder: Path) -> None:
        self.paper = PrinterSimulator(folder / "printer")
        self.troubles: list[str] = []
        self.settled: list[SlipState] = []
        self.printing = Printing(EscposPrinter(Serial(self.paper.path)), self.troubles.append)
        self.printing.start()
        until(lambda: self.troubles == [""], "a printer that is well")

    def print(self) -> SlipState:
        before = len(self.settled)
        self.printing.print(slip_of(plan(), issued(), "zh_CN"), self.settled.append)
        until(lambda: len(self.settled) > before, "the outcome")
        return self.settled[-1]

    def close(self) -> None:
        for fault in self.paper.faults:
            self.paper.set_fault(fault.name, False)
        self.printing.close()
        self.paper.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.close()


def test_a_slip_is_printed(desk: Desk) -> None:
    assert desk.print() == SlipState(Paper.PRINTED)
    until(lambda: len(desk.paper.pictures()) == 1, "the slip")


@pytest.mark.parametrize(
    ("fault", "reason"), [("paper_out", "paper_out"), ("cover_open", "cover_open"), ("unplugged", "offline")]
)
def test_a_slip_that_cannot_be_printed_needs_a_person_and_never_comes_later(
    desk: Desk, fault: str, reason: str
) -> None:
    desk.paper.set_fault(fault, True)
    assert desk.print() == SlipState(Paper.PERSON_NEEDED, reason)
    until(lambda: desk.troubles[-1] == reason, "the trouble to be told")
    desk.paper.set_fault(fault, False)
    until(lambda: desk.troubles[-1] == "", "the trouble to go")
    assert desk.paper.pictures() == ()


def test_paper_that_ends_in_the_middle_is_told_and_the_slip_is_not_repeated(desk: Desk) -> None:
    desk.paper.paper_out_after(200)
    assert desk.print() == SlipState(Paper.PERSON_NEEDED, "cut_short")
    desk.paper.set_fault("paper_out", False)
    until(lambda: desk.troubles[-1] == "", "the trouble to go")
    assert len(desk.paper.pictures()) == 1


def test_a_printer_that_says_nothing_leaves_it_unknown(desk: Desk) -> None:
    desk.paper.set_fault("silent", True)
    assert desk.print() == SlipState(Paper.UNKNOWN)


@pytest.mark.parametrize(
    "reason", ["paper_out", "cover_open", "cutter", "head_hot", "broken", "offline", "late", "cut_short", "no_printer"]
)
def test_every_trouble_tells_the_visitor_the_number_and_the_staff_what_to_do(reason: str) -> None:
    for language in ("zh_CN", "en"):
        assert "B012" in slip_sentence(language, "B012", SlipState(Paper.PERSON_NEEDED, reason))
        assert notice(language, reason)
    told = health("slip-printer-1", reason, NOON)
    assert told.state == "broken"
    assert told.remedy
