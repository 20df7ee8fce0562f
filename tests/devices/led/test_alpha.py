"""Alpha signs: memory and clock first, silences, colours, pictures of Chinese, files and strings of the card."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.errors import TextRefusedError
from devices.led.alpha import AlphaCodec, AlphaOptions
from devices.led.alpha_frame import Packet, encode_packet, packet_decoder
from devices.led.alpha_messages import Dots, File, Memory, Message, Special, String, Text, message_in, to_body
from devices.led.dots import dots_of
from devices.simulator.alpha import AlphaCard

SUNDAY = datetime(2026, 11, 29, 8, 5)
WIDE = AlphaOptions(width_px=96, height_px=16)

latin = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=20)
label = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
digits = st.text("0123456789ABCDEF", min_size=4, max_size=4)
files = st.builds(File, label, st.sampled_from("ABD"), st.booleans(), st.integers(0, 0xFFFF), digits)
messages = st.one_of(
    st.builds(Text, label, latin, st.sampled_from(["", " b", "0a", "\x22n7"])),
    st.builds(String, label, latin),
    st.builds(Memory, st.lists(files, max_size=4).map(tuple)),
    st.builds(Special, st.sampled_from(["time", "day", "date", "dimming", "soft_reset"]), digits),
    st.integers(1, 31).flatmap(
        lambda width: st.builds(
            Dots, label, st.lists(st.text("0123", min_size=width, max_size=width), min_size=1, max_size=31).map(tuple)
        )
    ),
)


def _said(content: bytes) -> list[Message | None]:
    return [message_in(body) for packet in packet_decoder().feed(content) for body in packet.bodies]


@settings(max_examples=80)
@given(said=st.lists(messages, min_size=1, max_size=3), checked=st.booleans())
def test_messages_come_out_of_packets_as_they_went_in(said: list[Message], checked: bool) -> None:
    content = encode_packet(Packet(tuple(map(to_body, said)), checked=checked))
    assert _said(content) == said


def test_a_sign_gets_its_memory_and_a_second_for_it_then_time_date_and_day() -> None:
    memory, *clock = AlphaCodec(0, WIDE).prepare(SUNDAY)
    [said] = _said(memory.content)
    assert isinstance(said, Memory)
    assert [(file.label, file.kind, file.size) for file in said.files] == [("A", "A", 256), ("1", "D", 0x1060)]
    assert memory.gap_s >= 1.0
    assert [_said(each.content) for each in clock] == [
        [Special("time", "0805")],
        [Special("date", "112926")],
        [Special("day", "1")],
    ]


def test_a_low_sign_needs_no_memory_for_pictures() -> None:
    [said] = _said(AlphaCodec().prepare(SUNDAY)[0].content)
    assert isinstance(said, Memory)
    assert [file.kind for file in said.files] == ["A"]


def test_a_picture_keeps_silent_after_its_width_and_after_itself() -> None:
    [(drawn, shown)] = AlphaCodec(0, WIDE).pages("暂停")
    [(place, pause_s)] = drawn.pauses
    assert drawn.content[:place].endswith(b"\x02I11020")
    assert drawn.content[place : place + 32].strip(b"03") == b""
    assert pause_s >= 0.1
    assert drawn.gap_s >= 0.1
    assert not shown.pauses


@pytest.mark.parametrize(("colour", "digit"), [("red", "1"), ("green", "2"), ("amber", "3")])
def test_texts_and_pictures_have_the_colour_of_the_options(colour: str, digit: str) -> None:
    options = AlphaOptions(width_px=96, height_px=16, colour=colour)  # type: ignore[arg-type]
    [((text,), *_)] = [AlphaCodec(0, options).pages("A012")]
    assert _said(text.content) == [Text("A", f"\x1c{digit}A012", " b")]
    [(drawn, _)] = AlphaCodec(0, options).pages("请")
    [dots] = _said(drawn.content)
    assert isinstance(dots, Dots)
    assert set("".join(dots.rows)) == {"0", digit}


def test_a_latin_text_wider_than_the_sign_runs_through_it() -> None:
    for length, place in ((13, " b"), (14, " a")):
        [(text,)] = AlphaCodec().pages("A" * length)
        assert _said(text.content) == [Text("A", "\x1c3" + "A" * length, place)]


@pytest.mark.parametrize("height", [7, 11])
def test_chinese_is_refused_where_it_would_not_be_legible(height: int) -> None:
    with pytest.raises(TextRefusedError, match="legible"):
        AlphaCodec(0, AlphaOptions(height_px=height)).pages("请A012号")


@pytest.mark.parametrize("height", range(12, 32))
@pytest.mark.parametrize("width", [32, 81, 255])
def test_no_picture_is_wider_than_the_sign_or_of_another_height(height: int, width: int) -> None:
    for page in AlphaCodec(0, AlphaOptions(width_px=width, height_px=height)).pages("请A012号到3号窗口，谢谢"):
        [dots] = _said(page[0].content)
        assert isinstance(dots, Dots)
        assert len(dots.rows) == height
        assert len(dots.rows[0]) <= width


def test_a_character_stays_inside_its_cell() -> None:
    assert all(row[:16] == alone for row, alone in zip(dots_of("请W", 16, 16), dots_of("请", 16, 16), strict=True))


def _tell(card: AlphaCard, *said: Message, address: str = "00") -> None:
    card.hear(encode_packet(Packet(tuple(map(to_body, said)), address)), frozenset())


def test_a_card_takes_only_what_its_memory_was_set_up_for() -> None:
    card = AlphaCard()
    _tell(card, Text("A", "\x10S"), String("S", "A012"))
    assert card.text == ""
    _tell(card, Memory((File("A", "A", False, 8, "FF00"), File("S", "B", True, 4, "0000"))))
    _tell(card, Text("A", "NO \x10S"), String("S", "A012"))
    assert card.text == "NO A012"
    _tell(card, String("S", "A0123"))
    assert card.text == "NO A012", "too long for its file"
    _tell(card, Dots("S", ("1",)), Text("A", "\x14S", " b"))
    assert card.text == "", "S is no picture"
    _tell(card, Memory())
    assert card.text == ""


def test_the_priority_text_stands_before_all_until_it_is_taken_away() -> None:
    card = AlphaCard()
    _tell(card, Text("A", "A012", " b"), Text("0", "FIRE", " c"))
    assert card.text == "FIRE"
    _tell(card, Text("0"))
    assert card.text == "A012"


def test_a_soft_reset_and_the_clock_leave_the_text() -> None:
    card = AlphaCard()
    _tell(card, Text("A", "A012", " b"), Special("soft_reset"), Special("time", "1430"))
    assert card.text == "A012"
    assert card.told == {"soft_reset": "", "time": "1430"}


@pytest.mark.parametrize(
    ("address", "obeys"), [("00", True), ("1A", True), ("??", True), ("1?", True), ("?A", True), ("2?", False)]
)
def test_a_card_obeys_its_address_all_and_patterns(address: str, obeys: bool) -> None:
    card = AlphaCard(0x1A)
    _tell(card, Text("A", "A012", " b"), address=address)
    assert (card.text == "A012") is obeys


def test_each_colour_has_lamps_of_its_own() -> None:
    drawn = set()
    for digit in "123":
        card = AlphaCard(height_px=7)
        _tell(card, Text("A", f"\x1c{digit}A012", " b"))
        drawn.add(card.picture(0).tobytes())
    assert len(drawn) == 3


def test_a_text_that_runs_through_is_seen_to_its_end() -> None:
    for height in (7, 16):
        card = AlphaCard(height_px=height)
        _tell(card, Text("A", "A012 PLEASE GO TO ROOM 3", " a"))
        assert card.picture(0).tobytes() != card.picture(1).tobytes()
