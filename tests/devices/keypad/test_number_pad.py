"""The keys of a USB numeric keypad."""

from devices.keypad.keys import Key, KeyPress
from devices.keypad.number_pad import KEYS, pad_keys
from devices.keypad.pad import NumberPad
from devices.transport.input_event import EV_KEY, EV_SYN, InputEvent, InputEventDecoder, encode_event

NUM_LOCK, F1 = 69, 59


def events(*codes: int, value: int = 1) -> list[InputEvent]:
    return [InputEvent(number * 150_000, EV_KEY, code, value) for number, code in enumerate(codes)]


def test_every_key_of_the_pad_has_its_name() -> None:
    pad = (82, 79, 80, 81, 75, 76, 77, 71, 72, 73, 96, 78, 74, 55, 98, 83, 14)
    names = [*"0123456789", "enter", "plus", "minus", "star", "slash", "dot", "backspace"]
    assert list(pad_keys(events(*pad))) == names
    assert set(names) == set(KEYS)


def test_digits_of_the_main_row_count_too() -> None:
    assert "".join(pad_keys(events(2, 3, 4, 5, 6, 7, 8, 9, 10, 11))) == "1234567890"


def test_held_and_released_keys_and_unknown_ones_are_nothing() -> None:
    assert list(pad_keys(events(79, value=0) + events(79, value=2) + events(NUM_LOCK, F1))) == []
    assert list(pad_keys([InputEvent(0, EV_SYN, 79, 1)])) == []


def test_keys_come_out_of_the_bytes_of_the_wire_in_any_pieces() -> None:
    content = b"".join(encode_event(event) for event in events(79, 82, 96))
    decoder = InputEventDecoder()
    keys = [key for at in range(0, len(content), 7) for key in pad_keys(decoder.feed(content[at : at + 7]))]
    assert keys == ["1", "0", "enter"]


def test_digits_touched_by_accident_are_forgotten_after_a_while() -> None:
    pad = NumberPad()
    pad.feed(encode_event(InputEvent(1_000_000, EV_KEY, 79, 1)))
    heard = pad.feed(encode_event(InputEvent(60_000_000, EV_KEY, 96, 1)))
    assert [one.press for one in heard] == [KeyPress(Key.CALL)]
