"""The printer prints one page and the reader reads it back; every way in which that can fail has its remedy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.selftest import Doing, Progress
from kiosk.selftest.page import page_document
from kiosk.selftest.paper_loop import LOOP, PRINTER
from kiosk.selftest.plugs import plug_of
from tests.kiosk.selftest.paper import PAGE, Holding, PaperDesk, findings
from tests.kiosk.test_slip import as_text

GOLDEN = Path(__file__).parent
SHORT_S = 0.3
"""Nobody holds the page for so long."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PaperDesk]:
    with PaperDesk(tmp_path) as made:
        yield made


def test_the_page_held_before_the_reader_closes_the_loop(desk: PaperDesk) -> None:
    came = desk.looks(desk.loop(), PaperDesk.hold_page)
    found = findings(came)
    assert {check: finding.state for check, finding in found.items()} == {PRINTER: "ok", LOOP: "ok"}
    asked = [one for one in came if isinstance(one, Doing) and one.left_s]
    assert asked[0].left_s == 30
    assert asked[0].picture == "reader"
    assert desk.visitors == []


def test_a_reader_below_the_mouth_reads_the_page_by_itself_while_it_comes_out(desk: PaperDesk) -> None:
    for progress in (looking := desk.loop().look()):
        if isinstance(progress, Doing):
            desk.codes.heard("TINGHAO-0123456789AB")
            break
    assert findings(list(looking))[LOOP].state == "ok"


def test_another_code_does_not_count_and_the_person_is_told_at_once(desk: PaperDesk) -> None:
    found: list[Progress] = []
    for progress in desk.loop().look():
        match progress:
            case Doing(words="请拿刚打出来的纸，把方块码对准扫码的地方"):
                desk.reader.scan("6901234567892")
            case Doing(words="扫到的是别的码，请拿刚打出来的那张纸"):
                desk.hold_page()
        found.append(progress)
    assert findings(found)[LOOP].state == "ok"


@pytest.mark.parametrize(
    ("hold", "words"),
    [
        (lambda desk: None, "没有扫到测试页上的码"),
        (lambda desk: desk.reader.scan("6901234567892"), "扫到的是别的码，不是刚打出来的"),
        (lambda desk: desk.reader.send(b"\x01\x02\x03\r"), "扫码的看见了，但读不懂"),
        (lambda desk: desk.reader.set_fault("unplugged", True), "没有扫到测试页上的码"),
    ],
    ids=["nobody", "another code", "unreadable", "unplugged"],
)
def test_what_the_reader_does_not_read_back_has_its_remedy(desk: PaperDesk, hold: Holding, words: str) -> None:
    found = findings(desk.looks(desk.loop(SHORT_S), hold))
    assert found[PRINTER].state == "ok"
    assert (found[LOOP].state, found[LOOP].words, found[LOOP].picture) == ("broken", words, "reader")
    assert found[LOOP].remedy


@pytest.mark.parametrize(
    ("fault", "words", "picture"),
    [
        ("paper_out", "打印机缺纸", "printer_paper"),
        ("cover_open", "打印机盖子开着", "printer_cover"),
        ("cutter", "切刀卡住", "printer_cover"),
        ("unplugged", "打印机没有连上", "serial"),
    ],
)
def test_a_page_that_does_not_come_out_says_why_and_nobody_is_asked_to_hold_it(
    desk: PaperDesk, fault: str, words: str, picture: str
) -> None:
    desk.printer.set_fault(fault, True)
    came = desk.looks(desk.loop())
    found = findings(came)
    assert (found[PRINTER].state, found[PRINTER].words, found[PRINTER].picture) == ("broken", words, picture)
    assert found[PRINTER].remedy
    assert found[LOOP].state == "broken"
    assert not any(isinstance(one, Doing) and one.left_s for one in came)


def test_paper_that_ends_in_the_middle_of_the_page_is_told(desk: PaperDesk) -> None:
    desk.printer.paper_out_after(600)
    found = findings(desk.looks(desk.loop(SHORT_S)))
    assert (found[PRINTER].state, found[PRINTER].words) == ("broken", "测试页打到一半停了")


def test_of_a_printer_that_says_nothing_the_page_itself_is_the_proof(desk: PaperDesk) -> None:
    desk.printer.set_fault("silent", True)
    found = findings(desk.looks(desk.loop(), PaperDesk.hold_page))
    assert found[PRINTER].state == "attention"
    assert found[LOOP].state == "ok"


def test_a_self_test_that_is_left_early_gives_the_reader_back_to_visitors(desk: PaperDesk) -> None:
    looking = desk.loop().look()
    next(progress for progress in looking if isinstance(progress, Doing) and progress.left_s)
    looking.close()
    assert not desk.codes.heard("A012")


def test_without_a_reader_the_page_is_printed_and_the_loop_is_absent(desk: PaperDesk) -> None:
    loop = desk.loop()
    alone = type(loop)(loop.page, loop.printing, loop.port, None)
    assert {check: one.state for check, one in findings(list(alone.look())).items()} == {PRINTER: "ok", LOOP: "absent"}


@pytest.mark.parametrize("columns", [48, 32])
def test_the_page_reads_so(columns: int) -> None:
    read = as_text(page_document(PAGE, columns), columns)
    assert read.rstrip() == (GOLDEN / f"page_{columns}.txt").read_text("utf-8").rstrip()


def test_the_plug_is_known_by_the_port() -> None:
    ports = {
        "/dev/serial/by-id/usb-EPSON": "usb",
        "/dev/usb/lp0": "usb",
        "/dev/input/by-id/reader": "usb",
        "/dev/ttyS0": "serial",
        "10.0.0.9:9100": "network",
        "udp://10.0.0.9:8453": "network",
    }
    assert {port: plug_of(port) for port in ports} == ports
