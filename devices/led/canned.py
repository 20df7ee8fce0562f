"""A strip without a published protocol: frames by a recipe in the plan, no answer; nothing about it is claimed."""

from typing import Literal

from devices.bus import Exchange
from devices.driver import Options
from devices.errors import TextRefusedError
from devices.led.codec import Page, Silent, columns, encoded, paged
from devices.led.template import Template


class CannedOptions(Options, frozen=True, kw_only=True):
    """A strip's recipe, found out from its maker or with a recording.

    Attributes:
        template: see `devices.led.template`.
        columns: half-width characters of the strip.
        pad: fill up with blanks to `columns`, for strips that keep what is not written over.
        too_long: show a longer text page by page, or refuse it.
        gap_s: silence after each frame.
    """

    template: str = "AA 55 [ {address} {len} {text} ] {sum8} 16"
    charset: Literal["gb2312", "gbk", "gb18030", "utf-8", "ascii"] = "gbk"
    columns: int = 16
    pad: bool = False
    too_long: Literal["page", "refuse"] = "page"
    gap_s: float = 0.2
    page_s: float = 3.0
    refresh_s: float = 60.0

    def __post_init__(self) -> None:
        Template(self.template)
        if not 1 <= self.columns <= 200:
            raise ValueError("columns 是 1 到 200（一个汉字算 2）")
        if not 0 <= self.gap_s <= 10 or not 1 <= self.page_s <= 60 or not 5 <= self.refresh_s <= 3600:
            raise ValueError("gap_s 是 0 到 10 秒，page_s 是 1 到 60 秒，refresh_s 是 5 到 3600 秒")


class CannedCodec(Silent):
    """One strip at `address`."""

    def __init__(self, address: int, options: CannedOptions) -> None:
        self._address = address
        self._options = options
        self._template = Template(options.template)
        self.page_s = options.page_s
        self.refresh_s = options.refresh_s

    def pages(self, text: str) -> tuple[Page, ...]:
        encoded(text, self._options.charset)
        width = self._options.columns
        if columns(text) > width and self._options.too_long == "refuse":
            raise TextRefusedError(f"longer than {width} columns")
        return tuple((self._exchange(page),) for page in paged(text, width))

    def _exchange(self, text: str) -> Exchange:
        width = self._options.columns
        if self._options.pad or not text:
            text += " " * (width - columns(text))
        try:
            frame = self._template.encode(encoded(text, self._options.charset), self._address)
        except OverflowError as error:
            raise TextRefusedError("longer than the template's length can say") from error
        return Exchange(content=frame, gap_s=self._options.gap_s)
