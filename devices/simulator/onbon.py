"""An Onbon font card that exists only as bytes and pictures."""

from pathlib import Path

from PIL import Image

from devices.led.onbon_areas import Area, SignLayout, decode_update
from devices.led.onbon_frame import ANY_SCREEN, Frame, FrameDecoder, encode_frame
from devices.led.onbon_messages import WANT_REPLY, CardError, Message, Op, ack, message_in, nack, to_data
from devices.simulator.line import SimulatedLine
from devices.simulator.sign import SignSimulator
from devices.simulator.strip import dark_picture, strip_picture

BROADCAST = 0xFFFF


class OnbonCard:
    """A card with address `screen`; areas live until power is lost, as on the real card.

    Attributes:
        spoken: what its voice has said.
        levels: the brightness of each half hour, when it was set.
        clock: the clock as it was set, in the protocol's digits.
    """

    answers = True

    def __init__(self, screen: int = 1, layout: SignLayout | None = None) -> None:
        self._screen = screen
        self._layout = layout or SignLayout()
        self._areas: dict[int, Area] = {}
        self._lit = True
        self._decoder = FrameDecoder()
        self.faults = {"nack_busy": "回答忙"}
        self.frames = 0
        self.spoken: list[str] = []
        self.levels = b""
        self.clock = b""

    @property
    def text(self) -> str:
        if not self._lit:
            return ""
        return " ".join(self._decoded(area).strip() for _, area in sorted(self._areas.items()))

    def lose_power(self) -> None:
        self._areas.clear()
        self._decoder = FrameDecoder()
        self._lit = True

    def hear(self, received: bytes, faults: frozenset[str]) -> bytes:
        said = b""
        for frame in self._decoder.feed(received):
            message = message_in(frame)
            if message is None or frame.to not in (self._screen, ANY_SCREEN, BROADCAST):
                continue
            self.frames += 1
            answer = nack(CardError.BUSY) if "nack_busy" in faults else self._obey(message)
            if message.flag == WANT_REPLY and frame.to != BROADCAST:
                said += encode_frame(Frame(to_data(answer), to=frame.sender, sender=self._screen))
        return said

    def picture(self, page: int) -> Image.Image:
        layout = self._layout
        picture = dark_picture(layout.width_px, layout.height_px)
        if self._lit:
            for area in self._areas.values():
                picture = strip_picture(
                    self._decoded(area),
                    width=layout.width_px,
                    height=layout.height_px,
                    glyph_px=layout.glyph_px,
                    top=area.y,
                    wrap=area.single_line != 1,
                    page=page,
                )
        return picture

    def _obey(self, message: Message) -> Message:
        match message.op:
            case Op.PING | Op.STATUS:
                return ack()
            case Op.SET_CLOCK:
                self.clock = message.payload
            case Op.BRIGHTNESS:
                self.levels = message.payload[2:]
            case Op.POWER:
                self._lit = message.payload[:1] == b"\x01"
            case Op.CLEAR:
                self._areas.clear()
            case Op.UPDATE_AREAS:
                return self._update(message)
            case _:
                return nack(CardError.COMMAND)
        return ack()

    def _update(self, message: Message) -> Message:
        update = decode_update(message.payload)
        if update is None:
            return nack(CardError.TYPE)
        if update.delete_all or message.reserved[0] == 1:
            self._areas.clear()
        for number in update.delete:
            self._areas.pop(number, None)
        for area in update.areas:
            self._areas[area.area_id] = area
            if area.speech is not None:
                self.spoken.append(area.speech.text.decode("gb2312", "replace"))
        return ack()

    def _decoded(self, area: Area) -> str:
        return area.text.decode(self._layout.charset, "replace")


class OnbonSimulator(SignSimulator):
    """A strip with a font card."""

    def __init__(self, line: SimulatedLine | Path, *, screen: int = 1, layout: SignLayout | None = None) -> None:
        super().__init__(line, OnbonCard(screen, layout))
