"""A material as a PDF: right size, marked, still to be read, and without a name in it."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from kiosk.scanning.pdf import A4_MM, ID_CARD_MM, PageError, marked_page, pdf_of, watermark_for

WORDS = watermark_for("耕地地力保护补贴申报", "2026-11-23")


def page_(size: tuple[int, int] = (827, 1169)) -> bytes:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((100, 100, 300, 300), fill="black")
    written = io.BytesIO()
    picture.save(written, "JPEG")
    return written.getvalue()


def points(millimetres: float) -> float:
    return millimetres / 25.4 * 72


def box(page: pikepdf.Page) -> list[float]:
    return [float(edge) for edge in page.mediabox]


def test_the_words_name_matter_and_day() -> None:
    assert WORDS == "仅供办理耕地地力保护补贴申报使用 2026-11-23"


def test_every_page_has_the_size_of_its_paper_and_turns_with_it() -> None:
    with pikepdf.open(io.BytesIO(pdf_of([page_(), page_((1169, 827))], WORDS, A4_MM))) as pdf:
        upright, across = (box(page) for page in pdf.pages)
    assert upright == pytest.approx([0, 0, points(210), points(297)], abs=0.05)
    assert across == pytest.approx([0, 0, points(297), points(210)], abs=0.05)


def test_a_card_keeps_its_size() -> None:
    with pikepdf.open(io.BytesIO(pdf_of([page_((856, 540))], WORDS, ID_CARD_MM))) as pdf:
        assert box(pdf.pages[0]) == pytest.approx([0, 0, points(85.6), points(54)], abs=0.05)


def test_the_pdf_is_made_to_keep_and_names_nobody() -> None:
    made = pdf_of([page_()], WORDS)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            assert metadata.pdfa_status == "1B"
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
        assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {"/Producer": "tinghao"}
        assert pdf.check_pdf_syntax() == []


def test_the_mark_is_seen_everywhere_and_hides_nothing() -> None:
    marked = np.asarray(marked_page(page_(), WORDS).convert("L")).astype(int)
    height, width = marked.shape
    for top in range(0, height - height // 4 + 1, height // 4):
        for left in range(0, width - width // 3 + 1, width // 3):
            tile = marked[top : top + height // 4, left : left + width // 3]
            assert np.mean(np.abs(tile - np.median(tile)) > 8) > 0.005 or tile.min() < 100
    assert marked[400:].min() > 150
    assert marked[110:290, 110:290].max() < 100


@pytest.mark.parametrize("pages", [[], [b""], [b"no picture"], [page_()[:200]]])
def test_what_is_no_page_makes_no_pdf(pages: list[bytes]) -> None:
    with pytest.raises(PageError):
        pdf_of(pages, WORDS)
    with pytest.raises(PageError):
        pdf_of([page_()], WORDS, (0, 297))
