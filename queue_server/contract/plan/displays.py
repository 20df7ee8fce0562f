"""The plan's tables of what the hall is shown and told: displays, notices, voices, results."""

from queue_server.contract.plan.hours import Hours
from queue_server.contract.plan.table import Table


class Notice(Table, frozen=True, kw_only=True):
    """A sentence for everybody, in turn with others on the kiosks' first screen and at the foot of the displays."""

    text: str
    text_en: str = ""


class Display(Table, frozen=True, kw_only=True):
    """A hall display, in a window of its own or on a TV's browser (`/board/<id>`); `notice` is its own at the foot.

    Its panel has `panel_inch` across and `panel_px` (width, height); its `rows` calls are to be read from `viewing_m`
    away. It shows and `speaks` the calls of the windows of its `zone` that serve one of its `services` (prefixes);
    empty means all. `english` adds an English line.
    """

    id: str
    place: str = ""
    notice: str = ""
    panel_inch: float = 55.0
    panel_px: tuple[int, int] = (1920, 1080)
    viewing_m: float = 10.0
    rows: int = 4
    zone: str = ""
    services: tuple[str, ...] = ()
    english: bool = False
    speaks: bool = True


class Voice(Table, frozen=True, kw_only=True):
    """A voice that speaks every call, one voice after the other by `order`.

    `pack` is a folder of recordings, seen from the plan's own folder; without one, zh_CN and en are spoken by
    espeak-ng. `gain` is the share of its full loudness, `quiet_gain` that in the hours `quiet`.
    """

    language: str = "zh_CN"
    pack: str = ""
    order: int = 0
    gain: float = 1.0
    quiet: Hours = ()
    quiet_gain: float = 0.4


class Results(Table, frozen=True, kw_only=True):
    """Results that are made public: shown on the displays for `keep_days` days from their date, the first included."""

    keep_days: int = 30
