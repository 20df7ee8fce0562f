"""The printer driver against the simulated printer: every way a slip can end."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from pyzbar import pyzbar
from structlog.testing import capture_logs

from devices.errors import DeviceOfflineError, PersonNeededError, PersonReason
from devices.link import LinkState
from devices.printer import (
    PAPER_58_MM,
    PAPER_80_MM,
    Cut,
    Document,
    EscposPrinter,
    Line,
    Paper,
    PrinterProfile,
    PrintResult,
    encode,
)
from devices.simulator import PrinterSimulator
from devices.transport import File, Serial
from tests.devices.clock import HandClock
from tests.devices.printer.slips import LINK, slip
from tests.devices.waiting import wait_until


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def printer(printer_machine: PrinterSimulator) -> Iterator[EscposPrinter]:
    printer = EscposPrinter(Serial(printer_machine.path, stall_timeout_s=0.3), answer_timeout_s=0.15)
    yield printer
    printer.close()


def last_slip(machine: PrinterSimulator) -> Image.Image:
    return Image.open(io.BytesIO(machine.pictures()[-1].png))


def test_a_slip_is_printed_once_and_confirmed(printer: EscposPrinter, printer_machine: PrinterSimulator) -> None:
    outcome = printer.print(slip())
    assert outcome.result is PrintResult.PRINTED
    assert outcome.reason is None
    assert outcome.slip_bytes == len(encode(slip(), PAPER_80_MM))
    assert len(printer_machine.pictures()) == 1
    assert printer_machine.slip_bytes_total == outcome.slip_bytes
    assert printer_machine.timings()[0].slip_bytes == outcome.slip_bytes
    assert printer_machine.first_byte_at is None


@pytest.mark.parametrize("profile", [PAPER_80_MM, PAPER_58_MM], ids=lambda profile: profile.name)
def test_a_phone_reads_the_qr_code_on_the_paper(tmp_path: Path, profile: PrinterProfile) -> None:
    machine = PrinterSimulator(tmp_path / "printer", width_dots=profile.width_dots)
    printer = EscposPrinter(Serial(machine.path), profile)
    try:
        assert printer.print(slip()).result is PrintResult.PRINTED
        picture = last_slip(machine)
        assert picture.width == profile.width_dots
        (symbol,) = pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE])
        assert symbol.data.decode() == LINK
        assert symbol.rect.width / 8 >= 24.5
    finally:
        printer.close()
        machine.close()


def test_chinese_on_paper_looks_the_same_as_text_and_as_dots(tmp_path: Path) -> None:
    """The bitmap path draws on the same grid as the printer's own font."""
    boxes = []
    for charset in ("gb18030", "ascii"):
        profile = PrinterProfile(name=charset, width_dots=576, columns=48, charset=charset, cut="part")
        machine = PrinterSimulator(tmp_path / "printer")
        printer = EscposPrinter(Serial(machine.path), profile)
        printer.print(Document((Line("请到三号窗口", align="center", width=2, height=2), Cut())))
        boxes.append(last_slip(machine).point(lambda grey: 255 if grey < 128 else 0).getbbox())
        printer.close()
        machine.close()
    text, dots = boxes
    assert text is not None
    assert dots is not None
    assert all(abs(a - b) <= 4 for a, b in zip(text, dots, strict=True))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("paper_out", PersonReason.PAPER_OUT),
        ("cover_open", PersonReason.COVER_OPEN),
        ("cutter", PersonReason.CUTTER),
    ],
)
def test_a_printer_that_cannot_print_gets_not_one_byte_of_the_slip(
    printer: EscposPrinter, printer_machine: PrinterSimulator, fault: str, reason: PersonReason
) -> None:
    printer_machine.set_fault(fault, True)
    with pytest.raises(PersonNeededError) as caught:
        printer.print(slip())
    assert caught.value.reason is reason
    assert printer_machine.slip_bytes_total == 0
    assert printer.health.person_needed is reason
    assert printer.health.link is LinkState.READY, "a printer that answers is not offline"
    printer_machine.set_fault(fault, False)
    assert printer.print(slip()).result is PrintResult.PRINTED
    assert len(printer_machine.pictures()) == 1


@pytest.mark.parametrize("after_bytes", [1, 40, 200, 900])
def test_paper_that_ends_in_the_middle_is_noticed(
    printer: EscposPrinter, printer_machine: PrinterSimulator, after_bytes: int
) -> None:
    printer_machine.paper_out_after(after_bytes)
    outcome = printer.print(slip())
    assert outcome.result is PrintResult.CUT_SHORT
    assert outcome.reason is PersonReason.PAPER_OUT
    assert outcome.status.paper is Paper.OUT
    with pytest.raises(PersonNeededError):
        printer.print(slip())


def test_the_torn_slip_can_be_seen_and_is_marked(printer: EscposPrinter, printer_machine: PrinterSimulator) -> None:
    printer.print(slip())
    printer_machine.paper_out_after(700)
    printer.print(slip())
    whole, torn = printer_machine.pictures()
    assert whole.note == ""
    assert torn.note == "打印中途缺纸"
    assert Image.open(io.BytesIO(torn.png)).height < Image.open(io.BytesIO(whole.png)).height


@pytest.mark.parametrize(("near_end", "paper"), [(True, Paper.LOW), (False, Paper.OK)])
def test_paper_running_low_is_told_only_where_a_sensor_measures_it(
    printer_machine: PrinterSimulator, near_end: bool, paper: Paper
) -> None:
    profile = msgspec.structs.replace(PAPER_80_MM, near_end=near_end)
    printer = EscposPrinter(Serial(printer_machine.path), profile, answer_timeout_s=0.15)
    printer_machine.set_fault("paper_low", True)
    outcome = printer.print(slip())
    printer.close()
    assert outcome.result is PrintResult.PRINTED
    assert outcome.status.paper is paper


def test_a_mute_printer_prints_but_nothing_is_claimed(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    printer_machine.set_fault("silent", True)
    outcome = printer.print(slip())
    assert outcome.result is PrintResult.UNCONFIRMED
    assert outcome.reason is None
    assert outcome.status.paper is Paper.UNKNOWN
    assert len(printer_machine.pictures()) == 1
    assert printer.print(slip()).result is PrintResult.UNCONFIRMED
    assert len(printer_machine.pictures()) == 2


def test_an_unplugged_printer_is_offline_before_anything_is_printed(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    printer_machine.set_fault("unplugged", True)
    with pytest.raises(DeviceOfflineError):
        printer.print(slip())
    assert printer.health.link is LinkState.ERROR


def test_a_replugged_printer_prints_at_once_without_a_second_slip(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    printer.print(slip("A001"))
    printer_machine.set_fault("unplugged", True)
    printer_machine.set_fault("unplugged", False)
    assert printer.print(slip("A002")).result is PrintResult.PRINTED
    assert len(printer_machine.pictures()) == 2


def test_unplugging_in_the_middle_leaves_it_unknown_and_nothing_is_sent_again(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    outcomes = []
    large = Document((*(Line("号" * 24) for _ in range(4000)), Cut()))
    thread = threading.Thread(target=lambda: outcomes.append(printer.print(large)))
    thread.start()
    wait_until(lambda: printer_machine.slip_bytes_total > 2000)
    printer_machine.set_fault("unplugged", True)
    thread.join(10)
    assert not thread.is_alive()
    assert [outcome.result for outcome in outcomes] == [PrintResult.LOST]
    printer_machine.set_fault("unplugged", False)
    assert printer.print(slip()).result is PrintResult.PRINTED
    assert [shot.note for shot in printer_machine.pictures()] == ["打印中途断开", ""]


def test_a_hanging_printer_cannot_hold_the_caller(printer: EscposPrinter, printer_machine: PrinterSimulator) -> None:
    printer_machine.set_fault("frozen", True)
    large = Document((*(Line("号" * 24) for _ in range(4000)), Cut()))
    outcomes = []
    thread = threading.Thread(target=lambda: outcomes.append(printer.print(large)))
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert [outcome.result for outcome in outcomes] == [PrintResult.LOST]


def test_a_printer_that_does_not_know_the_in_order_question_is_watched_instead(tmp_path: Path) -> None:
    machine = PrinterSimulator(tmp_path / "printer")
    profile = PrinterProfile(name="clone", width_dots=576, columns=48, answers_in_order=False, cut="part")
    printer = EscposPrinter(Serial(machine.path), profile)
    try:
        assert printer.print(slip()).result is PrintResult.PRINTED
        machine.paper_out_after(300)
        assert printer.print(slip()).result is PrintResult.CUT_SHORT
    finally:
        printer.close()
        machine.close()


def test_warming_up_sends_nothing(printer: EscposPrinter, printer_machine: PrinterSimulator) -> None:
    printer.warm_up()
    assert printer.health.link is LinkState.CLOSED
    assert printer.print(slip()).result is PrintResult.PRINTED
    assert len(printer_machine.pictures()) == 1


def test_broken_is_logged_once_down_and_once_up(printer_machine: PrinterSimulator, clock: HandClock) -> None:
    printer = EscposPrinter(Serial(printer_machine.path), answer_timeout_s=0.1, clock=clock)
    with capture_logs() as logs:
        printer.poll()
        printer_machine.set_fault("unplugged", True)
        for _ in range(6):
            clock.advance(31.0)
            assert printer.poll().link is LinkState.ERROR
        printer_machine.set_fault("unplugged", False)
        clock.advance(31.0)
        assert printer.poll().link is LinkState.READY
        printer.poll()
    printer.close()
    assert [entry["event"] for entry in logs] == ["device down", "device up"]


def test_polling_sees_the_paper_end_before_a_visitor_does(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    assert printer.poll().person_needed is None
    printer_machine.set_fault("paper_out", True)
    assert printer.poll().person_needed is PersonReason.PAPER_OUT
    assert printer.health.status.offline is True


def test_a_slip_into_a_file_is_sent_whole_and_unconfirmed(tmp_path: Path) -> None:
    path = tmp_path / "slip.bin"
    printer = EscposPrinter(File(path), answer_timeout_s=0.02)
    assert printer.print(slip()).result is PrintResult.UNCONFIRMED
    printer.close()
    assert encode(slip(), PAPER_80_MM) in path.read_bytes()


def test_slips_of_two_threads_come_out_one_after_the_other(
    printer: EscposPrinter, printer_machine: PrinterSimulator
) -> None:
    threads = [threading.Thread(target=printer.print, args=(slip(f"A{n:03}", link=f"{LINK}{n}"),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    pictures = [Image.open(io.BytesIO(shot.png)) for shot in printer_machine.pictures()]
    read = {symbol.data.decode() for picture in pictures for symbol in pyzbar.decode(picture)}
    assert read == {f"{LINK}{n}" for n in range(6)}
