"""The Apertum QSystem button console: four keys, a two-coloured lamp with a beep, three characters.

Source as of `apertum_frame`. What keys 2 to 4 do depends there on the state of the service, so it is an option here.
Checked against published frames and a simulated console; not seen on hardware.
"""

from devices.driver import Options
from devices.keypad.apertum_frame import (
    FIRST_ADDRESS,
    STEADY,
    TEXT_CHARACTERS,
    ConsoleDecoder,
    Question,
    Signal,
    Text,
    encode,
)
from devices.keypad.codec import Face, Heard
from devices.keypad.key_map import key_named
from devices.keypad.keys import KeyPress

FIRST_KEY, LAST_KEY = 0x31, 0x34
DARK, GREEN_BLINKS = 0x30, 0x36
BEEP = 7
"""To a lamp's code for the same lamp with a beep of half a second."""
GAP_S = 0.15


class ApertumOptions(Options, frozen=True, kw_only=True):
    """What the four keys mean, from the left."""

    key_1: str = "call_or_recall"
    key_2: str = "start"
    key_3: str = "transfer"
    key_4: str = "complete"

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            key_named(getattr(self, field), field)


class ApertumConsole:
    """One console. Of its lamp only what no key's code looks like is used, for converters that send back our frames."""

    gap_s = GAP_S

    def __init__(self, address: int, options: ApertumOptions | None = None) -> None:
        if not FIRST_ADDRESS <= address <= 0xFF:
            raise ValueError("address 是 32 到 255（这种按钮盒从 0x20 编起）")
        chosen = options or ApertumOptions()
        words = (chosen.key_1, chosen.key_2, chosen.key_3, chosen.key_4)
        self._keys = dict(enumerate((key_named(word, "key") for word in words), FIRST_KEY))
        self._address = address
        self._decoder = ConsoleDecoder()
        self.question = encode(Question(address))

    @property
    def dropped(self) -> int:
        return self._decoder.dropped

    def feed(self, received: bytes) -> list[Heard]:
        heard = []
        for message in self._decoder.feed(received):
            if message.address != self._address or isinstance(message, Text):
                continue
            key = self._keys.get(message.code) if isinstance(message, Signal) else None
            if key is not None or isinstance(message, Question):
                heard.append(Heard(encode(message), KeyPress(key) if key is not None else None))
        return heard

    def forget(self) -> None:
        self._decoder.forget()

    def face(self, face: Face) -> tuple[bytes, ...]:
        digits = face.number_digits if len(face.number_digits) <= TEXT_CHARACTERS else ""
        text = Text(self._address, digits.rjust(TEXT_CHARACTERS), STEADY)
        return encode(text), encode(Signal(self._address, _lamp(face)))

    def beep(self, face: Face) -> bytes:
        return encode(Signal(self._address, _lamp(face) + BEEP))


def _lamp(face: Face) -> int:
    """Green blinks while somebody waits and nobody is in front."""
    return GREEN_BLINKS if face.waiting and not face.number else DARK
