"""Onbon BX-5K/6K font cards as a sign: texts as dynamic areas, brightness by hour, clock, the voice of YY cards."""

import re
from datetime import datetime

from devices.bus import Exchange, Verdict
from devices.driver import Options
from devices.led.codec import Page, encoded
from devices.led.onbon_areas import SignLayout, Speech, show_text
from devices.led.onbon_frame import ANY_SCREEN, Frame, FrameDecoder, encode_frame
from devices.led.onbon_messages import (
    CardError,
    Message,
    Op,
    brightness_by_hour,
    message_in,
    ping,
    set_clock,
    to_data,
)

BRIGHTNESS_STEP = re.compile(r"([01]\d|2[0-3]):([03]0)=(\d|1[0-5])")


class OnbonOptions(Options, frozen=True, kw_only=True):
    """A font card's settings.

    Attributes:
        charset: `gb2312`; `gbk` only where the card was loaded with such a font.
        voice: the card is a YY model with a loudspeaker.
        brightness: by hour, as `06:30=15 19:30=4`; empty leaves the card as it is.
        volume: of the voice, 0 to 10.
    """

    width_px: int = 192
    height_px: int = 32
    glyph_px: int = 16
    charset: str = "gb2312"
    voice: bool = False
    volume: int = 8
    brightness: str = ""
    answer_timeout_s: float = 0.5
    refresh_s: float = 10.0

    def __post_init__(self) -> None:
        if self.glyph_px not in (16, 24, 32) or self.height_px < self.glyph_px or self.width_px < 2 * self.glyph_px:
            raise ValueError("屏的宽和高（点）至少要放得下两个字，字高是 16、24 或 32")
        if self.width_px % 8 or self.width_px > 2048 or self.height_px > 512:
            raise ValueError("width_px 是 8 的倍数，最多 2048；height_px 最多 512")
        if self.charset not in ("gb2312", "gbk"):
            raise ValueError("charset 是 gb2312 或 gbk")
        if not 0 <= self.volume <= 10:
            raise ValueError("volume 在 0 到 10 之间")
        if not 0.05 <= self.answer_timeout_s <= 5 or not 1 <= self.refresh_s <= 3600:
            raise ValueError("answer_timeout_s 是 0.05 到 5 秒，refresh_s 是 1 到 3600 秒")
        half_hours(self.brightness)

    @property
    def layout(self) -> SignLayout:
        return SignLayout(self.width_px, self.height_px, self.glyph_px, self.charset)


def half_hours(steps: str) -> tuple[int, ...]:
    """The brightness of each of the 48 half hours for steps such as `06:30=15 19:30=4`; none for an empty text.

    Raises:
        ValueError: in Chinese, when a step is no time and level.
    """
    if not steps.strip():
        return ()
    changes = {}
    for step in steps.split():
        match = BRIGHTNESS_STEP.fullmatch(step)
        if match is None:
            raise ValueError(f"“{step}”不是亮度，应当像 06:30=15（整点或半点，亮度 0 到 15）")
        changes[int(match[1]) * 2 + (match[2] == "30")] = int(match[3])
    level = changes[max(changes)]
    levels = []
    for half_hour in range(48):
        level = changes.get(half_hour, level)
        levels.append(level)
    return tuple(levels)


class OnbonCodec:
    """One card with address `screen`. Checked against published frames and a simulated card; not seen on hardware."""

    answers = True
    page_s = 3.0

    def __init__(self, screen: int = 1, options: OnbonOptions | None = None) -> None:
        self._screen = screen
        self._options = options or OnbonOptions()
        self.refresh_s = self._options.refresh_s

    @property
    def question(self) -> Exchange | None:
        return self._exchange(ping())

    def pages(self, text: str) -> tuple[Page, ...]:
        return ((self._exchange(show_text(text, self._options.layout)),),)

    def aloud(self, text: str, spoken: str) -> Page:
        if not self._options.voice:
            return ()
        speech = Speech(encoded(spoken, "gb2312"), volume=self._options.volume)
        return (self._exchange(show_text(text, self._options.layout, speech)),)

    def prepare(self, now: datetime) -> tuple[Exchange, ...]:
        messages = [set_clock(now)]
        levels = half_hours(self._options.brightness)
        if levels:
            messages.append(brightness_by_hour(levels))
        return tuple(map(self._exchange, messages))

    def _exchange(self, message: Message) -> Exchange:
        return Exchange(
            content=encode_frame(Frame(to_data(message), to=self._screen)),
            listen=lambda: _CardListener(self._screen),
            answer_timeout_s=self._options.answer_timeout_s,
            tries=3,
        )


class _CardListener:
    """Hears the ACK or NACK of one card."""

    def __init__(self, screen: int) -> None:
        self._screen = screen
        self._decoder = FrameDecoder()

    def feed(self, received: bytes) -> Verdict | None:
        for frame in self._decoder.feed(received):
            message = message_in(frame)
            if message is None or not message.is_answer:
                continue
            if ANY_SCREEN not in (self._screen, frame.sender) and frame.sender != self._screen:
                continue
            if message.op == Op.ACK:
                return Verdict(content=message.payload)
            again = message.flag in (CardError.BUSY, CardError.CHECKSUM)
            return Verdict(why=f"the card refused: {_error_name(message.flag)}", code=message.flag, again=again)
        return None


def _error_name(code: int) -> str:
    return CardError(code).name.lower() if code in CardError.__members__.values() else f"error {code}"
