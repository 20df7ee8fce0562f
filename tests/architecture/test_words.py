"""Every Chinese sentence that a person can meet has its English words in the one catalogue."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from devices.registry import DRIVERS
from provisioning.rehearsal.machine_state import KINDS
from queue_server.contract import reasons
from queue_server.contract.refusals import SENTENCES
from queue_server.figures import light
from queue_server.guide.facts import STANDING_WORDS
from queue_server.queueing.calling.reasons import RULES
from queue_server.queueing.checks import STATE_WORDS
from queue_server.queueing.payments import NOTICE_STATE_WORDS
from tests.architecture.rooms import ROOT, files, place

CATALOGUE = ROOT / "assets/locales/en/LC_MESSAGES/tinghao.po"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FIELD = re.compile(r"\{\w+\}")
PAGES = ("assets/web", "assets/rehearsal")
SPOKEN_FOR_ITSELF = {"中文"}
"""The name of the language, which stands in that language."""
TOLD_ON_PAGES = (
    "devices/simulator/",
    "devices/agent/",
    "kiosk/health.py",
    "kiosk/troubles.py",
    "kiosk/scanning/trouble.py",
    "kiosk/selftest/",
)
"""Labels of switches and keys, and how devices are: texts that a page translates."""
NOT_TOLD = ("kiosk/selftest/page.py", "kiosk/selftest/tried.py")
"""A page of paper, and what the technician's bench says."""
REASONS = (*reasons.SENTENCES.values(), reasons.OVERTAKEN, *RULES.values())
ONLY_CHINESE = ("kiosk/speech/", "kiosk/display/", "devices/bench/")
"""The hall's voice and its big screen are Chinese, whatever language a visitor reads; so is a technician's terminal."""


def test_every_sentence_has_its_english_words() -> None:
    english = catalogue()
    missing = {sentence: where for sentence, where in sentences().items() if not _english(english, sentence)}
    assert missing == {}


def test_english_words_are_sure_and_tell_all_that_the_sentence_tells() -> None:
    for message in catalogue():
        if isinstance(message.id, str) and message.id:
            assert set(FIELD.findall(str(message.string))) == set(FIELD.findall(message.id)), message.id
            assert not message.fuzzy, message.id


def test_the_catalogue_compiles_and_says_each_sentence_once(tmp_path: Path) -> None:
    ids = re.findall(r'^msgid ((?:".*"\n?)+)', CATALOGUE.read_text(), re.MULTILINE)
    assert sorted({one for one in ids if ids.count(one) > 1}) == []
    with (tmp_path / "tinghao.mo").open("wb") as compiled:
        write_mo(compiled, catalogue())
    with (tmp_path / "tinghao.mo").open("rb") as compiled:
        assert len(read_mo(compiled)) == len(catalogue())


@cache
def catalogue() -> Catalog:
    """The English catalogue."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def sentences() -> dict[str, str]:
    """Every sentence that is given to `say`, with the place where."""
    states = (*STATE_WORDS.values(), *NOTICE_STATE_WORDS.values())
    tables = (*SENTENCES.values(), *REASONS, *states, *KINDS.values(), *STANDING_WORDS)
    tables += (light.WELL, *(half for both in light.SENTENCES.values() for half in both))
    found: dict[str, str] = dict.fromkeys(tables, "a table")
    found |= dict.fromkeys((driver.machine for driver in DRIVERS), "a driver")
    for file in files(".py", rooms=("devices", "kiosk")):
        if place(file).startswith(TOLD_ON_PAGES) and place(file) not in NOT_TOLD:
            found |= dict.fromkeys(_chinese_texts(file), place(file))
    for file in files(".py", rooms=("kiosk", "devices", "queue_server", "provisioning")):
        if not place(file).startswith(ONLY_CHINESE):
            found |= dict.fromkeys(_said_in_python(file), place(file))
    for file in files(".kv", rooms=("kiosk",)):
        found |= dict.fromkeys(re.findall(r"\bsay\([\w.]+, '([^']+)'", file.read_text()), place(file))
    for file in files(".js", rooms=PAGES):
        found |= dict.fromkeys(_said_in_javascript(file), place(file))
    for file in files(".html", rooms=PAGES):
        found |= dict.fromkeys(_said_in_html(file), place(file))
    return {sentence: where for sentence, where in found.items() if sentence not in SPOKEN_FOR_ITSELF}


def _chinese_texts(file: Path) -> Iterator[str]:
    """Every Chinese text of a file but its docstrings and texts with fields."""
    tree = ast.parse(file.read_text())
    passed = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    passed |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed else ""
        if isinstance(text, str) and CHINESE.search(text):
            yield text


def _english(english: Catalog, sentence: str) -> str:
    message = english.get(sentence)
    return str(message.string) if message else ""


def _said_in_python(file: Path) -> Iterator[str]:
    """What calls of `say(language, sentence)` and of `.say(sentence)` say in plain letters."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name("say") | ast.Name("_both") | ast.Name("HTTPException"):
                    said = node.args[1:2]
                case ast.Attribute(attr="say"):
                    said = node.args[:1]
                case _:
                    continue
            yield from (
                one.value
                for sentence in said
                for one in ast.walk(sentence)
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and CHINESE.search(one.value)
            )


def _said_in_javascript(file: Path) -> Iterator[str]:
    """What `say` is given, and every other Chinese text, for a page's tables are said later."""
    with file.open("rb") as source:
        for _, message, _, _ in extract("javascript", source, {"say": None}):
            yield message if isinstance(message, str) else message[0]
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    yield from (text for text in re.findall(r'"([^"\n]*)"', code) if CHINESE.search(text))


def _said_in_html(file: Path) -> list[str]:
    said: list[str] = []

    class Page(HTMLParser):
        """Notes what is to be said in the page's language."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Attributes `data-say`, `data-hint` and the like name a sentence."""
            said.extend(value for _, value in attrs if _.startswith("data-") and value and CHINESE.search(value))

    Page().feed(file.read_text())
    return said
