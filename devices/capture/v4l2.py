"""The kernel's video structures as bytes: what a grab of MJPG frames needs of linux/videodev2.h, 64-bit layout."""

import struct
from collections.abc import Callable

import msgspec

QUERYCAP = 0x80685600
S_FMT = 0xC0D05605
REQBUFS = 0xC0145608
QUERYBUF = 0xC0585609
QBUF = 0xC058560F
DQBUF = 0xC0585611
STREAMON = 0x40045612
STREAMOFF = 0x40045613

CAPTURE = 1
MMAP = 1
MJPG = 0x47504A4D
CAN_CAPTURE, CAN_STREAM = 0x00000001, 0x04000000
FLAG_ERROR = 0x40

CAPABILITY = struct.Struct("=84s2I12x")
FORMAT = struct.Struct("=2I12I152x")
REQUEST = struct.Struct("=5I")
BUFFER = struct.Struct("=5I4x2q4I2IQI12x")
KIND = struct.Struct("=i")

Ioctl = Callable[[int, int, bytearray], int]
"""`fcntl.ioctl`, which changes the bytes in place."""


class Buffer(msgspec.Struct, frozen=True):
    """One of the kernel's frame buffers."""

    index: int
    used: int = 0
    flags: int = 0
    offset: int = 0
    length: int = 0


def pack_format(width_px: int, height_px: int) -> bytearray:
    """One request that names MJPG together with the size, so the camera picks the size among its MJPG ones."""
    return bytearray(FORMAT.pack(CAPTURE, 0, width_px, height_px, MJPG, 1, *[0] * 8))


def unpack_format(content: bytes | bytearray) -> tuple[int, int, int]:
    """Width, height and FOURCC that the camera will really give."""
    _, _, width, height, fourcc, *_ = FORMAT.unpack(content)
    return width, height, fourcc


def pack_request(count: int) -> bytearray:
    """Asks for `count` buffers, or gives all back with 0."""
    return bytearray(REQUEST.pack(count, CAPTURE, MMAP, 0, 0))


def unpack_request(content: bytes | bytearray) -> int:
    """How many buffers there really are."""
    count: int = REQUEST.unpack(content)[0]
    return count


def pack_buffer(buffer: Buffer) -> bytearray:
    """The structure with everything else zero."""
    return bytearray(
        BUFFER.pack(
            *(buffer.index, CAPTURE, buffer.used, buffer.flags, 0, 0, 0),
            *(0, 0, 0, 0, 0, MMAP, buffer.offset, buffer.length),
        )
    )


def unpack_buffer(content: bytes | bytearray) -> Buffer:
    """What the kernel filled in."""
    fields = BUFFER.unpack(content)
    return Buffer(fields[0], fields[2], fields[3], fields[13] & 0xFFFFFFFF, fields[14])


def can_grab(content: bytes | bytearray) -> bool:
    """True when the answer to `QUERYCAP` is of a node that gives a stream of pictures."""
    _, all_nodes, this_node = CAPABILITY.unpack(content)
    needed = CAN_CAPTURE | CAN_STREAM
    return bool((this_node or all_nodes) & needed == needed)
