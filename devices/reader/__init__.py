"""Barcode readers: codes from a serial line; pictures are in `devices.reader.picture`, which needs libzbar."""

from devices.reader.code import Code, parse_code
from devices.reader.lines import LineDecoder
from devices.reader.serial_reader import ReaderHealth, SerialReader

__all__ = ["Code", "LineDecoder", "ReaderHealth", "SerialReader", "parse_code"]
