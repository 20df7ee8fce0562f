"""Alpha (BetaBrite) signs: Latin texts as text files, Chinese as dot pictures rendered from a font; no answer.

Source: "Alpha Sign Communications Protocol", pn 9708-8061 Rev F (device reference, section 1.3); see
`devices.led.alpha_messages` for what is general knowledge. Checked against published and computed packets and a
simulated sign; not seen on hardware.
"""

from datetime import datetime
from typing import Literal

from devices.bus import Exchange
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.alpha_frame import NULS, SOH, STX, Packet, encode_packet
from devices.led.alpha_messages import Dots, File, Memory, Message, Special, Text, to_body
from devices.led.codec import Page, Silent, encoded, paged
from devices.led.dots import cell_of, dots_of

TEXT_LABEL, DOTS_LABEL = "A", "1"
MIDDLE_HOLD, MIDDLE_ROTATE = " b", " a"
COLOURS = {"red": "1", "green": "2", "amber": "3"}
COLOUR, CALL_DOTS = "\x1c", "\x14"
TEXT_BYTES = 0x100
ALL_DAY, THREE_COLOURS = "FF00", "2000"
LETTER_PX = 6
"""The usual 5 × 7 letters with their gap."""
LEAST_CHINESE_ROWS = 12
LONGEST_TEXT = 250
MEMORY_S, DOTS_S = 1.0, 0.1
"""Silences after the memory was set up and after the width of a picture."""
TO_WIDTH = len(NULS + SOH + b"Z00" + STX + b"I1hhww")


class AlphaOptions(Options, frozen=True, kw_only=True):
    """A sign's settings. Chinese needs at least 12 rows; the line is 7E1 or 8N1 by the plan."""

    width_px: int = 80
    height_px: int = 7
    colour: Literal["red", "green", "amber"] = "amber"
    checksum: bool = True
    page_s: float = 3.0
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        if not 7 <= self.height_px <= 31 or not 32 <= self.width_px <= 255:
            raise ValueError("height_px 是 7 到 31，width_px 是 32 到 255")
        if not 1 <= self.page_s <= 60 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")

    @property
    def chinese(self) -> bool:
        """Whether Chinese characters would be legible."""
        return self.height_px >= LEAST_CHINESE_ROWS

    @property
    def cell_px(self) -> int:
        """The side of a Chinese character."""
        return cell_of(self.height_px)


class AlphaCodec(Silent):
    """One sign at `address`, 0 for all on the line."""

    def __init__(self, address: int = 0, options: AlphaOptions | None = None) -> None:
        self._address = f"{address:02X}"
        self._options = options or AlphaOptions()
        self.page_s = self._options.page_s
        self.refresh_s = self._options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        encoded(text, "utf-8")
        if text.isascii():
            return ((self._text(text),),)
        if not self._options.chinese:
            raise TextRefusedError(f"Chinese is not legible on {self._options.height_px} rows")
        width = self._options.width_px // (self._options.cell_px // 2)
        return tuple(self._picture(page) for page in paged(text, width))

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        """Memory for one text and, where Chinese is possible, one picture; then time, date and day (1 is Sunday).

        The sign goes dark for the second in which it sets up its memory. It keeps it without power (general
        knowledge); otherwise pictures would come back only with the next preparation.
        """
        files = [File(TEXT_LABEL, "A", False, TEXT_BYTES, ALL_DAY)]
        if self._options.chinese:
            size = self._options.height_px * 0x100 + self._options.width_px
            files.append(File(DOTS_LABEL, "D", True, size, THREE_COLOURS))
        clock = (
            Special("time", now.strftime("%H%M")),
            Special("date", now.strftime("%m%d%y")),
            Special("day", str(now.isoweekday() % 7 + 1)),
        )
        memory = Exchange(content=self._packet(Memory(tuple(files))), gap_s=MEMORY_S)
        return memory, *(Exchange(content=self._packet(each), gap_s=DOTS_S) for each in clock)

    def _text(self, text: str) -> Exchange:
        if len(text) > LONGEST_TEXT:
            raise TextRefusedError(f"longer than {LONGEST_TEXT} letters")
        letter_px = max(LETTER_PX, self._options.cell_px // 2)
        place = MIDDLE_HOLD if len(text) <= self._options.width_px // letter_px else MIDDLE_ROTATE
        colour = COLOUR + COLOURS[self._options.colour]
        return Exchange(content=self._packet(Text(TEXT_LABEL, colour + text, place)))

    def _picture(self, text: str) -> Page:
        """The picture, then the text that shows it."""
        options = self._options
        rows = dots_of(text, options.cell_px, options.height_px, COLOURS[options.colour])
        drawn = Exchange(content=self._packet(Dots(DOTS_LABEL, rows)), gap_s=DOTS_S, pauses=((TO_WIDTH, DOTS_S),))
        return drawn, Exchange(content=self._packet(Text(TEXT_LABEL, CALL_DOTS + DOTS_LABEL, MIDDLE_HOLD)))

    def _packet(self, message: Message) -> bytes:
        return encode_packet(Packet((to_body(message),), self._address, checked=self._options.checksum))
