"""A slip's bytes: golden against python-escpos where it is right, own path where it is not."""

import io
from collections.abc import Iterator
from contextlib import redirect_stdout

import pytest
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps
from pyzbar import pyzbar

from devices.errors import TextRefusedError
from devices.printer import (
    PAPER_58_MM,
    PAPER_80_MM,
    Align,
    Cut,
    Document,
    Feed,
    Line,
    Part,
    Picture,
    PrinterProfile,
    QrCode,
    Row,
    Rule,
    encode,
)
from devices.printer.raster import picture_of, raster_command
from devices.simulator.escpos_stream import Command, EscposStream, Raster, StatusQuestion, Text, Token
from tests.devices.printer.slips import LINK, slip

INIT = b"\x1b@"
RARE = ("䶮", "𠮷", "㐂")


def bytes_of(*parts: Part, profile: PrinterProfile = PAPER_80_MM) -> bytes:
    return encode(Document(parts), profile)


def tokens_of(content: bytes) -> list[Token]:
    stream = EscposStream()
    tokens = [token for token, _ in stream.feed(content)]
    assert stream.pending == b""
    return tokens


def texts_of(content: bytes) -> list[str]:
    return [token.content.decode("gb18030") for token in tokens_of(content) if isinstance(token, Text)]


@pytest.fixture
def oracle() -> Iterator[Dummy]:
    with redirect_stdout(io.StringIO()):
        printer = Dummy()
        printer.hw("INIT")
        yield printer


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_latin_line_is_what_python_escpos_builds(oracle: Dummy, align: Align) -> None:
    oracle.set(align=align, bold=True, custom_size=True, width=3, height=2)
    oracle._raw(b"A012\n")
    oracle.print_and_feed(2)
    oracle.cut(mode="PART")
    ours = bytes_of(Line("A012", align=align, width=3, height=2, bold=True), Feed(2), Cut())
    assert ours == oracle.output


def test_a_raster_is_what_python_escpos_builds(oracle: Dummy) -> None:
    image = Image.new("1", (61, 40), 1)
    image.paste(0, (3, 5, 30, 20))
    oracle.image(image, impl="bitImageRaster")
    white_is_ink = ImageChops.invert(image.convert("L")).convert("1")
    assert INIT + raster_command(picture_of(white_is_ink)) == oracle.output


def test_a_doubled_raster_is_what_python_escpos_builds(oracle: Dummy) -> None:
    image = Image.new("1", (16, 8), 0)
    oracle.image(image, high_density_vertical=False, high_density_horizontal=False)
    ours = raster_command(Picture(16, 8, b"\xff" * 16), scale=2)
    assert INIT + ours == oracle.output


def test_chinese_is_wrapped_in_double_byte_mode_as_published() -> None:
    """The computed line of the device reference, section 2.3, with our look between."""
    content = bytes_of(Line("请等候"))
    assert content.startswith(INIT)
    assert content.endswith(bytes.fromhex("1C 26 C7 EB B5 C8 BA F2 1C 2E 0A"))


def test_chinese_with_latin_keeps_its_order() -> None:
    assert bytes_of(Line("请A012到3号窗口")).endswith(b"\x1c&" + "请A012到3号窗口".encode("gb18030") + b"\x1c.\n")


@pytest.mark.parametrize("character", RARE)
def test_a_character_the_printer_lacks_is_printed_as_dots(character: str) -> None:
    content = bytes_of(Line(f"王{character}"))
    (raster,) = [token for token in tokens_of(content) if isinstance(token, Raster)]
    assert character.encode("gb18030") not in content
    assert not texts_of(content)
    assert raster.width_bytes * 8 >= 48
    assert sum(byte.bit_count() for byte in raster.bits) > 200, "two characters leave ink"


@pytest.mark.parametrize("character", RARE)
def test_rare_characters_are_not_drawn_as_the_box_for_missing_ones(character: str) -> None:
    assert bytes_of(Line(character)) != bytes_of(Line("\U000f0000"))
    assert len({bytes_of(Line(other)) for other in RARE}) == len(RARE)


def test_a_rare_name_leaves_the_other_lines_as_text() -> None:
    content = bytes_of(Line("办理人"), Line("王䶮"), Line("请等候"))
    assert texts_of(content) == ["办理人", "请等候"]


def test_a_printer_without_chinese_font_gets_every_chinese_line_as_dots() -> None:
    bare = PrinterProfile(name="bare", width_dots=384, columns=32, charset="ascii")
    content = bytes_of(Line("请等候"), Line("A012"), profile=bare)
    assert texts_of(content) == ["A012"]
    assert b"\x1c&" not in content


@pytest.mark.parametrize("evil", ["\x1b@", "\x1dV\x00", "\x10\x04\x01", "\x1c.", "\x9b1m", "\x00", "\x7f", "\u202e"])
def test_commands_hidden_in_text_are_taken_out(evil: str) -> None:
    hidden = bytes_of(Line(f"A{evil}B"), Line(f"号{evil}票"), Row(f"左{evil}", f"右{evil}"))
    visible = "".join(character for character in evil if character.isprintable())
    assert hidden == bytes_of(Line(f"A{visible}B"), Line(f"号{visible}票"), Row(f"左{visible}", f"右{visible}"))


@given(st.text(max_size=80))
def test_no_text_can_smuggle_a_command(text: str) -> None:
    allowed = {"ESC @", "ESC a", "ESC E", "GS !", "FS &", "FS .", "LF"}
    for token in tokens_of(bytes_of(Line(text))):
        assert not isinstance(token, StatusQuestion)
        if isinstance(token, Command):
            assert token.name in allowed


@given(st.text(alphabet="请等候蒲阳镇A012 ，。（）xyz", min_size=1, max_size=120), st.sampled_from([1, 2, 3]))
def test_what_is_printed_is_what_was_given(text: str, width: int) -> None:
    printed = "".join(texts_of(bytes_of(Line(text, width=width), profile=PAPER_58_MM)))
    assert printed.replace(" ", "") == text.replace(" ", "")


def test_a_long_line_goes_on_in_the_next_one_within_the_paper() -> None:
    lines = texts_of(bytes_of(Line("须本人到场办理并携带身份证件原件及复印件" * 3), profile=PAPER_58_MM))
    assert len(lines) == 4
    assert all(len(line.encode("gb18030")) <= PAPER_58_MM.columns for line in lines)


def test_a_row_reaches_from_edge_to_edge_or_takes_two_lines() -> None:
    (line,) = texts_of(bytes_of(Row("等候 3 人", "08:31")))
    assert len(line.encode("gb18030")) == PAPER_80_MM.columns
    assert texts_of(bytes_of(Row("前" * 20, "后" * 20))) == ["前" * 20, "后" * 20]


def test_a_rule_goes_across_the_paper() -> None:
    assert texts_of(bytes_of(Rule(), profile=PAPER_58_MM)) == ["-" * 32]


def test_a_printer_without_cutter_feeds_to_the_tear_bar() -> None:
    no_knife = PrinterProfile(name="58mm hand", width_dots=384, columns=32, cut="none")
    assert bytes_of(Cut(), profile=no_knife) == INIT + b"\x1bd\x06"


@pytest.mark.parametrize("size", [(0, 1), (1, 9)])
def test_sizes_no_printer_has_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        bytes_of(Line("A", width=size[0], height=size[1]))


@pytest.mark.parametrize("profile", [PAPER_80_MM, PAPER_58_MM], ids=lambda profile: profile.name)
@pytest.mark.parametrize("length", [10, 48, 120, 200])
def test_a_qr_code_is_at_least_25_mm_wide_and_fits(profile: PrinterProfile, length: int) -> None:
    content = bytes_of(QrCode("x" * length), profile=profile)
    (raster,) = [token for token in tokens_of(content) if isinstance(token, Raster)]
    scale = 2 if raster.mode == 3 else 1
    dots = Image.frombytes("1", (raster.width_bytes * 8, raster.height_dots), raster.bits)
    box = dots.getbbox()
    assert box is not None
    assert (box[2] - box[0]) * scale / 8 >= 25.0
    assert raster.height_dots * scale <= profile.width_dots
    assert (box[2] - box[0]) == (box[3] - box[1])


def test_a_qr_code_reads_the_same_as_the_one_python_escpos_prints(oracle: Dummy) -> None:
    oracle.qr(LINK, native=False, ec=0, size=4, image_arguments={"impl": "bitImageRaster"})
    read = []
    for content in (oracle.output, bytes_of(QrCode(LINK))):
        (raster,) = [token for token in tokens_of(content) if isinstance(token, Raster)]
        dots = Image.frombytes("1", (raster.width_bytes * 8, raster.height_dots), raster.bits).convert("L")
        paper = ImageChops.invert(ImageOps.expand(dots, border=40)).resize((1200, 1200), Image.Resampling.NEAREST)
        read.append([symbol.data.decode() for symbol in pyzbar.decode(paper)])
    assert read == [[LINK], [LINK]]


def test_a_qr_code_too_dense_for_the_paper_is_refused() -> None:
    with pytest.raises(TextRefusedError, match="does not fit"):
        bytes_of(QrCode("x" * 1500), profile=PAPER_58_MM)
    with pytest.raises(TextRefusedError, match="too long"):
        bytes_of(QrCode("x" * 5000))


def test_a_slip_travels_as_few_bytes_on_both_papers() -> None:
    assert len(encode(slip(), PAPER_80_MM)) < 3000
    assert len(encode(slip(), PAPER_58_MM)) < 3000


@given(st.integers(1, 40))
def test_the_stream_is_taken_apart_the_same_in_any_pieces(piece: int) -> None:
    content = encode(slip(), PAPER_80_MM)
    stream = EscposStream()
    chinese_text = "".join(
        token.content.decode("gb18030")
        for start in range(0, len(content), piece)
        for token, _ in stream.feed(content[start : start + piece])
        if isinstance(token, Text)
    )
    assert chinese_text == "".join(texts_of(content))
