"""Are the fonts of screens, slips and signs on this box? What is missing, and what helps."""

from devices.errors import SetupError
from devices.fonts import noto_sans_cjk


def font_warnings() -> list[str]:
    """A Chinese sentence where they are missing."""
    try:
        for bold in (False, True):
            noto_sans_cjk(16, bold=bold)
    except SetupError as error:
        return [f"这台机器没有中文字体（{error}），屏和号票会没有字；请安装 fonts-noto-cjk"]
    return []
