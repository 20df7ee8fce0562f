"""The keys of a USB numeric keypad, from the kernel's input events: pure, without a wire.

Source: linux/input-event-codes.h. Digits of the main row count too, for some pads send them.
"""

from collections.abc import Iterable, Iterator

from devices.transport.input_event import InputEvent

PAD_KEYS = {
    **dict(zip((82, 79, 80, 81, 75, 76, 77, 71, 72, 73), "0123456789", strict=True)),
    **dict(zip((11, 2, 3, 4, 5, 6, 7, 8, 9, 10), "0123456789", strict=True)),
    96: "enter",
    28: "enter",
    78: "plus",
    74: "minus",
    12: "minus",
    55: "star",
    98: "slash",
    53: "slash",
    83: "dot",
    52: "dot",
    14: "backspace",
}
KEYS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", *sorted({key for key in PAD_KEYS.values() if len(key) > 1}))
"""All names that `pad_keys` gives."""


def pad_keys(events: Iterable[InputEvent]) -> Iterator[str]:
    """The names of the keys that went down, as in `KEYS`; held keys count once, NumLock and unknown keys not at all."""
    for event in events:
        if event.pressed and event.code in PAD_KEYS:
            yield PAD_KEYS[event.code]
