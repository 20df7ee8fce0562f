"""Can a kiosk's panel hold the bars of accessibility where it hangs? In millimetres, as its screens are laid out.

The bars are those of `kiosk/BARS.md`. Faces have fixed sizes in millimetres (`kiosk.screens.theme`), so whether they
hold is a matter of the panel's size, its height above the floor, and where people stand:

- large type: capitals of its least size are seen under 0.7 degrees (ADA 707.7.2; 0.69 as measured in whole pixels);
- reach: all controls are in the lower half, at most 1220 mm and at least 380 mm above the floor (ADA 308);
- size: ten keys of 20 mm with gaps of 3 mm stand between bezels, and every tile has room for its words: all faces hold
  their bars on 21.5 inches of 16:9 and on 32, and fail on 21, upright and lying (measured by `tests.kiosk.gallery`).
"""

import math
from collections.abc import Iterator

from kiosk.screens.theme import LEAST_MM, Theme
from queue_server.contract.plan import Kiosk, Mistake, Plan

MM_OF_INCH = 25.4
CAP_HEIGHT = 0.733
"""Height of a capital by the size of the type, in Noto Sans CJK."""
LARGE_DEGREES = 0.69
HIGHEST_MM, LOWEST_MM = 1220, 380
SHORT_SIDE_MM = 267.0
"""The shorter side of the smallest panel whose faces hold: 21.5 inches of 16:9."""


def panel_mistakes(plan: Plan) -> list[Mistake]:
    """All panels of kiosks on which the bars cannot hold."""
    return [mistake for index, kiosk in enumerate(plan.kiosk, 1) for mistake in _mistakes(f"kiosk[{index}]", kiosk)]


def _mistakes(key: str, kiosk: Kiosk) -> Iterator[Mistake]:
    width_mm, height_mm = size_mm(kiosk)
    short = min(width_mm, height_mm)
    if short < SHORT_SIDE_MM:
        needed = math.ceil(kiosk.panel_inch * SHORT_SIDE_MM / short * 2) / 2
        yield Mistake(
            f"{key}.panel_inch",
            f"屏的短边只有 {short:.0f} 毫米，按键不到 20 毫米、字会放不下；要 {needed:g} 英寸以上的屏",
        )
    farthest = LEAST_MM * CAP_HEIGHT / math.tan(math.radians(LARGE_DEGREES))
    if kiosk.viewing_mm > farthest:
        yield Mistake(
            f"{key}.viewing_mm",
            f"隔 {kiosk.viewing_mm} 毫米看，大字也不够 0.7 度；要让人能站到 {farthest:.0f} 毫米以内，再照实写",
        )
    top = kiosk.bottom_mm + height_mm / 2
    if top > HIGHEST_MM:
        lower = math.floor(HIGHEST_MM - height_mm / 2)
        yield Mistake(
            f"{key}.bottom_mm", f"坐轮椅的人要够到 {top:.0f} 毫米高，最高 {HIGHEST_MM}；把屏的下边降到 {lower} 毫米以下"
        )
    lowest = LOWEST_MM - Theme.BEZEL
    if kiosk.bottom_mm < lowest:
        yield Mistake(
            f"{key}.bottom_mm", f"最低的按钮不到 {LOWEST_MM} 毫米高；把屏的下边升到 {math.ceil(lowest)} 毫米以上"
        )


def size_mm(kiosk: Kiosk) -> tuple[float, float]:
    """Width and height of the panel's picture."""
    width, height = kiosk.panel_px
    mm = kiosk.panel_inch * MM_OF_INCH / math.hypot(width, height)
    return width * mm, height * mm
