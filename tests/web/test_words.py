"""What the pages say and show: English complete, contrast computed."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from queue_server.contract import reasons
from queue_server.contract.refusals import SENTENCES
from queue_server.pairing import asks
from queue_server.web import admitting, asking, gate, guard, pins, terminals_page, ticket_presses, window
from queue_server.web.pages import WEB

LOCALE = Path(__file__).parents[2] / "assets/locales/en/LC_MESSAGES/tinghao.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sentences() -> set[str]:
    """Every Chinese sentence that the web can show."""
    found = {*SENTENCES.values(), *reasons.SENTENCES.values(), reasons.OVERTAKEN}
    found |= {
        gate.WRONG,
        gate.LOCKED,
        gate.NOT_LOGGED_IN,
        gate.NOT_YOUR_PLACE,
        gate.SAME_PIN,
        pins.NOT_A_PIN,
        pins.EASY,
    }
    found |= {asking.AWAY, guard.NOT_RECORDED, window.STALE.sentence, ticket_presses.STAFF}
    found |= {asks.LOCKED, asks.NOT_A_CODE, asks.OVER, asks.WRONG}
    found |= {admitting.NOT_JOINED, admitting.OTHER_KIND, terminals_page.CLOSED}
    for script in WEB.glob("*.js"):
        found |= {text for text in re.findall(r'"([^"\n]*)"', script.read_text()) if CHINESE.search(text)}
    for page in WEB.glob("*.html"):
        found |= set(re.findall(r'data-say="([^"]+)"', page.read_text()))
    return found - {"中文"}


def test_every_sentence_of_the_web_has_its_english_words() -> None:
    with LOCALE.open("rb") as file:
        english = {message.id: message.string for message in read_po(file, locale="en")}
    missing = [sentence for sentence in sorted(sentences()) if not english.get(sentence)]
    assert missing == []
    fields = re.compile(r"\{\w+\}")
    for sentence in sentences():
        assert set(fields.findall(str(english[sentence]))) <= set(fields.findall(sentence)), sentence


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of `#rrggbb`."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("#ffffff", "#0b5d7a"),
        ("#ffffff", "#083f54"),
        ("#b9d2db", "#0b5d7a"),
        ("#16222e", "#f5f7f8"),
        ("#4a5a68", "#ffffff"),
        ("#4a5a68", "#f5f7f8"),
        ("#4a5a68", "#e3f0f4"),
        ("#4a5a68", "#dfe5e9"),
        ("#1d7a46", "#e3f0f4"),
        ("#66737e", "#f5f7f8"),
        ("#3d4b57", "#c9d5db"),
        ("#083f54", "#e3f0f4"),
        ("#0b5d7a", "#ffffff"),
        ("#b3261e", "#ffffff"),
        ("#b3261e", "#e3f0f4"),
        ("#ffffff", "#a15c00"),
        ("#a15c00", "#ffffff"),
        ("#1d7a46", "#ffffff"),
        ("#6b3d00", "#fdf1dd"),
        ("#ffcf33", "#0a1f2b"),
        ("#ffffff", "#0a1f2b"),
    ],
)
def test_every_pair_of_colours_can_be_read(text: str, ground: str) -> None:
    styles = "".join(style.read_text() for style in WEB.glob("*.css")).replace("#fff;", "#ffffff;")
    assert text in styles
    assert ground in styles
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_pages_load_nothing_from_elsewhere_and_run_no_inline_script() -> None:
    for file in [*WEB.glob("*.html"), *WEB.glob("*.js"), *WEB.glob("*.css")]:
        text = file.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, file.name
        assert "https://" not in text, file.name
        if file.suffix == ".html":
            assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|style=", text), file.name
