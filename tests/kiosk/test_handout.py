"""What visitors take home without a number: whole, readable by a phone, from whichever printer works."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from devices.printer import EscposPrinter, Line, QrCode
from devices.printer.page_printer import PagePrinter
from devices.reader.picture import decode_picture
from devices.simulator import PrinterSimulator
from devices.transport import Serial
from kiosk.handing_out import hand_out
from kiosk.handout import guide_handout, handout_document, matter_address, online_handout
from kiosk.handout_page import a4_pdf
from kiosk.printing import Printing
from kiosk.visit import Paper, SlipState
from queue_server.guide.facts import facts
from queue_server.guide.version import version
from tests.devices.printer.ipp_machine import IppMachine
from tests.kiosk.glass import until
from tests.kiosk.scenes import plan

PLAN = plan()
ONLINE = next(matter for matter in PLAN.matter if matter.online)


@pytest.mark.parametrize("matter", PLAN.matter, ids=lambda matter: matter.code)
def test_every_fact_of_every_matter_is_on_the_handout(matter: object) -> None:
    assert isinstance(matter, type(ONLINE))
    said = guide_handout(PLAN, matter, "zh_CN")
    text = "\n".join([said.matter, *(line for heading, lines in said.sections for line in (heading, *lines))])
    for fact in facts(matter):
        for line in fact.value.splitlines():
            assert line in text
    assert version(PLAN.matter) in said.version


def test_papers_that_may_follow_are_marked_on_slip_paper() -> None:
    matter = next(matter for matter in PLAN.matter if matter.deferrable)
    lines = [
        part.text for part in handout_document(guide_handout(PLAN, matter, "zh_CN"), 48).parts if isinstance(part, Line)
    ]
    assert f"□ {matter.deferrable[0]}（可以后补）" in lines


def test_the_online_handout_has_the_address_as_a_code() -> None:
    codes = [
        part for part in handout_document(online_handout(PLAN, ONLINE, "en"), 32).parts if isinstance(part, QrCode)
    ]
    assert [code.content for code in codes] == [ONLINE.online]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_a4_page_is_one_page_whose_code_a_phone_reads(language: str) -> None:
    matter = max(PLAN.matter, key=lambda matter: sum(len(need) for need in matter.needs))
    with pikepdf.open(io.BytesIO(a4_pdf(guide_handout(PLAN, matter, "en" if language == "en" else "zh_CN")))) as pdf:
        (page,) = pdf.pages
        assert "/ID" not in pdf.trailer  # it is made of the moment, and two equal handouts would differ
        assert [round(float(side)) for side in page.mediabox] == [0, 0, 595, 842]
        (image,) = page.get_images().values()
        assert isinstance(image, pikepdf.Stream)
        picture = pikepdf.PdfImage(image).as_pil_image()
    assert [code.text for code in decode_picture(picture.convert("L"))] == [matter_address(PLAN, matter)]


@pytest.fixture
def slips(tmp_path: Path) -> Iterator[tuple[PrinterSimulator, Printing]]:
    paper = PrinterSimulator(tmp_path / "printer")
    printing = Printing(EscposPrinter(Serial(paper.path)), lambda trouble: None)
    printing.start()
    yield paper, printing
    printing.close()
    paper.close()


def handed_out(pages: PagePrinter | None, slips: Printing | None) -> SlipState:
    settled: list[SlipState] = []
    hand_out(PLAN, ONLINE.code, "zh_CN", online=False, pages=pages, slips=slips, done=settled.append)
    until(lambda: bool(settled), "the outcome")
    return settled[0]


def test_a_handout_comes_from_the_slip_printer_with_a_code_that_reads(slips: tuple[PrinterSimulator, Printing]) -> None:
    paper, printing = slips
    assert handed_out(None, printing) == SlipState(Paper.PRINTED)
    until(lambda: len(paper.pictures()) == 1, "the paper")
    codes = decode_picture(Image.open(io.BytesIO(paper.pictures()[0].png)))
    assert [code.text for code in codes] == [matter_address(PLAN, ONLINE)]


def test_it_comes_on_a4_where_there_is_such_a_printer(slips: tuple[PrinterSimulator, Printing], tmp_path: Path) -> None:
    (folder := tmp_path / "ipp").mkdir()
    machine = IppMachine(folder)
    try:
        assert handed_out(PagePrinter(machine.uri), slips[1]) == SlipState(Paper.PRINTED)
        assert machine.printed() == [a4_pdf(guide_handout(PLAN, ONLINE, "zh_CN"))]
    finally:
        machine.close()
    assert not slips[0].pictures()


def test_what_does_not_come_on_a4_comes_on_slip_paper(slips: tuple[PrinterSimulator, Printing]) -> None:
    nobody = PagePrinter("ipp://127.0.0.1:9/ipp/print", answer_timeout_s=1.0)
    assert handed_out(nobody, slips[1]) == SlipState(Paper.PRINTED)
    until(lambda: len(slips[0].pictures()) == 1, "the paper")


def test_without_any_printer_it_is_said_so() -> None:
    assert handed_out(None, None) == SlipState(Paper.PERSON_NEEDED, "no_printer")
