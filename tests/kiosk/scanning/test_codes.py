"""Codes on papers: what each reader knows, both together, and Chinese in QR codes, on pictures drawn here."""

import io

import cv2
import numpy as np
import pytest
import segno
from PIL import Image

from kiosk.scanning.codes import Picture, by_zbar, by_zxing, paper_codes
from tests.kiosk.scanning.code_pictures import KINDS, bare_code, code_picture, code_pictures


def qr(text: str, encoding: str | None = None, mode: str | None = None) -> Picture:
    written = io.BytesIO()
    segno.make(text, encoding=encoding, mode=mode, micro=False).save(written, kind="png", scale=5, border=4)
    return np.asarray(Image.open(written).convert("L"), np.uint8)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read_and_named(kind: str) -> None:
    drawn = code_picture(kind, "none", 3)
    assert [(code.symbology, code.text) for code in paper_codes(drawn.picture)] == [(kind, drawn.text)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"PDF417", "DataMatrix"}])
def test_both_readers_say_the_same(kind: str) -> None:
    drawn = code_picture(kind, "none", 4)
    assert [(code.symbology, code.text) for code in by_zbar(drawn.picture)] == [(kind, drawn.text)]
    assert [(code.symbology, code.text) for code in by_zxing(drawn.picture)] == [(kind, drawn.text)]


@pytest.mark.parametrize("text", ["办理人", "一", "https://example.cn/受理?号=A012", "四川省蒲阳镇便民服务大厅"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", None], ids=str)
def test_chinese_in_a_qr_code_is_never_taken_for_japanese(text: str, encoding: str | None) -> None:
    assert [code.text for code in paper_codes(qr(text, encoding))] == [text]


@pytest.mark.parametrize("text", ["办理人", "一", "四川省蒲阳镇便民服务大厅"])
def test_chinese_in_a_qr_codes_own_mode_for_it_is_read(text: str) -> None:
    assert [code.text for code in paper_codes(qr(text, mode="hanzi"))] == [text]


def test_two_kinds_on_one_paper_are_both_read_each_once_from_top_to_bottom() -> None:
    paper = np.full((700, 700), 230, np.uint8)
    for kind, text, top in (("Code128", "SL20260042", 40), ("DataMatrix", "PY-1", 420), ("DataMatrix", "PY-1", 560)):
        code = bare_code(kind, text, 3)
        paper[top : top + code.shape[0], 60 : 60 + code.shape[1]] = code
    assert [(code.symbology, code.text) for code in paper_codes(paper)] == [
        ("Code128", "SL20260042"),
        ("DataMatrix", "PY-1"),
    ]


def test_a_code_read_only_when_turned_has_its_corners_on_the_picture() -> None:
    bare = np.full((640, 640), 240, np.uint8)
    code = bare_code("Code128", "SL20260042", 2)
    top, left = (640 - code.shape[0]) // 2, (640 - code.shape[1]) // 2
    bare[top : top + code.shape[0], left : left + code.shape[1]] = code
    turn = cv2.getRotationMatrix2D((320, 320), 45, 1)
    slanted = np.asarray(cv2.warpAffine(bare, turn, (640, 640), borderValue=240.0), np.uint8)
    (found,) = paper_codes(slanted)
    assert found.text == "SL20260042"
    assert np.allclose(np.mean(found.corners, axis=0), (320, 320), atol=40)


def test_a_slanted_itf_is_not_read_in_pieces() -> None:
    for seed in range(6):
        drawn = code_picture("ITF", "perspective", seed)
        assert [code.text for code in paper_codes(drawn.picture)] == [drawn.text]


def test_the_pair_reads_what_either_alone_reads() -> None:
    for drawn in code_pictures(56):
        alone = {code.text for read in (by_zbar, by_zxing) for code in read(drawn.picture)}
        assert drawn.text not in alone or drawn.text in {code.text for code in paper_codes(drawn.picture)}


@pytest.mark.parametrize(
    "picture", [None, b"", np.zeros((2, 2), np.uint8), np.zeros((99, 99), np.float32), np.zeros((99, 99, 4), np.uint8)]
)
def test_what_is_no_picture_holds_no_codes(picture: object) -> None:
    assert paper_codes(picture) == ()


def test_an_empty_paper_holds_no_codes() -> None:
    assert paper_codes(np.full((400, 300, 3), 240, np.uint8)) == ()
