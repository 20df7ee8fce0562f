"""Words, colours and glyphs of the screens, without a window."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from kiosk.fonts import chinese_faces
from kiosk.screens.palettes import CONTRAST, EDGES, LARGE, NORMAL, PAIRS, Palette, contrast
from kiosk.screens.theme import theme
from queue_server.contract.refusals import refuse
from queue_server.contract.words import catalogue
from queue_server.showing.wrapping import NOT_FIRST, wrap
from tests.kiosk.scenes import plan, scene
from tests.running_hall import ROOT

SAID = re.compile(r"""say\(\s*(?:[\w.'"]+,\s*)?["']([^"'\n]*[\u4e00-\u9fff][^"'\n]*)["']""")
OURS = [
    path
    for path in (ROOT / "kiosk").rglob("*.*")
    if path.suffix in (".py", ".kv") and not {"display", "speech"} & set(path.relative_to(ROOT).parts)
]


def sentences() -> set[str]:
    return {sentence for path in OURS for sentence in SAID.findall(path.read_text(encoding="utf-8"))}


def test_the_kiosk_says_enough_to_be_looked_at() -> None:
    assert len(sentences()) > 50


@pytest.mark.parametrize("sentence", sorted(sentences()))
def test_every_sentence_has_its_english(sentence: str) -> None:
    english = catalogue("en").gettext(sentence)
    assert not re.search(r"[\u4e00-\u9fff]", english), english
    assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", sentence))


@pytest.mark.parametrize(("palette", "least"), [(NORMAL, 4.5), (LARGE, 7.0), (CONTRAST, 7.0)])
def test_text_and_edges_stand_out_from_their_ground(palette: Palette, least: float) -> None:
    assert {
        pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in PAIRS if not _stands(palette, pair, least)
    } == {}
    assert {
        pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in EDGES if not _stands(palette, pair, 3.0)
    } == {}


def _stands(palette: Palette, pair: tuple[str, str], least: float) -> bool:
    return contrast(palette[pair[0]], palette[pair[1]]) >= least


def test_lengths_follow_the_panel() -> None:
    theme.fit(1080, 1920)
    assert theme.mm(theme.TARGET) >= 80
    theme.fit(540, 960)
    assert theme.mm(theme.TARGET) in (48, 49)
    theme.fit(1080, 1920)


def test_no_line_begins_with_a_closing_mark_and_nothing_is_lost() -> None:
    text = "点一下要办的事，就能取号。不知道办哪一件，请按“叫人帮忙”。Touch Get help to ask（A 01）！"
    for width in range(4, 40):
        lines = wrap(text, lambda line, width=width: len(line) <= width)  # type: ignore[misc]
        assert not [line for line in lines if line[0] in NOT_FIRST]
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_english_words_stay_whole() -> None:
    assert wrap("Land contract certificate", lambda line: len(line) <= 10) == ["Land", "contract", "certificate"]


def test_the_faces_have_chinese_forms_and_all_characters_in_use(tmp_path: Path) -> None:
    for weight, path in chinese_faces(tmp_path).items():
        font = TTFont(path, lazy=True)
        assert font["name"].getDebugName(4).startswith("Noto Sans CJK SC"), weight
        known = font.getBestCmap()
        assert {sign for sentence in sentences() for sign in sentence if ord(sign) not in known} == set()
        assert ord("✓") in known


def test_a_refusal_is_said_in_english_with_english_names() -> None:
    from kiosk.visit import Idle

    refused = refuse("service_over", service="惠农政策")
    assert scene(Idle(), "zh_CN").refusal(refused) == refused.sentence
    english = scene(Idle(), "en").refusal(refused)
    assert plan().services["A"].name_en in english
    assert not re.search(r"[\u4e00-\u9fff]", english)
