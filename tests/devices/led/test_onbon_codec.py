"""The Onbon codec against published and computed frames, in pieces, after garbage, with collisions."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import TextRefusedError
from devices.led.onbon_areas import Area, AreaUpdate, SignLayout, decode_update, encode_update, show_text
from devices.led.onbon_frame import (
    ANY_SCREEN,
    MAX_FRAME_BYTES,
    PREAMBLE,
    Frame,
    FrameDecoder,
    encode_frame,
)
from devices.led.onbon_messages import (
    NO_REPLY,
    CardError,
    Message,
    Op,
    ack,
    brightness,
    clear,
    nack,
    ping,
    power,
    set_clock,
    to_data,
)
from tests.devices.led.case_onbon import decode
from tests.devices.vectors import vectors

VECTORS = vectors(Path(__file__).parent / "vectors/onbon.json")
BY_NAME = {vector.name: vector for vector in VECTORS}


def decoded(content: bytes) -> list[Frame]:
    return list(FrameDecoder().feed(content))


def test_all_frames_of_the_reference_are_there() -> None:
    assert len(VECTORS) == 22
    assert sum(vector.source.startswith("computed") for vector in VECTORS) == 9


def test_a_frame_with_the_checksum_of_another_is_dropped_and_counted() -> None:
    (negative,) = [vector for vector in VECTORS if vector.decoded is None]
    decoder = FrameDecoder()
    assert list(decoder.feed(negative.content)) == []
    assert decoder.dropped == 1
    right = negative.content[:-3] + bytes.fromhex("BD 6F 5A")
    assert len(decoded(right)) == 1


def test_our_own_commands_are_the_vectors() -> None:
    own = {
        "ping": Frame(to_data(ping())),
        "status": Frame(to_data(Message(Op.STATUS))),
        "clear": Frame(to_data(clear())),
        "screen on": Frame(to_data(power(True))),
        "screen off": Frame(to_data(power(False))),
        "ping screen 3": Frame(to_data(ping()), to=3),
        "ping any screen": Frame(to_data(ping()), to=ANY_SCREEN),
        "brightness 12": Frame(to_data(brightness(12))),
        "clock 2013-01-25 11:17:26": Frame(to_data(set_clock(datetime(2013, 1, 25, 11, 17, 26)))),
        "ack": Frame(to_data(ack()), to=0x8000, sender=1),
        "nack busy": Frame(to_data(nack(CardError.BUSY)), to=0x8000, sender=1),
        "nack checksum": Frame(to_data(nack(CardError.CHECKSUM)), to=0x8000, sender=1),
    }
    assert {name: encode_frame(frame) for name, frame in own.items()} == {name: BY_NAME[name].content for name in own}


def test_text_areas_built_from_values_are_the_vectors() -> None:
    call = Area("请A012号到3号窗口".encode("gb2312"), timeout_s=30)
    temperature = Area(
        "\\FO000TEMPER:21℃".encode("gb2312"),
        y=12,
        width=64,
        height=12,
        area_id=1,
        line_space=10,
        run_mode=1,
        timeout_s=2,
        speed=0x17,
        stay=2,
    )
    for name, flag, area in (("请A012号到3号窗口 static", 1, call), ("TEMPER:21℃", NO_REPLY, temperature)):
        message = Message(Op.UPDATE_AREAS, flag, payload=encode_update(AreaUpdate((area,))))
        assert encode_frame(Frame(to_data(message))) == BY_NAME[name].content


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\xff\x5a\x5a",
        b"\xa5\xa5\x01\x02",
        b"\xa6\x5b",
        b"\xa5\x5b\x03\x5a",
        BY_NAME["ping"].content[:20],
        b"\x11\x13",
    ],
)
def test_garbage_before_a_frame_does_not_hide_it(garbage: bytes) -> None:
    assert decode(garbage + BY_NAME["ack"].content)[-1] == BY_NAME["ack"].decoded


def test_a_frame_without_end_does_not_grow_for_ever() -> None:
    decoder = FrameDecoder()
    assert list(decoder.feed(PREAMBLE + b"\x00" * 10_000)) == []
    assert decoder.dropped == 1
    assert len(list(decoder.feed(BY_NAME["ack"].content))) == 1


@given(st.binary(max_size=300), st.integers(0, 0xFFFF), st.integers(1, 40))
def test_any_content_survives_the_wire_in_any_pieces(content: bytes, screen: int, piece: int) -> None:
    frame = Frame(content, to=screen)
    wire = encode_frame(frame)
    assert wire.count(b"\x5a") == 1
    assert wire.count(b"\xa5") == len(PREAMBLE)
    decoder = FrameDecoder()
    pieces = [wire[start : start + piece] for start in range(0, len(wire), piece)]
    assert [got for part in pieces for got in decoder.feed(part)] == [frame]


@given(
    st.lists(
        st.builds(
            Area, st.binary(max_size=60), x=st.integers(0, 0xFFFF), y=st.integers(0, 0xFFFF), stay=st.integers(0, 255)
        ),
        max_size=4,
    ),
    st.lists(st.integers(0, 254), max_size=3),
)
def test_area_updates_survive_a_round_trip(areas: list[Area], deleted: list[int]) -> None:
    update = AreaUpdate(tuple(areas), tuple(deleted))
    assert decode_update(encode_update(update)) == update


@given(st.binary(max_size=80))
def test_a_garbled_update_is_refused_without_an_exception(payload: bytes) -> None:
    update = decode_update(payload)
    assert update is None or isinstance(update, AreaUpdate)


def test_text_longer_than_the_cards_buffer_is_refused_and_the_longest_is_not() -> None:
    def size(text: str) -> int:
        return len(encode_frame(Frame(to_data(show_text(text, SignLayout())))))

    longest = max(length for length in range(400, 600) if _fits("长" * length))
    assert size("长" * longest) <= MAX_FRAME_BYTES
    with pytest.raises(TextRefusedError, match="buffer"):
        show_text("长" * (longest + 1), SignLayout())


def _fits(text: str) -> bool:
    try:
        show_text(text, SignLayout())
    except TextRefusedError:
        return False
    return True


def test_a_backslash_cannot_become_a_card_command() -> None:
    message = show_text("\\C1红", SignLayout())
    assert b"\\" not in message.payload
