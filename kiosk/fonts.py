"""The Chinese faces as files of their own: SDL reads only the first face of a collection, which has Japanese forms."""

import os
import struct
import tempfile
from pathlib import Path

FOLDERS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
SIMPLIFIED_CHINESE = 2
"""Index of "Noto Sans CJK SC" in the collection file."""
WEIGHTS = ("Regular", "Bold")


class FontMissingError(Exception):
    """The package fonts-noto-cjk is not installed; the text says so in Chinese."""


def chinese_faces(cache: Path | None = None) -> dict[str, Path]:
    """The files of Noto Sans CJK SC by weight (`Regular`, `Bold`), taken out of their collections at first use.

    Args:
        cache: where they are kept; the user's cache folder by default.

    Raises:
        FontMissingError: the fonts are not installed.
        OSError: the cache cannot be written.
    """
    kept = cache or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tinghao" / "fonts"
    return {weight: _face(weight, kept) for weight in WEIGHTS}


def _face(weight: str, kept: Path) -> Path:
    collection = _collection(f"NotoSansCJK-{weight}.ttc")
    state = collection.stat()
    face = kept / f"NotoSansCJKsc-{weight}-{state.st_size}-{int(state.st_mtime)}.otf"
    if not face.exists():
        kept.mkdir(parents=True, exist_ok=True)
        content = single_face(collection.read_bytes(), SIMPLIFIED_CHINESE)
        with tempfile.NamedTemporaryFile(dir=kept, suffix=".part", delete=False) as part:
            part.write(content)
        Path(part.name).replace(face)
    return face


def _collection(name: str) -> Path:
    for folder in FOLDERS:
        if (folder / name).exists():
            return folder / name
    raise FontMissingError(f"没有找到字体 {name}，请安装 fonts-noto-cjk")


def single_face(collection: bytes, index: int) -> bytes:
    """Face `index` of a font collection as a font file of its own, tables copied as they are.

    Source: OpenType specification, "Font collections" and "Table directory" (offset table 12 bytes, records 16 bytes).
    """
    (start,) = struct.unpack_from(">I", collection, 12 + 4 * index)
    head = collection[start : start + 12]
    (count,) = struct.unpack_from(">H", head, 4)
    records, tables = bytearray(), bytearray()
    first = 12 + 16 * count
    for place in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sIII", collection, start + 12 + 16 * place)
        records += struct.pack(">4sIII", tag, checksum, first + len(tables), length)
        tables += collection[offset : offset + length] + bytes(-length % 4)
    return head + bytes(records) + bytes(tables)
