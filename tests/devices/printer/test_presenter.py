"""A slip in the printer's mouth: present, taken, taken back, jammed; and jobs with ids."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from devices.errors import PersonNeededError, PersonReason
from devices.printer import (
    PAPER_80_MM,
    Document,
    EscposPrinter,
    Line,
    Paper,
    Presenter,
    PrinterStatus,
    PrintJob,
    PrintResult,
    StatusChange,
    encode,
    profile_named,
)
from devices.printer.presenter import followed
from devices.printer.profile_files import FOLDER
from devices.printer.slip_mouth import RETRACTING_S
from devices.simulator import PrinterSimulator
from devices.simulator.tcp_port import TcpPort
from devices.transport import Serial, Tcp
from tests.devices.clock import HandClock
from tests.devices.printer.slips import slip

RETRACT_AFTER_S = 30.0


class Kiosk:
    """A Custom printer with a mouth and the driver that looks after it."""

    def __init__(self, path: Path) -> None:
        self.machine = PrinterSimulator(path, presenter=True)
        self.clock = HandClock()
        self.told: list[StatusChange] = []
        profile = profile_named("custom-vkp80", FOLDER)
        self.printer = EscposPrinter(
            Serial(self.machine.path), profile, answer_timeout_s=0.3, clock=self.clock, changed=self.told.append
        )

    def mouth(self) -> Presenter:
        return self.printer.poll().status.presenter

    def steps(self) -> list[object]:
        return [change.new for change in self.told if change.what == "presenter"]


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path / "printer")
    yield made
    made.printer.close()
    made.machine.close()


def test_a_slip_is_present_until_it_is_taken_and_each_step_is_told_once(kiosk: Kiosk) -> None:
    assert kiosk.mouth() is Presenter.EMPTY
    kiosk.machine.set_fault("not_taken", True)
    outcome = kiosk.printer.print(slip())
    assert outcome.result is PrintResult.PRINTED
    assert outcome.status.presenter is Presenter.PRESENT
    assert [kiosk.mouth() for _ in range(3)] == [Presenter.PRESENT] * 3
    kiosk.machine.set_fault("not_taken", False)
    assert [kiosk.mouth() for _ in range(2)] == [Presenter.TAKEN] * 2
    assert kiosk.steps() == [Presenter.EMPTY, Presenter.PRESENT, Presenter.TAKEN]


def test_a_slip_nobody_takes_is_taken_back_after_its_time(kiosk: Kiosk) -> None:
    kiosk.machine.set_fault("not_taken", True)
    kiosk.printer.print(slip())
    kiosk.clock.advance(RETRACT_AFTER_S - 1)
    assert kiosk.mouth() is Presenter.PRESENT
    kiosk.clock.advance(2)
    assert kiosk.mouth() is Presenter.RETRACTED
    assert not kiosk.machine.in_output
    assert kiosk.mouth() is Presenter.RETRACTED


def test_a_slip_that_cannot_be_taken_back_calls_a_person(kiosk: Kiosk) -> None:
    kiosk.machine.set_fault("not_taken", True)
    kiosk.machine.set_fault("retract_fails", True)
    kiosk.printer.print(slip())
    kiosk.clock.advance(RETRACT_AFTER_S + 1)
    assert kiosk.printer.poll().person_needed is None
    kiosk.clock.advance(RETRACTING_S)
    assert kiosk.printer.poll().person_needed is PersonReason.TAKE_PAPER
    kiosk.machine.set_fault("not_taken", False)
    assert kiosk.printer.poll().person_needed is None


def test_a_jam_calls_a_person_and_nothing_is_sent(kiosk: Kiosk) -> None:
    kiosk.machine.set_fault("jammed", True)
    with pytest.raises(PersonNeededError) as caught:
        kiosk.printer.print(slip())
    assert caught.value.reason is PersonReason.PAPER_JAM
    assert kiosk.mouth() is Presenter.JAMMED
    assert kiosk.machine.slip_bytes_total == 0
    kiosk.machine.set_fault("jammed", False)
    assert kiosk.mouth() is Presenter.EMPTY


def test_silence_says_nothing_about_the_mouth(kiosk: Kiosk) -> None:
    assert kiosk.mouth() is Presenter.EMPTY
    kiosk.machine.set_fault("silent", True)
    assert kiosk.mouth() is Presenter.UNKNOWN
    assert kiosk.printer.health.person_needed is None


@pytest.mark.parametrize(
    ("old", "in_output", "jammed", "retracted", "new"),
    [
        (Presenter.UNKNOWN, None, None, False, Presenter.UNKNOWN),
        (Presenter.UNKNOWN, False, False, False, Presenter.EMPTY),
        (Presenter.EMPTY, True, False, False, Presenter.PRESENT),
        (Presenter.PRESENT, False, False, False, Presenter.TAKEN),
        (Presenter.PRESENT, False, False, True, Presenter.RETRACTED),
        (Presenter.PRESENT, None, None, False, Presenter.UNKNOWN),
        (Presenter.PRESENT, True, True, False, Presenter.JAMMED),
        (Presenter.JAMMED, False, False, False, Presenter.EMPTY),
        (Presenter.TAKEN, False, False, False, Presenter.TAKEN),
        (Presenter.TAKEN, True, False, False, Presenter.PRESENT),
    ],
)
def test_where_the_slip_is_follows_from_where_it_was(
    old: Presenter, in_output: bool | None, jammed: bool | None, retracted: bool, new: Presenter
) -> None:
    assert followed(old, PrinterStatus(in_output=in_output, jammed=jammed), retracted=retracted) is new


def test_a_kiosk_printer_tells_who_it_is_and_how_much_paper_is_left(kiosk: Kiosk) -> None:
    assert kiosk.printer.identity() == "5D"
    assert kiosk.printer.remaining_paper_cm() == 510
    kiosk.machine.set_fault("silent", True)
    assert kiosk.printer.identity() is None
    assert kiosk.printer.remaining_paper_cm() is None


def test_a_job_is_complete_only_when_the_printer_says_so_and_a_second_print_shows(
    printer_machine: PrinterSimulator,
) -> None:
    printer = EscposPrinter(Serial(printer_machine.path), answer_timeout_s=0.15)
    job = PrintJob("A012", slip())
    printer_machine.set_fault("paper_out", True)
    with pytest.raises(PersonNeededError):
        printer.print(job)
    printer_machine.set_fault("paper_out", False)
    first = printer.print(job)
    assert (first.job_id, first.complete, first.reprint) == ("A012", True, False)
    second = printer.print(job)
    assert (second.complete, second.reprint) == (True, True)
    marked = Document((Line("补打", align="right"), *slip().parts))
    assert second.slip_bytes == len(encode(marked, PAPER_80_MM))
    assert len(printer_machine.pictures()) == 2
    printer_machine.paper_out_after(300)
    torn = printer.print(PrintJob("A013", slip()))
    assert not torn.complete
    printer_machine.set_fault("paper_out", False)
    assert printer.print(PrintJob("A013", slip(), reprint_line="")).reprint
    printer.close()


def test_the_unasked_status_is_enough_where_questions_are_not_answered() -> None:
    def on_bytes(_: bytes) -> None:
        port.send(b"\x38\x00\x03\x00")

    port = TcpPort(on_bytes)
    host, number = port.path.split(":")
    profile = msgspec.structs.replace(PAPER_80_MM, automatic_status="on", near_end=True)
    printer = EscposPrinter(Tcp(host, int(number)), profile, answer_timeout_s=0.1)
    health = printer.poll()
    assert health.person_needed is PersonReason.COVER_OPEN
    assert health.status.paper is Paper.LOW
    printer.close()
    port.close()
