"""Dynamic text areas of Onbon font cards (command A3 06): layout of a text on the sign, encode, decode; pure."""

import struct

import msgspec

from devices.errors import TextRefusedError
from devices.led.codec import encoded
from devices.led.onbon_frame import MAX_FRAME_BYTES, Frame, encode_frame
from devices.led.onbon_messages import Message, Op, to_data

PLACE = struct.Struct("<BHHHHBBBH")
LOOK = struct.Struct("<BBBBBBBBI")
SPEAK_GIVEN_TEXT = 2
ALL_AREAS = 0xFF
STATIC = 1
PIXEL_FLAG = 0x8000


class Speech(msgspec.Struct, frozen=True):
    """What the voice of a 5K1Q-YY or 6K-YY card says once with an area, in GB2312.

    Attributes:
        voice: 0 to 5; volume: 0 to 10; speed: 1 to 10; repeat: further times, 0 to 15.
    """

    text: bytes
    voice: int = 0
    volume: int = 10
    speed: int = 5
    repeat: int = 0


class Area(msgspec.Struct, frozen=True):
    """One text area, fields and units as on the wire.

    Attributes:
        x, width: in units of 8 pixels on 5K cards, unless bit 15 is set (pixels).
        run_mode: 0 loop, 1 stop on the last page, 2 loop and blank on timeout.
        single_line: 1 one line, 2 several; new_line: 1 manual, 2 automatic.
        display_mode: 1 static, 2 fast, 3 to the left, 4 right, 5 up, 6 down.
        speed: 0 fastest to 0x18; stay: half seconds.
    """

    text: bytes
    x: int = 0
    y: int = 0
    width: int = 24
    height: int = 16
    area_type: int = 0
    area_id: int = 0
    line_space: int = 0
    run_mode: int = 0
    timeout_s: int = 0
    alignment: int = 0
    single_line: int = 1
    new_line: int = 1
    display_mode: int = STATIC
    exit_mode: int = 0
    speed: int = 4
    stay: int = 6
    speech: Speech | None = None


class AreaUpdate(msgspec.Struct, frozen=True):
    """Which areas go and which come; `delete_all` stands for the number FF in place of a list."""

    areas: tuple[Area, ...] = ()
    delete: tuple[int, ...] = ()
    delete_all: bool = False


def encode_update(update: AreaUpdate) -> bytes:
    """The payload of `Op.UPDATE_AREAS`."""
    head = bytes([ALL_AREAS]) if update.delete_all else bytes([len(update.delete), *update.delete])
    return head + bytes([len(update.areas)]) + b"".join(map(_encode_area, update.areas))


def _encode_area(area: Area) -> bytes:
    place = PLACE.pack(
        area.area_type,
        area.x,
        area.y,
        area.width,
        area.height,
        area.area_id,
        area.line_space,
        area.run_mode,
        area.timeout_s,
    )
    look = LOOK.pack(
        0,  # no typesetting block
        area.alignment,
        area.single_line,
        area.new_line,
        area.display_mode,
        area.exit_mode,
        area.speed,
        area.stay,
        len(area.text),
    )
    block = place + _encode_speech(area.speech) + look + area.text
    return len(block).to_bytes(2, "little") + block


def _encode_speech(speech: Speech | None) -> bytes:
    if speech is None:
        return b"\x00"
    head = bytes([SPEAK_GIVEN_TEXT, speech.repeat << 4 | speech.voice, speech.volume, speech.speed])
    return head + len(speech.text).to_bytes(4, "little") + speech.text


def decode_update(payload: bytes) -> AreaUpdate | None:
    """The update in a payload; None when lengths do not fit or it uses typesetting blocks or speaks the shown text."""
    if not payload:
        return None
    delete_all = payload[0] == ALL_AREAS
    position = 1 if delete_all else 1 + payload[0]
    deleted = () if delete_all else tuple(payload[1:position])
    areas: list[Area] = []
    count = payload[position] if position < len(payload) else 0
    position += 1
    for _ in range(count):
        start = position + 2
        position = start + int.from_bytes(payload[start - 2 : start], "little")
        area = _decode_area(payload[start:position])
        if area is None or position > len(payload):
            return None
        areas.append(area)
    return AreaUpdate(tuple(areas), deleted, delete_all)


def _decode_area(block: bytes) -> Area | None:
    speech: Speech | None = None
    position = PLACE.size + 1
    if len(block) < position:
        return None
    place = PLACE.unpack_from(block)
    if block[PLACE.size] == SPEAK_GIVEN_TEXT and len(block) >= position + 7:
        start = position + 7
        position = start + int.from_bytes(block[start - 4 : start], "little")
        who, volume, pace = block[PLACE.size + 1 : PLACE.size + 4]
        speech = Speech(block[start:position], who & 0x0F, volume, pace, who >> 4)
    elif block[PLACE.size]:
        return None
    if len(block) < position + LOOK.size:
        return None
    extra, *look, size = LOOK.unpack_from(block, position)
    text = block[position + LOOK.size :]
    if extra or len(text) != size:
        return None
    kind, x, y, width, height, number, space, run, timeout_s = place
    area = Area(text, x, y, width, height, kind, number, space, run, timeout_s, *look)
    return msgspec.structs.replace(area, speech=speech)


class SignLayout(msgspec.Struct, frozen=True):
    """The sign behind the card: its size and the height of the card's font (as wide as high for Chinese)."""

    width_px: int = 192
    height_px: int = 32
    glyph_px: int = 16
    charset: str = "gb2312"

    @property
    def columns(self) -> int:
        """Half-width characters in one line."""
        return self.width_px // (self.glyph_px // 2)

    @property
    def lines(self) -> int:
        return max(1, self.height_px // self.glyph_px)


def encodable(text: str, layout: SignLayout) -> bytes:
    """The text in the card's charset; a backslash becomes its full-width form because the card takes it as a command.

    Raises:
        TextRefusedError: a character the card's font lacks, or a control character.
    """
    return encoded(text.replace("\\", "\uff3c"), layout.charset)


def show_text(text: str, layout: SignLayout, speech: Speech | None = None) -> Message:
    """The command that makes area 0 show the text, replacing what it showed; an empty text takes the area away.

    One line stands still in the middle; more flow over the lines of the sign; still more the card shows page by page.

    Raises:
        TextRefusedError: not encodable, or longer than the card's buffer.
    """
    content = encodable(text, layout)
    if not content:
        return Message(Op.UPDATE_AREAS, payload=encode_update(AreaUpdate(delete=(0,))))
    one_line = len(content) <= layout.columns
    if one_line:
        content = b" " * ((layout.columns - len(content)) // 2) + content
    height = layout.glyph_px if one_line else layout.lines * layout.glyph_px
    area = Area(
        content,
        y=(layout.height_px - height) // 2,
        width=layout.width_px // 8,
        height=height,
        single_line=1 if one_line else 2,
        new_line=1 if one_line else 2,
        speech=speech,
    )
    message = Message(Op.UPDATE_AREAS, payload=encode_update(AreaUpdate((area,))))
    size = len(encode_frame(Frame(to_data(message))))
    if size > MAX_FRAME_BYTES:
        raise TextRefusedError(f"a frame of {size} bytes is longer than the card's buffer of {MAX_FRAME_BYTES}")
    return message
