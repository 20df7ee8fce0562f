"""The text block of a card: its fields, its tables, and what is not guessed at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.id_card.card import FIELDS, NATIONS, TEXT_BYTES, IdCard, UnknownFormat, card_in, text_block
from devices.simulator.id_card import HOLDER, PERMIT

PRINTABLE = st.sampled_from("一乙张三李娜欧阳·𠮷䶮㐂號１23Aé")


def card_with(**fields: str) -> IdCard:
    card = card_in(text_block(**(HOLDER | fields)))
    assert isinstance(card, IdCard)
    return card


def test_every_field_is_read_from_its_place() -> None:
    card = card_with()
    assert (card.name.reveal(), card.sex, card.nation, card.birth.reveal()) == ("张三", "男", "汉", "19491231")
    assert (card.address.reveal(), card.number.reveal()) == (HOLDER["address"], HOLDER["number"])
    assert (card.issuer, card.valid_from, card.valid_to) == ("测试公安局", "20100101", "长期")


def test_the_fields_follow_one_another_without_a_gap() -> None:
    ends = [start + size for start, size in FIELDS.values()]
    assert [start for start, _ in FIELDS.values()] == [0, *ends[:-1]]
    assert (ends[-1], TEXT_BYTES - ends[-1]) == (220, 36)


@pytest.mark.parametrize(("code", "sex"), [("1", "男"), ("2", "女"), ("0", ""), ("9", "")])
def test_a_sex_that_the_card_does_not_say_is_not_said(code: str, sex: str) -> None:
    assert card_with(sex=code).sex == sex


@pytest.mark.parametrize(
    ("code", "nation"),
    [
        ("01", "汉"),
        ("02", "蒙古"),
        ("05", "维吾尔"),
        ("15", "土家"),
        ("30", "土"),
        ("44", "俄罗斯"),
        ("56", "基诺"),
        ("97", "其他"),
        ("98", "外国血统中国籍人士"),
        ("00", ""),
        ("57", ""),
        ("1", ""),
        ("１５", ""),
    ],
)
def test_a_nation_is_the_one_of_its_code(code: str, nation: str) -> None:
    assert card_with(nation=code).nation == nation


def test_there_are_56_nations_each_once() -> None:
    assert len(NATIONS) == len(set(NATIONS)) == 56


def test_a_name_with_rare_characters_is_read_whole() -> None:
    assert card_with(name="𠮷䶮㐂").name.reveal() == "𠮷䶮㐂"


def test_a_newer_kind_of_card_keeps_its_bytes_and_gives_no_field() -> None:
    block = text_block(**PERMIT)
    seen = card_in(block)
    assert isinstance(seen, UnknownFormat)
    assert seen.raw.reveal() == block
    assert "张" not in repr(seen)


def test_a_number_with_a_wrong_check_character_is_an_unknown_card() -> None:
    assert isinstance(card_in(text_block(**(HOLDER | {"number": "110105194912310021"}))), UnknownFormat)


@settings(max_examples=50)
@given(st.text(PRINTABLE, max_size=7), st.text(PRINTABLE, max_size=17))
def test_any_name_and_address_come_back(name: str, address: str) -> None:
    card = card_with(name=name, address=address)
    assert (card.name.reveal(), card.address.reveal()) == (name, address)


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_a_garbled_text_block_is_no_card(block: bytes) -> None:
    assert isinstance(card_in(block), UnknownFormat)


def test_a_field_longer_than_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="name"):
        text_block(name="长" * 16)
