"""Recipes of frames: what they make and read, and every mistake told with its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.bus.checksums import crc16_modbus
from devices.errors import TextRefusedError
from devices.led.canned import CannedCodec, CannedOptions
from devices.led.template import CHECKS, Template
from devices.registry import BindingError, driver_of, options_of


def test_a_recipe_makes_the_frame_step_by_step() -> None:
    template = Template("AA 55 [ {len16le+1} {address} {text} ] {crc16_modbus} 0D0A")
    assert template.encode(b"12", 7).hex(" ") == "aa 55 03 00 07 31 32 " + "45 84 0d 0a"


def test_without_brackets_the_checksum_is_over_all_before_it() -> None:
    assert Template("05 {text} {sum8}").encode(b"\x03\xe7", 0).hex(" ") == "05 03 e7 ef"


def test_a_crc_may_have_its_high_byte_first() -> None:
    frame = Template("[ {text} ] {crc16_modbus_be}").encode(b"123456789", 1)
    assert int.from_bytes(frame[-2:], "big") == crc16_modbus(b"123456789") == 0x4B37


@settings(max_examples=60)
@given(text=st.text("请A012号到3窗口 ", max_size=20), check=st.sampled_from(sorted(CHECKS)), cut=st.integers(0, 60))
def test_every_checksum_reads_what_it_made_in_any_pieces(text: str, check: str, cut: int) -> None:
    template = Template(f"AA 55 [ {{address}} {{len}} {{text}} ] {{{check}}} 16")
    frame = template.encode(text.encode("gbk"), 9)
    decoder = template.decoder(9)
    said = [*decoder.feed(b"\xaa" + frame[:cut]), *decoder.feed(frame[cut:] + frame)]
    assert said == [text.encode("gbk")] * 2
    assert list(template.decoder(8).feed(frame)) == []


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ("", ["空的"]),
        ("AA 55", ["{text}"]),
        ("{text} {text}", ["第 2 段", "只能有一个"]),
        ("AA GG {text}", ["第 2 段“GG”"]),
        ("AA 5 {text}", ["第 2 段“5”"]),
        ("AA {colour} {text}", ["第 2 段“{colour}”", "crc16_x25"]),
        ("AA {len+300} {text}", ["第 2 段“{len+300}”", "255"]),
        ("{text} {sum8} {xor8}", ["第 3 段“{xor8}”", "最多一个校验"]),
        ("AA [ {text} {sum8}", ["第 2 段", "配对"]),
        ("{text} ] {sum8}", ["第 2 段", "配对"]),
        ("] {text} [ {sum8}", ["第 1 段", "配对"]),
        ("[ [ {text} ] {sum8}", ["第 2 段", "一对"]),
        ("[ {text} ] 16", ["第 3 段", "校验"]),
        ("[ {text} {sum8} ]", ["第 4 段", "后面要有校验"]),
    ],
)
def test_a_wrong_recipe_is_told_at_load_with_its_place(recipe: str, words: list[str]) -> None:
    with pytest.raises(ValueError, match="模板") as caught:
        Template(recipe)
    assert [word for word in words if word not in str(caught.value)] == []
    with pytest.raises(BindingError, match="options"):
        options_of(driver_of("led_board", "canned"), {"template": recipe})


def test_a_text_or_address_too_long_for_its_field_is_refused() -> None:
    for text, address in ((b"x" * 300, 1), (b"x", 300)):
        with pytest.raises(OverflowError):
            Template("{address} {len} {text}").encode(text, address)


def _frames(options: CannedOptions, text: str) -> list[bytes]:
    return [exchange.content for page in CannedCodec(1, options).pages(text) for exchange in page]


def test_a_text_is_filled_up_where_the_strip_keeps_what_is_not_written_over() -> None:
    options = CannedOptions(template="02 {text} 03", columns=10, pad=True)
    assert _frames(options, "请A012") == [b"\x02" + "请A012    ".encode("gbk") + b"\x03"]


def test_a_long_text_is_paged_or_refused_as_the_options_say() -> None:
    text = "请A012号到3号窗口"
    assert _frames(CannedOptions(template="02 {text} 03", columns=10), text) == [
        b"\x02" + page.encode("gbk") + b"\x03" for page in ("请A012号到", "3号窗口")
    ]
    with pytest.raises(TextRefusedError, match="10 columns"):
        _frames(CannedOptions(template="02 {text} 03", columns=10, too_long="refuse"), text)


def test_a_text_longer_than_its_length_field_is_refused() -> None:
    with pytest.raises(TextRefusedError, match="length"):
        _frames(CannedOptions(template="{len+250} {text}", columns=16), "A012号窗")


def test_after_each_frame_the_strip_gets_its_silence() -> None:
    [(exchange,)] = CannedCodec(1, CannedOptions(gap_s=0.35)).pages("A012")
    assert exchange.gap_s == 0.35
    assert exchange.listen is None
