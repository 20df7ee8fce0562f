"""Which key types which character on the US layout, which every reader uses that pretends to be a keyboard.

Source: linux/input-event-codes.h.
"""

LEFT_SHIFT, RIGHT_SHIFT = 42, 54
SHIFTS = frozenset({LEFT_SHIFT, RIGHT_SHIFT})
COMMAND_KEYS = frozenset({29, 97, 56, 100, 125, 126})
"""Control, Alt and Meta on both sides: with one of them held, a key means a command and no character."""
ENTER, KEYPAD_ENTER = 28, 96
ENTERS = frozenset({ENTER, KEYPAD_ENTER})
LOCKS = frozenset({58, 69, 70})
"""Caps, Num and Scroll Lock, which some readers send around a code."""
ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
KEYPAD = {
    **dict(zip(range(71, 84), "789-456+1230.", strict=True)),
    55: "*",
    98: "/",
    117: "=",
}
PLAIN = {first + place: character for first, plain, _ in ROWS for place, character in enumerate(plain)} | KEYPAD
SHIFTED = {first + place: character for first, _, shifted in ROWS for place, character in enumerate(shifted)} | KEYPAD
KEY_OF = {character: (key, False) for key, character in reversed(PLAIN.items())} | {
    character: (key, True) for key, character in SHIFTED.items() if character not in PLAIN.values()
}
"""How each character is typed: key and whether shifted."""
