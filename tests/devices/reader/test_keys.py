"""Codes that are typed as keys."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.reader import Code
from devices.reader.keys import KEY_GAP_US, TypedCodes, typed
from devices.transport.input_event import EV_KEY, EV_SYN, SYN_DROPPED, InputEvent, encode_event

KEYPAD_1, CONTROL, TAB, CAPS, KEYPAD_ENTER = 79, 29, 15, 58, 96


def key(code: int, at_us: int, value: int = 1) -> bytes:
    return encode_event(InputEvent(at_us, EV_KEY, code, value))


def codes(content: bytes) -> list[Code]:
    return list(TypedCodes().feed(content))


@given(st.text(alphabet=string.ascii_letters + string.digits + string.punctuation + " ", min_size=1, max_size=30))
def test_everything_on_a_us_keyboard_is_read(text: str) -> None:
    code = "A" + text
    assert codes(typed(code, 0)) == [Code(code)]


def test_an_aim_identifier_is_taken_off() -> None:
    assert codes(typed("]Q1http://hall/t/A012", 0)) == [Code("http://hall/t/A012", "qr")]


def test_the_keypad_and_its_enter_count() -> None:
    assert codes(key(KEYPAD_1, 0) + key(KEYPAD_1, 9) + key(KEYPAD_ENTER, 20)) == [Code("11")]


def test_a_key_that_is_held_or_let_go_is_not_pressed_again() -> None:
    assert codes(key(KEYPAD_1, 0) + key(KEYPAD_1, 9, 2) + key(KEYPAD_1, 12, 0) + key(KEYPAD_ENTER, 20)) == [Code("1")]


def test_a_pause_drops_what_was_typed_before_it() -> None:
    reader = TypedCodes()
    assert list(reader.feed(typed("123", 0, end=False))) == []
    assert list(reader.feed(typed("A012", 10_000 + KEY_GAP_US))) == [Code("A012")]
    assert reader.refused == 1


def test_a_person_who_types_is_not_read() -> None:
    slow = b"".join(key(code, number * 200_000) for number, code in enumerate((79, 80, 81, 28)))
    assert codes(slow) == []


def test_a_clock_set_back_drops_what_was_typed() -> None:
    reader = TypedCodes()
    list(reader.feed(typed("123", 9_000_000, end=False)))
    assert list(reader.feed(typed("A012", 5_000_000))) == [Code("A012")]


@pytest.mark.parametrize(
    "stroke",
    [key(TAB, 500), key(CONTROL, 500) + key(46, 501) + key(CONTROL, 502, 0), key(59, 500)],
    ids=["tab", "control with a letter", "a function key"],
)
def test_a_key_that_is_no_character_spoils_its_code_only(stroke: bytes) -> None:
    reader = TypedCodes()
    assert list(reader.feed(stroke + typed("12", 1000))) == []
    assert reader.refused == 1
    assert list(reader.feed(typed("A012", 2_000_000))) == [Code("A012")]


def test_lock_keys_around_a_code_do_no_harm() -> None:
    assert codes(key(CAPS, 0) + key(CAPS, 1, 0) + typed("A012", 1000)) == [Code("A012")]


def test_events_the_kernel_lost_spoil_the_code_and_no_shift_is_stuck() -> None:
    reader = TypedCodes()
    lost = encode_event(InputEvent(3000, EV_SYN, SYN_DROPPED, 0))
    assert list(reader.feed(key(42, 0) + key(30, 1000) + lost + typed("12", 4000))) == []
    assert list(reader.feed(typed("a012", 2_000_000))) == [Code("a012")]


def test_an_enter_alone_is_nothing() -> None:
    reader = TypedCodes()
    assert list(reader.feed(key(28, 0))) == []
    assert reader.refused == 0


def test_chinese_cannot_be_typed() -> None:
    with pytest.raises(ValueError, match="号"):
        typed("A012号", 0)
