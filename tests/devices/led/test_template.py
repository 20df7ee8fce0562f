"""Recipes of frames: what they make, and every mistake told with its place."""

import pytest

from devices.led.template import Template
from devices.registry import BindingError, driver_of, options_of


def test_a_recipe_makes_the_frame_step_by_step() -> None:
    template = Template("AA 55 [ {len16le+1} {address} {text} ] {crc16_modbus} 0D0A")
    assert template.encode(b"12", 7).hex(" ") == "aa 55 03 00 07 31 32 " + "45 84 0d 0a"


def test_without_brackets_the_checksum_is_over_all_before_it() -> None:
    assert Template("05 {text} {sum8}").encode(b"\x03\xe7", 0).hex(" ") == "05 03 e7 ef"


@pytest.mark.parametrize(
    ("recipe", "word"),
    [
        ("", "空的"),
        ("AA 55", "{text}"),
        ("{text} {text}", "只有一个"),
        ("AA GG {text}", "第 2 段“GG”"),
        ("AA {colour} {text}", "第 2 段“{colour}”"),
        ("{text} {sum8} {xor8}", "最多一个校验"),
        ("[ {text} {sum8}", "成对"),
        ("[ {text} ] 16", "后面要有校验"),
    ],
)
def test_a_wrong_recipe_is_told_at_load_with_its_place(recipe: str, word: str) -> None:
    with pytest.raises(ValueError, match=r"模板|方括号") as caught:
        Template(recipe)
    assert word in str(caught.value)
    with pytest.raises(BindingError, match="options"):
        options_of(driver_of("led_board", "canned"), {"template": recipe})


def test_a_text_or_address_too_long_for_its_field_is_refused() -> None:
    for text, address in ((b"x" * 300, 1), (b"x", 300)):
        with pytest.raises(OverflowError):
            Template("{address} {len} {text}").encode(text, address)
