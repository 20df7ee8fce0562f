"""Photos of papers on desks become pages: in their ratio, upright, white and black, stamps and photos as they were."""

from datetime import date

import cv2
import numpy as np
import pytest

from devices.simulator.drawn_papers import CODE_SAYS, paper
from kiosk.scanning.advice import Advice
from kiosk.scanning.flatten import finished, flat
from kiosk.scanning.judging import judged
from kiosk.scanning.sheet import PaperForm, form_of
from kiosk.scanning.taken_page import page_of_scan, page_on_desk
from kiosk.scanning.upright import turns_to_upright
from tests.kiosk.scanning.desks import Desk, Picture, desk

TODAY = date(2026, 11, 24)


def page_of(photo: Desk) -> Picture:
    """The flat page in the size of the drawn one."""
    height, width = photo.upright.shape[:2]
    return np.asarray(cv2.resize(flat(photo.picture, photo.corners), (width, height)), np.uint8)


def alike(page: Picture, drawn: Picture) -> float:
    """How well two pages fit over each other, 1 for perfectly."""
    small = [
        cv2.resize(cv2.cvtColor(one, cv2.COLOR_BGR2GRAY), (300, 300), interpolation=cv2.INTER_AREA)
        for one in (page, drawn)
    ]
    return float(np.corrcoef(small[0].ravel(), small[1].ravel())[0, 1])


@pytest.mark.parametrize(
    ("kind", "form"), [("A4", PaperForm.A4), ("ID card", PaperForm.CARD), ("receipt", PaperForm.OTHER)]
)
def test_a_paper_gets_its_own_ratio_and_comes_out_upright_however_it_lies(kind: str, form: PaperForm) -> None:
    for seed, turn in ((3, 4.0), (5, 94.0), (7, 184.0)):
        photo = desk(seed, kind=kind, turn=turn, light=0.9, blur_px=0.8)
        page = flat(photo.picture, photo.corners)
        assert form_of(photo.corners) is form
        wanted = photo.upright.shape[0] / photo.upright.shape[1]
        assert page.shape[0] / page.shape[1] == pytest.approx(
            form.ratio ** np.sign(wanted - 1) if form.ratio else wanted, rel=0.06
        )
        assert alike(page_of(photo), photo.upright[:, :, ::-1]) > 0.7, (seed, turn)


def test_print_is_black_and_paper_white_in_poor_light_and_under_a_shadow() -> None:
    for seed, light in ((0, 0.3), (3, 0.9)):
        photo = desk(seed, kind="A4", turn=2, light=light, blur_px=0.8)
        page = cv2.cvtColor(page_of(photo), cv2.COLOR_BGR2GRAY)
        drawn = cv2.cvtColor(photo.upright, cv2.COLOR_RGB2GRAY)
        paper = cv2.erode(drawn, np.ones((15, 15), np.uint8))[30:-30, 30:-30] > 225
        assert np.median(page[30:-30, 30:-30][paper]) >= 250
        assert np.percentile(page[30:-30, 30:-30][paper], 3) >= 200
        assert np.percentile(page, 0.5) < 60


def test_a_red_stamp_stays_red_and_a_photo_a_photo() -> None:
    photo = desk(6, kind="A4", turn=0, light=0.7, blur_px=0.7)
    blue, green, red = (plane.astype(int) for plane in cv2.split(page_of(photo)))
    stamp = (photo.upright[:, :, 0] > 180) & (photo.upright[:, :, 1] < 70)
    assert np.median((red - np.maximum(green, blue))[stamp]) > 90
    card = desk(4, kind="ID card", turn=0, light=0.7, blur_px=0.7)
    page = page_of(card)
    assert 110 < np.median(page[90:100, 600:620]) < 200, "the ground of the portrait"
    face = np.median(page[150:200, 665:705].reshape(-1, 3), axis=0)
    assert face[2] > face[1] > face[0], "the face"
    assert face[0] < 190


def test_a_page_keeps_all_its_pixels() -> None:
    photo = desk(0, kind="A4", ground="dark", turn=4, harmless=True)
    sides = np.linalg.norm(np.roll(photo.corners, -1, axis=0) - photo.corners, axis=1)
    assert max(flat(photo.picture, photo.corners).shape) >= 0.99 * np.sort(sides)[2:].mean()


def test_a_code_tells_which_way_up_a_page_is_where_its_lines_do_not() -> None:
    bare = np.ascontiguousarray(paper("A4", np.random.default_rng(3))[:, :, ::-1])
    bare[: round(0.84 * len(bare))] = 235
    for turns in range(4):
        page = page_on_desk(np.ascontiguousarray(np.rot90(bare, turns)), None, TODAY)
        assert [code.text for code in page.findings.codes] == [CODE_SAYS]
        shown = np.asarray(page.preview)
        assert shown.shape[0] > shown.shape[1]
        assert shown[: len(shown) // 2].min() > 150 > shown[len(shown) // 2 :].min(), turns


def test_an_empty_page_stays_as_it_lies() -> None:
    sheet = np.full((900, 640, 3), 200, np.uint8)
    assert turns_to_upright(sheet, ()) == 0
    assert finished(sheet).min() > 250


def test_a_card_alone_on_a_scanners_glass_is_cut_out_and_a_form_with_a_table_is_not() -> None:
    rng = np.random.default_rng(1)
    glass = np.full((1700, 1200, 3), 245, np.uint8)
    card = desk(1, kind="ID card").upright[:, :, ::-1]
    glass[200:740, 150:1006] = card
    noisy = np.clip(glass + rng.normal(0, 2, glass.shape), 0, 255).astype(np.uint8)
    assert page_of_scan(noisy, TODAY).form is PaperForm.CARD
    form = np.full((1700, 1200, 3), 245, np.uint8)
    cv2.rectangle(form, (150, 300), (1050, 900), (30, 30, 30), 5)
    cv2.putText(form, "1400 kg", (200, 1200), cv2.FONT_HERSHEY_SIMPLEX, 4, (20, 20, 20), 8)
    page = page_of_scan(form, TODAY)
    assert page.form is PaperForm.A4
    assert max(page.preview.shape) == 360


@pytest.mark.parametrize("size", [(64, 64), (64, 3500), (3500, 64), (65, 700)])
@pytest.mark.parametrize("content", ["black", "white", "noise"])
def test_any_picture_that_a_scanner_gives_is_a_page(size: tuple[int, int], content: str) -> None:
    picture = np.full((*size, 3), 255 * (content == "white"), np.uint8)
    if content == "noise":
        picture = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    page = page_of_scan(picture, TODAY)
    assert max(page.preview.shape) == 360
    assert judged(picture).advice is not Advice.NEXT_PAGE


def test_a_page_shows_nothing_when_printed_and_can_be_overwritten() -> None:
    page = page_on_desk(np.ascontiguousarray(paper("A4", np.random.default_rng(3))), None, TODAY)
    assert CODE_SAYS not in f"{page!r} {page} {page.findings!r}"
    assert "Code128" in repr(page)
    page.wipe()
    assert not any(page.jpeg)
    assert not page.preview.any()
