"""A USB number pad as a keypad: digits, then a function key.

Source: Linux input events, grabbed so that no key reaches a window. Checked against recorded events and a simulated
pad; not seen on hardware.
"""

from devices.driver import Options
from devices.keypad.codec import Heard
from devices.keypad.key_map import key_named, pairs
from devices.keypad.keys import Key, KeyPress
from devices.keypad.number_pad import KEYS, pad_keys
from devices.keypad.typing_keys import Dumb, TypedDigits
from devices.transport.input_event import InputEventDecoder

FUNCTIONS = tuple(name for name in KEYS if not name.isdecimal())
RUB_OUT = "backspace"
SLOWEST_US = 10_000_000
"""Digits touched by accident are forgotten after so long."""


class NumberPadOptions(Options, frozen=True, kw_only=True):
    """Attributes: `keys` is what each key that is no digit means; an unnamed backspace takes back the last digit."""

    keys: str = "enter=call plus=recall minus=no_show star=park slash=transfer dot=pause"

    def __post_init__(self) -> None:
        functions(self.keys)


def functions(text: str) -> dict[str, Key]:
    """What each key of the pad means.

    Raises:
        ValueError: in Chinese.
    """
    keys = {}
    for name, word in pairs(text, "keys"):
        if name not in FUNCTIONS:
            raise ValueError(f"keys 里没有“{name}”这个键，可以写：{'、'.join(FUNCTIONS)}")
        keys[name] = key_named(word, "keys")
    return keys


class NumberPad(Dumb):
    """One pad."""

    dropped = 0

    def __init__(self, options: NumberPadOptions | None = None) -> None:
        self._functions = functions((options or NumberPadOptions()).keys)
        self._decoder = InputEventDecoder()
        self._typed = TypedDigits()
        self._typed_at_us = 0

    def feed(self, received: bytes) -> list[Heard]:
        heard = []
        for event in self._decoder.feed(received):
            for name in pad_keys((event,)):
                heard.append(Heard(name.encode(), self._press(name, event.at_us)))
        return heard

    def forget(self) -> None:
        """A number may be typed slowly, so that stays."""
        self._decoder.forget()

    def _press(self, name: str, at_us: int) -> KeyPress | None:
        if at_us - self._typed_at_us > SLOWEST_US:
            self._typed = TypedDigits()
        self._typed_at_us = at_us
        if name in self._functions:
            return self._typed.ended_by(self._functions[name])
        if name.isdecimal():
            self._typed.digit(name)
        elif name == RUB_OUT:
            self._typed.rub_out()
        return None
