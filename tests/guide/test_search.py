"""A visitor finds a matter by what they type: initials, pinyin, characters, a code, an English word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.contract.plan import Matter, load
from queue_server.guide.search import Index, spelled

PLAN = load(Path(__file__).parents[2] / "assets/halls/puyang.toml")
INDEX = Index(PLAN.matter)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("A02", "A02"),
        ("a02", "A02"),
        ("gddl", "A01"),
        ("gengdi", "A01"),
        ("gengd", "A01"),
        ("GengDi Di", "A01"),
        ("gdbt", "A01"),
        ("耕地补贴", "A01"),
        ("gd地力", "A01"),
        ("高龄", "B04"),
        ("gljt", "B04"),
        ("shengyudeng", "C01"),
        ("sydj", "C01"),
        ("shydj", "C01"),
        ("医保", "B05"),
        ("yanglao", "B06"),
        ("ｙａｎｇｌａｏ", "B06"),
        ("birth", "C01"),
        ("old-age allow", "B04"),
    ],
)
def test_what_is_meant_comes_first(query: str, first: str) -> None:
    assert INDEX.find(query)[0].code == first


@pytest.mark.parametrize("typed", ["yh", "yinhang", "yx", "yinxing", "chongzhi", "zhongzhi", "cz", "nver", "nuer"])
def test_every_reading_of_a_character_finds_it(typed: str) -> None:
    name = "女儿" if typed.startswith("n") else "银行重置"
    assert Index([matter("X01", name)]).find(typed)


def test_the_beginning_of_a_name_goes_before_its_middle_and_the_shorter_before_the_longer() -> None:
    names = ["临时补贴", "补贴申领登记", "补贴", "补贴申领"]
    found = Index(matter(f"X{number}", name) for number, name in enumerate(names)).find("bt")
    assert [one.name for one in found] == ["补贴", "补贴申领", "补贴申领登记", "临时补贴"]


@pytest.mark.parametrize("query", ["", "  ", "“”", "zzzz", "🙂"])
def test_nothing_is_found_where_nothing_is_meant(query: str) -> None:
    assert INDEX.find(query) == ()


def test_no_more_is_found_than_asked_for() -> None:
    assert len(INDEX.find("补贴", limit=2)) == 2


@given(st.text(max_size=60))
def test_any_text_may_be_typed(query: str) -> None:
    assert len(INDEX.find(query, 5)) <= 5


@given(st.sampled_from(PLAN.matter), st.data())
def test_any_piece_of_a_name_finds_it(wanted: Matter, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(wanted.name) - 2))
    piece = wanted.name[start : data.draw(st.integers(start + 2, len(wanted.name)))]
    if any(letter.isalnum() for letter in piece):
        assert wanted in INDEX.find(piece, len(PLAN.matter))


def matter(code: str, name: str) -> Matter:
    """A matter that is only a name."""
    return Matter(code=code, name=name, name_en="-", service="X", needs=(), needs_en=())


def test_a_spelling_offers_the_characters_of_the_names_found() -> None:
    index = Index(PLAN.matter)
    assert "地" in index.characters("耕d")
    assert index.characters("耕地") == index.characters("qqq") == ()
    assert spelled("耕地Bt") == "bt"
