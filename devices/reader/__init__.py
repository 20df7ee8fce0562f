"""Barcode readers: codes from a wire; pictures are in `devices.reader.picture`, which needs libzbar."""

from devices.reader.code import Code, parse_code
from devices.reader.lines import LineDecoder
from devices.reader.reader import Answer, Reader, ReaderHealth
from devices.reader.serial_reader import SerialReader
from devices.reader.wire_reader import WireReader

__all__ = [
    "Answer",
    "Code",
    "LineDecoder",
    "Reader",
    "ReaderHealth",
    "SerialReader",
    "WireReader",
    "parse_code",
]
