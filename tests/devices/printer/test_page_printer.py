"""Pages on a real IPP printer process: what comes out, what does not, and that nothing comes out later."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.errors import DeviceOfflineError, PersonReason, TextRefusedError, WrongAnswerError
from devices.link import LinkState
from devices.printer import Paper, PrinterStatus, PrintOutcome, PrintResult
from devices.printer.ipp import JobState, ask, reasons_in, status_in, suspected
from devices.printer.page_printer import PagePrinter
from devices.printer.pages import LINES, pdf_of
from tests.devices.clock import HandClock
from tests.devices.printer.ipp_machine import IppMachine
from tests.devices.waiting import wait_until


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[IppMachine]:
    made = IppMachine(tmp_path)
    yield made
    made.close()


def printer_at(machine: IppMachine, *, finish_timeout_s: float = 30.0) -> PagePrinter:
    return PagePrinter(machine.uri, answer_timeout_s=2.0, finish_timeout_s=finish_timeout_s)


def test_a_page_is_printed_once_and_complete_only_when_the_printer_says_so(machine: IppMachine) -> None:
    printer = printer_at(machine)
    machine.hold()
    outcomes: list[PrintOutcome] = []
    thread = threading.Thread(target=lambda: outcomes.append(printer.print("办事指南\n请等候", job_id="G1")))
    thread.start()
    wait_until(lambda: len(machine.printed()) == 1)
    assert outcomes == []
    machine.go_on()
    thread.join(20)
    (outcome,) = outcomes
    assert outcome.result is PrintResult.PRINTED
    assert outcome.complete
    assert not outcome.reprint
    assert [len(content) for content in machine.printed()] == [outcome.slip_bytes]
    assert printer.health.link is LinkState.READY
    assert printer.status().paper is Paper.OK


def test_a_second_print_under_one_id_is_allowed_and_marked(machine: IppMachine) -> None:
    printer = printer_at(machine)
    assert not printer.print("一", job_id="G1").reprint
    again = printer.print("一", job_id="G1")
    assert (again.reprint, again.job_id) == (True, "G1")
    assert not printer.print("一").reprint
    assert len(machine.printed()) == 3


def test_pages_that_hang_are_cancelled_and_the_printer_s_word_is_the_reason(machine: IppMachine) -> None:
    printer = printer_at(machine, finish_timeout_s=1.0)
    machine.says("+media-jam")
    machine.hold()
    outcome = printer.print("一")
    assert outcome.result is PrintResult.CUT_SHORT
    assert outcome.reason is PersonReason.PAPER_JAM
    assert any(reason.startswith("media-jam") for reason in printer.reasons)
    machine.go_on()


def test_a_job_waiting_for_paper_is_taken_back(machine: IppMachine) -> None:
    printer = printer_at(machine)
    machine.says("+media-empty")
    printer.print("一")
    outcome = printer.print("二")
    assert outcome.result is PrintResult.CUT_SHORT
    assert outcome.reason is PersonReason.PAPER_OUT
    job = ask("job", machine.uri, timeout_s=2.0, job=2)
    assert job["job-state"] == JobState.CANCELED or job["job-state-reasons"] == "processing-to-stop-point"


def test_a_printer_that_is_not_there_is_offline_and_unknown() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    clock = HandClock()
    printer = PagePrinter(f"ipp://127.0.0.1:{port}/ipp/print", answer_timeout_s=1.0, clock=clock)
    with capture_logs() as logs:
        for _ in range(3):
            assert printer.poll().link is LinkState.ERROR
            clock.advance(60.0)
        with pytest.raises(DeviceOfflineError):
            printer.print("一")
    assert printer.health.status == PrinterStatus()
    assert printer.health.why
    assert [entry["event"] for entry in logs] == ["device down"]


def test_a_printer_that_hangs_is_offline_in_time_and_well_again_afterwards(machine: IppMachine) -> None:
    printer = PagePrinter(machine.uri, answer_timeout_s=1.0)
    machine.freeze(True)
    with pytest.raises(DeviceOfflineError):
        printer.status()
    assert printer.health.status.paper is Paper.UNKNOWN
    machine.freeze(False)
    assert printer.status().paper is Paper.OK
    assert printer.health.link is LinkState.READY


def test_a_queue_that_does_not_exist_refuses(machine: IppMachine) -> None:
    printer = PagePrinter(machine.uri.replace("/ipp/print", "/printers/none"), answer_timeout_s=2.0)
    with pytest.raises((WrongAnswerError, DeviceOfflineError)):
        printer.status()
    assert printer.poll().status == PrinterStatus()


def test_what_is_no_pdf_is_not_sent() -> None:
    with pytest.raises(TextRefusedError):
        PagePrinter("ipp://127.0.0.1:9/ipp/print").print(b"GIF89a")


@pytest.mark.parametrize(
    ("state", "reasons", "reason"),
    [
        (3, "none", None),
        (4, ["toner-low-warning"], None),
        (5, ["media-empty-error"], PersonReason.PAPER_OUT),
        (5, ["media-needed"], PersonReason.PAPER_OUT),
        (4, ["media-empty-warning", "media-needed-warning"], PersonReason.PAPER_OUT),
        (3, ["media-empty-warning"], None),
        (5, ["media-jam-error", "door-open-report"], PersonReason.PAPER_JAM),
        (5, ["door-open-error"], PersonReason.COVER_OPEN),
        (5, ["cover-open"], PersonReason.COVER_OPEN),
        (5, ["paused"], PersonReason.UNKNOWN),
        (3, ["offline-report"], PersonReason.UNKNOWN),
    ],
)
def test_the_printer_s_words_name_the_reason(state: int, reasons: str | list[str], reason: PersonReason | None) -> None:
    told = status_in({"printer-state": state, "printer-state-reasons": reasons})
    assert told.person_needed is reason


def test_no_word_is_no_state() -> None:
    assert status_in({}) == PrinterStatus()
    assert reasons_in({"printer-state-reasons": "none"}) == ()
    assert status_in({"printer-state": 3, "printer-state-reasons": "media-low-report"}).paper is Paper.LOW
    assert status_in({"printer-state": 3, "printer-is-accepting-jobs": False}).offline
    assert suspected(("media-empty-report",)) is PersonReason.PAPER_OUT
    assert suspected(("spool-area-full",)) is PersonReason.UNKNOWN


def test_a_long_text_goes_on_to_further_pages() -> None:
    counts = [(1, ""), (1, "一\n" * LINES), (2, "一\n" * (LINES + 1)), (2, "䶮𠮷㐂" * LINES * 20)]
    for pages, text in counts:
        assert f"/Count {pages}".encode() in pdf_of(text)
