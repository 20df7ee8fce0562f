"""Width and height out of the heads of JPEG and PNG files, without decoding them."""

import struct

PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
PNG_END = b"IEND\xaeB`\x82"
JPEG_START, JPEG_END = b"\xff\xd8", b"\xff\xd9"
FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""SOF0 to SOF15, whose segment holds the size; C4, C8 and CC are something else (ITU-T T.81, table B.1)."""
STAND_ALONE = frozenset(range(0xD0, 0xDA)) | {0x01}


def png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no whole PNG file."""
    if not content.startswith(PNG_HEAD) or not content.endswith(PNG_END) or len(content) < len(PNG_HEAD) + 8:
        return None
    width, height = struct.unpack_from(">II", content, len(PNG_HEAD))
    return (width, height) if width and height else None


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no whole JPEG file (bytes after its end are padding of a frame)."""
    if not content.startswith(JPEG_START) or JPEG_END not in content:
        return None
    at = len(JPEG_START)
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in FRAME_MARKERS:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return (width, height) if width and height else None
        at += 2 if marker in STAND_ALONE else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
