"""The one place that knows where the Chinese outline font lies."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

from devices.errors import SetupError

FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
SIMPLIFIED_CHINESE, MONO_SIMPLIFIED_CHINESE = 2, 7
"""Indexes of "Noto Sans CJK SC" and "Noto Sans Mono CJK SC" in the collection file."""


@cache
def noto_sans_cjk(size_px: int, *, bold: bool = False, mono: bool = False) -> ImageFont.FreeTypeFont:
    """The font at one size, `mono` with Latin letters half as wide as Chinese characters; loaded once.

    Raises:
        SetupError: the package fonts-noto-cjk is not installed.
    """
    file_name = f"NotoSansCJK-{'Bold' if bold else 'Regular'}.ttc"
    for folder in FOLDERS:
        path = folder / file_name
        if path.exists():
            return ImageFont.truetype(str(path), size_px, index=MONO_SIMPLIFIED_CHINESE if mono else SIMPLIFIED_CHINESE)
    raise SetupError(f"{file_name} not found: install the package fonts-noto-cjk")
