"""Names of places and people can be typed by their sounds."""

import pytest

from kiosk.setup.spelling import characters, is_name, put, spelled

FIRST_PAGE = 8


@pytest.mark.parametrize(
    ("letters", "letter"),
    [
        ("pu", "蒲"),
        ("yang", "阳"),
        ("zhen", "镇"),
        ("xiang", "乡"),
        ("wang", "王"),
        ("li", "李"),
        ("lv", "吕"),
        ("xi", "西"),
    ],
)
def test_the_usual_character_is_on_the_first_page(letters: str, letter: str) -> None:
    assert letter in characters(letters)[:FIRST_PAGE]


@pytest.mark.parametrize(
    ("letters", "letter"), [("xun", "浔"), ("li", "溧"), ("ge", "圪"), ("da", "垯"), ("nuo", "傩")]
)
def test_rare_characters_of_places_are_there_too(letters: str, letter: str) -> None:
    assert letter in characters(letters)


def test_a_sound_begun_offers_what_may_come_of_it() -> None:
    assert "阳" in characters("y")[:FIRST_PAGE]
    assert characters("") == ()
    assert characters("xq") == ()


def test_the_chosen_character_takes_the_place_of_its_letters() -> None:
    assert spelled("蒲YA") == "ya"
    assert put("蒲ya", "阳") == "蒲阳"
    assert is_name("蒲阳镇")
    assert not is_name("蒲阳z")
