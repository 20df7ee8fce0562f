"""A4 pages on a real IPP printer process: printed, out of paper, held, frozen, gone."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from devices.errors import DeviceOfflineError, PersonReason, TextRefusedError, WrongAnswerError
from devices.link import LinkState
from devices.printer.ipp import status_in
from devices.printer.outcome import PrintResult
from devices.printer.page_printer import PagePrinter
from devices.printer.status import Paper
from tests.devices.printer.ipp_machine import IppMachine

TEXT = "一次性告知\n居民身份证、户口簿 䶮 𠮷"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[IppMachine]:
    machine = IppMachine(tmp_path)
    yield machine
    machine.close()


def printer_at(uri: str, **settings: float) -> PagePrinter:
    return PagePrinter(uri, **{"answer_timeout_s": 3.0, "finish_timeout_s": 20.0, **settings})  # type: ignore[arg-type]


def test_a_text_comes_out_as_a_page_and_is_confirmed(machine: IppMachine) -> None:
    printer = printer_at(machine.uri)
    outcome = printer.print(TEXT, job_id="one")
    assert outcome.result is PrintResult.PRINTED
    assert not outcome.reprint
    assert [page[:5] for page in machine.printed()] == [b"%PDF-"]
    assert printer.print(TEXT, job_id="one").reprint
    assert printer.health.link is LinkState.READY


def test_what_a_job_leaves_behind_is_in_the_printers_own_words(machine: IppMachine) -> None:
    printer = printer_at(machine.uri)
    machine.says("+media-empty")
    printer.print(TEXT)
    assert printer.status().paper is Paper.LOW
    assert printer.reasons == ("media-empty-report",)


@pytest.mark.parametrize(
    ("reasons", "paper", "person"),
    [
        (["none"], Paper.OK, None),
        (["media-low-report"], Paper.LOW, None),
        (["media-empty-warning"], Paper.LOW, None),
        (["media-empty-error"], Paper.OUT, PersonReason.PAPER_OUT),
        (["media-jam-error"], Paper.OK, PersonReason.PAPER_JAM),
        (["door-open-error"], Paper.OK, PersonReason.COVER_OPEN),
    ],
)
def test_the_printers_reasons_say_what_a_person_has_to_do(
    reasons: list[str], paper: Paper, person: PersonReason | None
) -> None:
    status = status_in({"printer-state-reasons": reasons, "printer-state": 3})
    assert status.paper is paper
    assert status.person_needed is person


def test_a_job_that_does_not_end_is_cancelled(machine: IppMachine) -> None:
    machine.hold()
    outcome = printer_at(machine.uri, finish_timeout_s=1.0).print(TEXT)
    assert outcome.result is PrintResult.CUT_SHORT
    machine.go_on()


def test_a_frozen_printer_is_offline_not_out_of_paper(machine: IppMachine) -> None:
    printer = printer_at(machine.uri, answer_timeout_s=1.0)
    machine.freeze(True)
    with capture_logs() as logs:
        with pytest.raises(DeviceOfflineError):
            printer.status()
        assert printer.poll().status.paper is Paper.UNKNOWN
        assert printer.health.link is LinkState.ERROR
        machine.freeze(False)
        assert printer.status().answered
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


def test_a_printer_that_is_not_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(DeviceOfflineError):
        printer_at(f"ipp://127.0.0.1:{port}/ipp/print").print(TEXT)


def test_a_queue_that_does_not_exist_is_a_wrong_answer(machine: IppMachine) -> None:
    with pytest.raises(WrongAnswerError):
        printer_at(machine.uri.replace("/ipp/print", "/printers/nothing")).status()


def test_what_is_no_page_is_refused(machine: IppMachine) -> None:
    with pytest.raises(TextRefusedError):
        printer_at(machine.uri).print(b"no pdf")
    assert machine.printed() == []
